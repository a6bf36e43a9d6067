import { describePlatform } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { fleetSchema, startSimulator } from '@infra-dashboard/simulator';
import { proxmoxPlatform } from './platform';

async function start(name: string) {
  const simulator = await startSimulator({
    fleet: fleetSchema.parse({
      clusters: [
        {
          name,
          type: 'proxmox',
          nodes: [{ name: 'node-1' }, { name: 'node-2' }],
          workloads: [{ name: 'web', node: 'node-1', vmid: 100 }],
        },
      ],
    }),
  });
  const { url } = simulator.clusters.get(name)!;
  return { url, stop: () => simulator.stop() };
}

describePlatform({
  platform: proxmoxPlatform,
  start: () => start('subject'),
  startOther: () => start('other'),
  entry: url => ({
    url,
    tokenId: 'backstage@pve!portal',
    tokenSecret: '00000000-0000-4000-8000-000000000000',
  }),
  secrets: ['00000000-0000'],
});

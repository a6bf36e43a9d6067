import { describePlatform } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { fleetSchema, startSimulator } from '@infra-dashboard/simulator';
import { kubernetesPlatform } from './platform';

async function start(name: string) {
  const simulator = await startSimulator({
    fleet: fleetSchema.parse({
      clusters: [
        {
          name,
          type: 'kubernetes',
          nodes: [{ name: 'node-1' }, { name: 'node-2' }],
          workloads: [{ name: 'web', node: 'node-1' }],
        },
      ],
    }),
  });
  const { url } = simulator.clusters.get(name)!;
  return { url, stop: () => simulator.stop() };
}

describePlatform({
  platform: kubernetesPlatform,
  start: () => start('subject'),
  startOther: () => start('other'),
  entry: url => ({
    url,
    serviceAccountToken: 'simulated-service-account-token',
  }),
  secrets: ['simulated-service-account'],
});

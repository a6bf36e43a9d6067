import { describePlatform } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { fleetSchema, startSimulator } from '@infra-dashboard/simulator';
import { kubernetesPlatform } from './platform';

describePlatform({
  platform: kubernetesPlatform,
  async start() {
    const simulator = await startSimulator({
      fleet: fleetSchema.parse({
        clusters: [
          {
            name: 'subject',
            type: 'kubernetes',
            nodes: [{ name: 'node-1' }, { name: 'node-2' }],
            workloads: [{ name: 'web', node: 'node-1' }],
          },
        ],
      }),
    });
    const { url } = simulator.clusters.get('subject')!;
    return { url, stop: () => simulator.stop() };
  },
  entry: url => ({
    url,
    serviceAccountToken: 'simulated-service-account-token',
  }),
  secrets: ['simulated-service-account'],
});

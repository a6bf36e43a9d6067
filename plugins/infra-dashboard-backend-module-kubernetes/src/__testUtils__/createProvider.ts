import {
  createTestContext,
  PartReader,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { kubernetesConfigSchema } from '../config';
import { KubernetesProvider } from '../provider';
import { loadClientNode } from './loadClientNode';

/** A provider named `lab` as the backend makes it. */
export function createProvider(config: object, timeouts: object = {}) {
  return new PartReader(
    new KubernetesProvider({
      ...createTestContext({
        name: 'lab',
        config: kubernetesConfigSchema.parse(config),
        timeouts: { connectMs: 2_000, totalMs: 5_000, ...timeouts },
      }),
      loadClientNode,
    }),
  );
}

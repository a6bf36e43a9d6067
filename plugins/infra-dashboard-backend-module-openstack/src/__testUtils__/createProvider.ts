import {
  createTestContext,
  PartReader,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { openstackConfigSchema } from '../config';
import { OpenStackProvider } from '../provider';

/** A provider named `lab`. */
export function createProvider(config: object, timeouts: object = {}) {
  return new PartReader(
    new OpenStackProvider({
      ...createTestContext({
        name: 'lab',
        config: openstackConfigSchema.parse(config),
        timeouts: { connectMs: 2_000, totalMs: 5_000, ...timeouts },
      }),
    }),
  );
}

/** Keys that log in to a {@link FakeCloud}. */
export const PASSWORD = {
  username: 'admin',
  password: 'very-secret',
  projectName: 'admin',
  userDomainName: 'Default',
  projectDomainName: 'Default',
};

import { mockServices } from '@backstage/backend-test-utils';
import { openstackConfigSchema } from '../config';
import { OpenStackProvider } from '../provider';

/** A provider named `lab` as the backend makes it, with a password unless told otherwise. */
export function createProvider(config: object, timeouts: object = {}) {
  return new OpenStackProvider({
    name: 'lab',
    config: openstackConfigSchema.parse(config),
    timeouts: { connectMs: 2_000, totalMs: 5_000, ...timeouts },
    logger: mockServices.logger.mock(),
  });
}

/** Keys that log in to a {@link FakeCloud}. */
export const PASSWORD = {
  username: 'admin',
  password: 'very-secret',
  projectName: 'admin',
  userDomainName: 'Default',
  projectDomainName: 'Default',
};

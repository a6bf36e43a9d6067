import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { RestrictedClustersPolicy } from './RestrictedClustersPolicy';

export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'restricted-clusters-policy',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig, policy: policyExtensionPoint },
      async init({ config, policy }) {
        policy.setPolicy(new RestrictedClustersPolicy(config));
      },
    });
  },
});

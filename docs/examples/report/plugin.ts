import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { infraInventoryServiceRef } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

export const reportPlugin = createBackendPlugin({
  pluginId: 'report',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        inventory: infraInventoryServiceRef,
      },
      async init({ httpAuth, httpRouter, inventory }) {
        httpRouter.use(async (request, response, next) => {
          try {
            const credentials = await httpAuth.credentials(request);
            const { items, totalItems } = await inventory.getWorkloads(
              { health: 'failed', owner: 'group:default/payments', limit: 20 },
              { credentials },
            );
            response.json({ totalItems, names: items.map(one => one.name) });
          } catch (error) {
            next(error);
          }
        });
      },
    });
  },
});

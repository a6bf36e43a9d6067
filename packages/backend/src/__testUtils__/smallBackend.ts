// A backend with one plugin that needs a database, as a process of its own.
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startOrExit } from '../startOrExit';

const backend = createBackend();

backend.add(
  createBackendPlugin({
    pluginId: 'small',
    register(env) {
      env.registerInit({
        deps: {
          database: coreServices.database,
          router: coreServices.httpRouter,
        },
        async init({ database }) {
          await database.getClient();
        },
      });
    },
  }),
);

void startOrExit(backend);

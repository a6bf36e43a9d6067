import {
  coreServices,
  createServiceFactory,
  type HttpAuthService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/**
 * Marks users as coming through another plugin. The mocked tokens lose this, and the permission
 * framework returns and applies conditions only for such requests.
 */
export const userHttpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }): HttpAuthService {
    const mock = mockServices.httpAuth({ pluginId: plugin.getId() });
    return {
      issueUserCookie: (...args) => mock.issueUserCookie(...args),
      async credentials(...args) {
        const credentials = await mock.credentials<any>(...args);
        const { principal } = credentials;
        if (principal.type === 'user') {
          principal.actor = { type: 'service', subject: 'plugin:app' };
        }
        return credentials;
      },
    };
  },
});

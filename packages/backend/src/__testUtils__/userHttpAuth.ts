import {
  coreServices,
  createServiceFactory,
  type HttpAuthService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/**
 * Says that users come through another plugin, since the mocked tokens lose that, and the
 * permission framework gives and applies conditions for nobody else.
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

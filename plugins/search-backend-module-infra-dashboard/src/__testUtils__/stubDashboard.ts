import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';

/** The responses of the fake infra-dashboard backend. */
export interface StubDashboard {
  clusters: unknown[];
  /** Default: none. */
  providers?: unknown[];
  /** Pages of workloads; one that is an Error is returned as 503. */
  pages: Array<unknown[] | Error>;
  /** The received requests with their callers. */
  requests: string[];
}

/** A backend plugin that replies as configured: clusters, providers and workloads. */
export function createStubDashboard(stub: StubDashboard) {
  return createBackendPlugin({
    pluginId: 'infra-dashboard',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          httpRouter.use((request, response, next) => {
            httpAuth
              .credentials(request, { allow: ['service'] })
              .then(({ principal }) => {
                stub.requests.push(`${principal.subject} ${request.url}`);
                if (request.path === '/clusters') {
                  response.json({ items: stub.clusters });
                  return;
                }
                if (request.path === '/providers') {
                  response.json({ items: stub.providers ?? [] });
                  return;
                }
                const index = Number(request.query.cursor ?? 0);
                const items = stub.pages[index];
                if (items instanceof Error) {
                  response.status(503).json({ error: items });
                  return;
                }
                const hasMore = index + 1 < stub.pages.length;
                response.json({
                  items,
                  ...(hasMore && { nextCursor: String(index + 1) }),
                });
              })
              .catch(next);
          });
        },
      });
    },
  });
}

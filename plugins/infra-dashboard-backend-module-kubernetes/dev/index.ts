// The plugin with simulated clusters of Kubernetes alone: yarn start, then
// curl http://localhost:7007/api/infra-dashboard/clusters
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { infraDashboardPlugin } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend';
import { demoFleet, startSimulator } from '@infra-dashboard/simulator';

async function main() {
  const simulator = await startSimulator({ fleet: demoFleet(), frozen: false });
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: 'http://localhost:3000' },
        backend: {
          baseUrl: 'http://localhost:7007',
          listen: { host: '127.0.0.1', port: 7007 },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        infraDashboard: {
          providers: simulator
            .providersConfig()
            .filter(({ type }) => type === 'kubernetes'),
        },
      },
    }),
  );
  // Requests without credentials are those of a mock user.
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(catalogServiceMock.factory());
  backend.add(infraDashboardPlugin);
  backend.add(import('../src'));
  await backend.start();
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});

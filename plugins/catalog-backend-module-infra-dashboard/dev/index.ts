// A catalog with the clusters and nodes of simulated platforms: yarn start, then
// curl http://localhost:7007/api/catalog/entities?filter=kind=resource
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { startDemoConfig } from '@infra-dashboard/simulator';

async function main() {
  const data = await startDemoConfig();
  const backend = createBackend();
  backend.add(mockServices.rootConfig.factory({ data }));
  // Requests without credentials are those of a mock user.
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(
    import('@infra-dashboard/backstage-plugin-infra-dashboard-backend'),
  );
  backend.add(import('../src'));
  await backend.start();
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});

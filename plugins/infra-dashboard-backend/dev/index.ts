// The plugin alone with simulated platforms: yarn start, then
// curl http://localhost:7007/api/infra-dashboard/clusters
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startDemoConfig } from '@infra-dashboard/simulator';

async function main() {
  const data = await startDemoConfig();
  const backend = createBackend();
  backend.add(mockServices.rootConfig.factory({ data }));
  // Requests without credentials are those of a mock user.
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(catalogServiceMock.factory());
  backend.add(import('../src'));
  await backend.start();
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});

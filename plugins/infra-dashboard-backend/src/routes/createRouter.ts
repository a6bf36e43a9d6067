import type { AuditorService } from '@backstage/backend-plugin-api';
import type express from 'express';
import { version } from '../../package.json';
import type { InventoryService } from '../inventory';
import type { AccessControl } from '../permissions';
import { createRoutes } from './createRoutes';
import { mountRoutes } from './mountRoutes';
import { createOpenApiDocument } from './openApi';
import type { RouteDependencies } from './RouteDependencies';

/** The API below `/api/infra-dashboard`. */
export function createRouter(
  options: RouteDependencies & {
    access: AccessControl;
    service: InventoryService;
    auditor: AuditorService;
  },
): express.Router {
  const routes = createRoutes(options);
  const router = mountRoutes(routes, options);
  const document = createOpenApiDocument(routes, { version });
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  return router;
}

import express from 'express';
import Router from 'express-promise-router';
import { version } from '../../package.json';
import { createClustersRouter } from './clusters';
import { createHealthRouter } from './health';
import { createHistoryRouter, type HistoryDependencies } from './history';
import { createOpenApiDocument } from './openApi';
import { createProvidersRouter } from './providers';
import { createManageRouter, type ManageDependencies } from './manage';
import { createWorkloadsRouter } from './workloads';

/** The API below `/api/infra-dashboard`. */
export function createRouter(
  options: ManageDependencies & HistoryDependencies,
): express.Router {
  const router = Router();
  const document = createOpenApiDocument({ version });
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  router.use(createClustersRouter(options));
  router.use(createWorkloadsRouter(options));
  router.use(createProvidersRouter(options));
  router.use(createHealthRouter(options));
  router.use(createHistoryRouter(options));
  router.use(createManageRouter(options));
  return router;
}

import Router from 'express-promise-router';
import type { RouterDependencies } from './RouterDependencies';

/** `/providers`: what is configured and how reading it goes. */
export function createProvidersRouter(options: RouterDependencies) {
  const { inventory, access } = options;
  const router = Router();

  router.get('/providers', async (request, response) => {
    const visible = await access.visibility(request);
    response.json({ items: inventory.listProviders(visible) });
  });

  return router;
}

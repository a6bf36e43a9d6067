import type { AuditorService } from '@backstage/backend-plugin-api';
import express, { type Request } from 'express';
import Router from 'express-promise-router';
import type { InventoryService } from '../inventory';
import type { AccessControl } from '../permissions';
import { parse } from './parse';
import type { Route, RouteContext } from './Route';
import { sendJson } from './sendJson';

interface MountOptions {
  access: AccessControl;
  service: InventoryService;
  auditor: AuditorService;
}

/** Which caller it is and what they may see; rejects where the policy denies the route. */
async function permit(
  { permission }: Route,
  request: Request,
  { access, service }: MountOptions,
): Promise<Pick<RouteContext<any, any>, 'inventory' | 'by' | 'may'>> {
  const by =
    permission === 'read' ? '' : await access.userWho(permission, request);
  const credentials = await access.credentialsOf(request);
  return {
    inventory: await service.readAs(credentials),
    by,
    may: right => access.may(right, credentials),
  };
}

async function serve(
  route: Route,
  request: Request,
  options: MountOptions,
): Promise<unknown> {
  // First, so that a caller without rights learns nothing from the responses.
  const permitted = await permit(route, request, options);
  const query = route.query && parse(route.query, request.query);
  const body = route.body && parse(route.body, request.body);
  const { params } = request;
  return route.handle({ params, query, body, request, ...permitted });
}

async function serveAudited(
  route: Route,
  request: Request,
  options: MountOptions,
): Promise<unknown> {
  const event = await options.auditor.createEvent({
    eventId: route.audit!,
    severityLevel: 'medium',
    request,
    meta: { provider: request.params.name, mute: request.params.id },
  });
  try {
    const result = await serve(route, request, options);
    await event.success({ meta: route.describe?.(result) });
    return result;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}

/** Makes a router of declared routes. */
export function mountRoutes(
  routes: readonly Route[],
  options: MountOptions,
): express.Router {
  const router = Router();
  const json = express.json({ limit: '100kb' });
  for (const one of routes) {
    // An id may contain slashes, which some proxies decode.
    const path = one.path
      .replace('{id}', ':id(*)')
      .replace(/\{(\w+)\}/g, ':$1');
    const work = one.audit ? serveAudited : serve;
    router[one.method](
      path,
      ...(one.body ? [json] : []),
      async (request: Request, response: express.Response) => {
        await sendJson(response, await work(one, request, options));
      },
    );
  }
  return router;
}

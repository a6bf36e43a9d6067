import { hash } from 'node:crypto';
import type { AuditorService } from '@backstage/backend-plugin-api';
import express, { type Request } from 'express';
import Router from 'express-promise-router';
import { version } from '../../package.json';
import type { InventoryService } from '../inventory';
import type { AccessControl } from '../permissions';
import { parse } from './parse';
import type { Route, RouteContext } from './Route';
import { sendJson } from './sendJson';
import { SharedBody, SharedResponses } from './SharedResponses';

const NOT_MODIFIED = Symbol('not modified');

interface MountOptions {
  access: AccessControl;
  service: InventoryService;
  auditor: AuditorService;
}

interface ServeOptions extends MountOptions {
  shared: SharedResponses;
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

/** Differs where the response does; undefined where that is not known. */
async function tagOf(
  { operationId, revision }: Route,
  context: RouteContext<any, any>,
): Promise<string | undefined> {
  const current = await revision?.(context);
  if (current === undefined) return undefined;
  const { params, query } = context;
  const digest = hash(
    'sha256',
    JSON.stringify([version, operationId, params, query, current]),
    'base64url',
  );
  return `W/"${digest}"`;
}

/** Whether the client has the response already. */
function isKnown(tag: string, request: Request): boolean {
  request.res!.set({ ETag: tag, 'Cache-Control': 'private, no-cache' });
  // Not `request.fresh`: `fetch` adds Cache-Control: no-cache to a tag of the caller's own.
  const known = request.get('If-None-Match')?.split(',') ?? [];
  return known.some(one => one.trim() === tag);
}

async function serve(
  route: Route,
  request: Request,
  options: ServeOptions,
): Promise<unknown> {
  // First, so that a caller without rights learns nothing from the responses.
  const permitted = await permit(route, request, options);
  const query = route.query && parse(route.query, request.query);
  const body = route.body && parse(route.body, request.body);
  const { params } = request;
  const context = { params, query, body, request, ...permitted };
  const tag = await tagOf(route, context);
  if (tag && isKnown(tag, request)) return NOT_MODIFIED;
  return tag && route.isShared
    ? options.shared.get(tag, () => route.handle(context))
    : route.handle(context);
}

async function serveAudited(
  route: Route,
  request: Request,
  options: ServeOptions,
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
  const serving = { ...options, shared: new SharedResponses() };
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
        const value = await work(one, request, serving);
        if (value === NOT_MODIFIED) response.status(304).end();
        else if (value instanceof SharedBody) value.send(request, response);
        else await sendJson(response, value);
      },
    );
  }
  return router;
}

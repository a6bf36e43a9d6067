import { hash } from 'node:crypto';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import express, { type Request } from 'express';
import Router from 'express-promise-router';
import { version } from '../../package.json';
import { audited } from '../audit/audited';
import { namesOf } from '../audit/namesOf';
import type { InventoryService } from '../inventory';
import { checkTexts } from '../inventory/query/readFilters';
import type { AccessControl } from '../permissions';
import { parse } from './parse';
import type { Route, RouteContext } from './Route';
import { sendCsv, sendJson } from './sendJson';
import { SharedBody, SharedResponses } from './SharedResponses';

const NOT_MODIFIED = Symbol('not modified');

/** A response that is sent as it is made. */
class CsvFile {
  constructor(readonly name: string, readonly parts: AsyncIterable<string>) {}
}

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

/** A client that takes anything gets JSON. */
function prefersCsv(request: Request): boolean {
  return request.accepts(['json', 'csv']) === 'csv';
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
  checkTexts({ ...(query as object | undefined) });
  const { params } = request;
  const context = { params, query, body, request, ...permitted };
  const { csv } = route;
  if (csv && (csv.isWanted(context) || prefersCsv(request))) {
    return new CsvFile(csv.name, csv.write(context));
  }
  const tag = await tagOf(route, context);
  if (tag && isKnown(tag, request)) return NOT_MODIFIED;
  return tag && route.isShared
    ? options.shared.get(tag, () => route.handle(context))
    : route.handle(context);
}

/** The audit event of a request: a read is less than a change. */
function eventOf({ audit, method }: Route, request: Request) {
  const { cluster, id, name, node } = request.params;
  const isRead = method === 'get';
  const { cluster: ofCluster, problem } = Object(request.body);
  return {
    eventId: audit ?? 'access-denied',
    severityLevel: isRead ? ('low' as const) : ('medium' as const),
    request,
    meta: isRead
      ? { path: request.path, cluster, node, workload: id }
      : {
          ...{ provider: name, mute: id },
          ...namesOf({ cluster: ofCluster, problem }),
        },
  };
}

/** Reads that the policy denies are audited, also where other reads of the route are not. */
async function serveRead(
  route: Route,
  request: Request,
  options: ServeOptions,
): Promise<unknown> {
  try {
    return await serve(route, request, options);
  } catch (error) {
    if (error instanceof NotAllowedError) {
      const { auditor } = options;
      const event = await auditor.createEvent(eventOf(route, request));
      await event.fail({ error });
    }
    throw error;
  }
}

function serveAudited(
  route: Route,
  request: Request,
  options: ServeOptions,
): Promise<unknown> {
  return audited(
    options.auditor,
    eventOf(route, request),
    () => serve(route, request, options),
    result => route.describe?.(result),
  );
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
    router[one.method](
      path,
      ...(one.body ? [json] : []),
      async (request: Request, response: express.Response) => {
        const isAudited = one.audit && (one.isAudited?.(request) ?? true);
        const work = isAudited ? serveAudited : serveRead;
        const value = await work(one, request, serving);
        if (value === NOT_MODIFIED) response.status(304).end();
        else if (value instanceof SharedBody) value.send(request, response);
        else if (value instanceof CsvFile) {
          await sendCsv(response, value.name, value.parts);
        } else await sendJson(response, value);
      },
    );
  }
  return router;
}

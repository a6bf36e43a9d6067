import {
  API_REQUESTS,
  type InfraDashboardApi,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import type { z } from 'zod';
import type { VisibleInventory } from '../inventory';
import type { UserRight } from '../permissions/AccessControl';

/** A call of the API client. A route is typed by the call that it serves. */
export type ClientCall = keyof InfraDashboardApi;

type ResponseOf<C extends ClientCall> = Awaited<
  ReturnType<InfraDashboardApi[C]>
>;

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler receives once the request is checked and permitted. */
export interface RouteContext<Q, B> {
  /** Parameters of the path, decoded. */
  params: Record<string, string>;
  query: OutputOf<Q>;
  body: OutputOf<B>;
  request: Request;
  /** What the caller may see. */
  inventory: VisibleInventory;
  /** Whether the caller has a right, where the response depends on it. */
  may(right: UserRight): Promise<boolean>;
  /** Entity reference of the user, where the route needs a right. */
  by: string;
}

/** What is declared of a route of the HTTP API. */
interface RouteDeclaration<
  C extends ClientCall,
  Q extends z.ZodObject | undefined,
  B extends z.ZodType | undefined,
> {
  /** The call of the API client that it serves: types the response, and is where it is served. */
  call: C;
  /** Method and path where it is not served where the client calls it. */
  at?: `GET /${string}`;
  /** Name in the OpenAPI document; generated clients use it. */
  operationId: string;
  summary: string;
  /** `read`: who may see clusters; else users who have this right. */
  permission: 'read' | UserRight;
  /** Id of the audit event, where there is one. */
  audit?: string;
  /** Which requests are audited, where it is not all of them. */
  isAudited?(request: Request): boolean;
  /** What the audit event says of a response in addition. */
  describe?(response: ResponseOf<C>): JsonObject;
  query?: Q;
  body?: B;
  response: z.ZodType<ResponseOf<C>>;
  /**
   * Changes whenever the response does, including by what the caller may see; cheaper than the
   * response. A client that has the response then gets none again. Undefined: not known.
   */
  revision?(
    context: RouteContext<Q, B>,
  ): string | undefined | Promise<string | undefined>;
  /** Whether callers with the same revision get one response, which is made once. */
  isShared?: true;
  handle(context: RouteContext<Q, B>): ResponseOf<C> | Promise<ResponseOf<C>>;
  /** The same as a CSV file, for callers who accept `text/csv` rather than JSON. */
  csv?: {
    /** Of the file. */
    name: string;
    /** Whether the query asks for it. */
    isWanted(context: RouteContext<Q, B>): boolean;
    write(context: RouteContext<Q, B>): AsyncIterable<string>;
  };
}

/** One route of the HTTP API: all that is known about it. */
export interface Route extends RouteDeclaration<any, any, any> {
  method: 'delete' | 'get' | 'post' | 'put';
  /** Below `/api/infra-dashboard`, with `{name}` for each parameter. */
  path: string;
}

/** Declares a route, so that the compiler checks its handler against the client. */
export function route<
  C extends ClientCall,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(declaration: RouteDeclaration<C, Q, B>): Route {
  const at = declaration.at ?? API_REQUESTS[declaration.call];
  const [method, path] = at.split(' ');
  return {
    ...declaration,
    method: method.toLowerCase() as Route['method'],
    path,
  };
}

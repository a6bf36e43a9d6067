import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import { setNodeStatus } from '../fleet/setNodeStatus';
import { FAULT_KINDS } from '../server/FaultList';
import type { IncidentPlayer } from '../incidents/IncidentPlayer';
import type { Simulator } from '../startSimulator';

const MAX_BODY_LENGTH = 100_000;

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) {
    text += part;
    if (text.length > MAX_BODY_LENGTH) throw new Error('The body is too long');
  }
  return JSON.parse(text || '{}');
}

const faultSchema = z.strictObject({
  cluster: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional().describe('Start of the path'),
  pattern: z.string().optional().describe('In place of path: an expression'),
  kind: z.enum(FAULT_KINDS),
  status: z.number().optional(),
  retryAfter: z.number().optional(),
  ms: z.number().optional(),
  times: z.number().optional(),
});

/** `state` is another name of `status`. */
const nodeSchema = z
  .object({ status: z.string().optional(), state: z.string().optional() })
  .transform(({ status, state }) => status ?? state ?? '');

const incidentSchema = z.strictObject({
  cluster: z.string().optional(),
  object: z.string().optional(),
  speed: z.number().positive().optional(),
});

const clusterSchema = z.strictObject({ reachable: z.boolean() });

type Handler = (
  simulator: Simulator,
  options: {
    names: string[];
    query: URLSearchParams;
    body: unknown;
    player: IncidentPlayer;
  },
) => Promise<unknown> | unknown;

const ROUTES: Array<[route: RegExp, handler: Handler]> = [
  [
    /^POST \/faults$/,
    (simulator, { body }) => {
      const { pattern, path, ...fault } = faultSchema.parse(body);
      simulator.faults.add({
        ...fault,
        path: pattern === undefined ? path : new RegExp(pattern),
      });
      return { added: fault.kind };
    },
  ],
  [
    /^DELETE \/faults$/,
    (simulator, { query }) => {
      simulator.faults.clear(query.get('cluster') ?? undefined);
      return { cleared: true };
    },
  ],
  [
    /^GET \/requests$/,
    (simulator, { query }) => {
      const filter = {
        cluster: query.get('cluster') ?? undefined,
        method: query.get('method') ?? undefined,
        path: query.get('path') ?? undefined,
      };
      const requests = simulator.requests.list(filter);
      return { count: requests.length, requests: requests.slice(-1_000) };
    },
  ],
  [
    /^DELETE \/requests$/,
    simulator => {
      simulator.requests.reset();
      return { count: 0 };
    },
  ],
  [
    /^POST \/clusters\/([^/]+)$/,
    async (simulator, { names: [name], body }) => {
      const { reachable } = clusterSchema.parse(body);
      await simulator.update(name, cluster => {
        cluster.reachable = reachable;
      });
      return { reachable };
    },
  ],
  [
    /^POST \/clusters\/([^/]+)\/nodes\/([^/]+)$/,
    async (simulator, { names: [name, node], body }) => {
      const status = nodeSchema.parse(body);
      await simulator.update(name, cluster =>
        setNodeStatus(cluster, node, status),
      );
      return { status };
    },
  ],
  [
    /^POST \/clusters\/([^/]+)\/workloads\/([^/]+)$/,
    async (simulator, { names: [name, workload], body }) => {
      const change = z.record(z.string(), z.unknown()).parse(body);
      await simulator.update(name, cluster => {
        const found = cluster.workloads.find(one => one.name === workload);
        if (!found) throw new Error(`There is no workload ${workload}`);
        Object.assign(found, change);
      });
      return change;
    },
  ],
  [
    /^POST \/incidents\/([^/]+)$/,
    (_, { names: [name], body, player }) => ({
      title: player.play(name, incidentSchema.parse(body)).title,
    }),
  ],
  [/^GET \/incidents$/, (_, { player }) => ({ playing: player.playing })],
];

/**
 * Lets another process, such as a browser test, control the simulator: faults, the state of
 * nodes and workloads, whether a cluster is reachable, incidents, and the log of requests.
 */
export async function startControlServer(
  simulator: Simulator,
  options: { host: string; port: number; player: IncidentPlayer },
): Promise<Server> {
  const { player } = options;
  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    try {
      const url = new URL(request.url ?? '/', 'http://control');
      const requested = `${request.method} ${url.pathname}`;
      for (const [route, handler] of ROUTES) {
        const match = route.exec(requested);
        if (!match) continue;
        const names = match.slice(1).map(decodeURIComponent);
        const body =
          request.method === 'POST' ? await readJson(request) : undefined;
        const query = url.searchParams;
        send(200, await handler(simulator, { names, query, body, player }));
        return;
      }
      send(404, { error: `There is no ${requested}` });
    } catch (error) {
      send(400, { error: (error as Error).message });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          error.code === 'EADDRINUSE'
            ? `Port ${options.port}, of the control server, is in use; choose another base port`
            : `The control server did not start: ${error.code}`,
        ),
      ),
    );
    server.listen(options.port, options.host, () => resolve());
  });
  return server;
}

import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

/** One recorded response. */
export interface Recorded {
  status: number;
  reason?: string;
  /** Sent as JSON; null for an empty body. */
  body: unknown;
}

/** Responses by name: cluster-resources, cluster-status, version, …; `hang` never responds. */
export type Scenario = Record<string, Recorded | 'hang'>;

const PATHS: Array<[RegExp, string]> = [
  [/^\/api2\/json\/cluster\/resources$/, 'cluster-resources'],
  [/^\/api2\/json\/cluster\/status$/, 'cluster-status'],
  [/^\/api2\/json\/cluster\/ceph\/status$/, 'ceph-status'],
  [/^\/api2\/json\/version$/, 'version'],
  [/^\/api2\/json\/nodes$/, 'nodes'],
  [/^\/api2\/json\/nodes\/[^/]+\/status$/, 'node-status'],
  [/^\/api2\/json\/nodes\/[^/]+\/rrddata$/, 'rrddata'],
  [/^\/api2\/json\/storage$/, 'storages'],
  [/^\/api2\/json\/access\/permissions$/, 'permissions'],
  [/^\/api2\/json\/access\/ticket$/, 'ticket'],
];

function readFixture(name: string) {
  const file = resolve(__dirname, `../__fixtures__/${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

export function loadScenario(name: string): Record<string, Recorded> {
  return readFixture(name);
}

/** Rows of the recorded `GET /cluster/resources` of a scenario. */
export function rowsOf(
  scenario: Scenario,
): Array<Record<string, string | number>> {
  return (
    (scenario['cluster-resources'] as Recorded).body as {
      data: Array<Record<string, string | number>>;
    }
  ).data;
}

/** A scenario whose list is the given one. */
export function withRows(scenario: Scenario, data: unknown[]): Scenario {
  return { ...scenario, 'cluster-resources': { status: 200, body: { data } } };
}

/** Serves a recorded scenario over HTTP; `scenario` may change while it runs. */
export class ReplayServer {
  readonly requests: Array<{
    path: string;
    auth?: string;
    body?: string;
    headers: Record<string, unknown>;
  }> = [];
  scenario: Scenario;
  url = '';
  /** By how much its clock is ahead, in milliseconds. */
  clockAheadMs = 0;
  /** Maximum number of requests in flight. */
  maxInFlight = 0;
  readonly #tls: { key: string; cert: string } | undefined;
  readonly #server;
  #inFlight = 0;

  constructor(scenario: Scenario, tls?: { key: string; cert: string }) {
    this.scenario = scenario;
    this.#tls = tls;
    const listener: RequestListener = (request, response) => {
      const path = request.url!.split('?')[0];
      const { authorization, cookie } = request.headers;
      const logged: (typeof this.requests)[number] = {
        path,
        auth: authorization ?? cookie,
        headers: request.headers,
      };
      this.requests.push(logged);
      this.#inFlight += 1;
      this.maxInFlight = Math.max(this.maxInFlight, this.#inFlight);
      response.once('close', () => {
        this.#inFlight -= 1;
      });
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        logged.body = Buffer.concat(chunks).toString();
        const node = /\/nodes\/(\w+)\/version$/.exec(path)?.[1];
        const name = node
          ? `node-version ${node}`
          : PATHS.find(([pattern]) => pattern.test(path))?.[1];
        const recorded = name ? this.scenario[name] : undefined;
        if (recorded === 'hang') return;
        if (!recorded) {
          response.writeHead(501, `Method 'GET ${path}' not implemented`).end();
          return;
        }
        const { status, reason, body } = recorded;
        response.writeHead(status, reason, {
          date: new Date(Date.now() + this.clockAheadMs).toUTCString(),
          ...(body !== null && {
            'content-type': 'application/json;charset=UTF-8',
          }),
          ...(status >= 400 && { connection: 'close' }),
        });
        response.end(body === null ? '' : JSON.stringify(body));
      });
    };
    this.#server = tls
      ? createTlsServer(tls, listener)
      : createServer(listener);
  }

  async start(): Promise<string> {
    await new Promise<void>(done => {
      this.#server.listen(0, '127.0.0.1', done);
    });
    const { port } = this.#server.address() as AddressInfo;
    this.url = `${this.#tls ? 'https' : 'http'}://127.0.0.1:${port}`;
    return this.url;
  }

  count(path: RegExp = /./): number {
    return this.requests.filter(request => path.test(request.path)).length;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}

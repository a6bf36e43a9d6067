import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

/** One recorded answer. */
export interface Recorded {
  status: number;
  reason?: string;
  body: unknown;
}

/** Answers of one scenario by name: cluster-resources, cluster-status, version, … */
export type Scenario = Record<string, Recorded>;

const PATHS: Array<[RegExp, string]> = [
  [/^\/api2\/json\/cluster\/resources$/, 'cluster-resources'],
  [/^\/api2\/json\/cluster\/status$/, 'cluster-status'],
  [/^\/api2\/json\/cluster\/ceph\/status$/, 'ceph-status'],
  [/^\/api2\/json\/version$/, 'version'],
  [/^\/api2\/json\/nodes\/[^/]+\/status$/, 'node-status'],
  [/^\/api2\/json\/access\/permissions$/, 'permissions'],
  [/^\/api2\/json\/access\/ticket$/, 'ticket'],
];

export function loadScenario(name: string): Scenario {
  const file = resolve(__dirname, `../__fixtures__/${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Speaks a recorded scenario over real HTTP; `scenario` may change while it runs. */
export class ReplayServer {
  readonly requests: Array<{ path: string; auth?: string }> = [];
  scenario: Scenario;
  readonly #server: Server;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.#server = createServer((request, response) => {
      const path = request.url!.split('?')[0];
      const { authorization, cookie } = request.headers;
      this.requests.push({ path, auth: authorization ?? cookie });
      const name = PATHS.find(([pattern]) => pattern.test(path))?.[1];
      const answer = name ? this.scenario[name] : undefined;
      if (!answer) {
        response.writeHead(501, `Method 'GET ${path}' not implemented`).end();
        return;
      }
      response.writeHead(answer.status, answer.reason, {
        'content-type': 'application/json;charset=UTF-8',
      });
      response.end(answer.body === null ? '' : JSON.stringify(answer.body));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>(done => {
      this.#server.listen(0, '127.0.0.1', done);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  count(path: RegExp = /./): number {
    return this.requests.filter(request => path.test(request.path)).length;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}

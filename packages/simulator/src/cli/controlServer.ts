import { createServer, type Server } from 'node:http';
import type { Fault } from '../server/FaultList';
import type { Simulator } from '../startSimulator';

async function readJson(request: AsyncIterable<Buffer>): Promise<any> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8') || '{}');
}

/**
 * Lets another process, such as a browser test, set faults, count requests and change the
 * state of a node: `POST /faults`, `DELETE /faults`, `GET /requests?cluster=`,
 * `POST /clusters/NAME/nodes/NODE {state}`.
 */
export async function startControlServer(
  simulator: Simulator,
  options: { host: string; port: number },
): Promise<Server> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://control');
    const answer = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    try {
      const route = `${request.method} ${url.pathname}`;
      const node = /^POST \/clusters\/([^/]+)\/nodes\/([^/]+)$/.exec(route);
      if (route === 'POST /faults') {
        const fault = (await readJson(request)) as Fault;
        simulator.faults.add(fault);
        answer(201, fault);
      } else if (route === 'DELETE /faults') {
        simulator.faults.clear();
        answer(200, {});
      } else if (route === 'GET /requests') {
        const cluster = url.searchParams.get('cluster') ?? undefined;
        answer(200, { count: simulator.requests.count({ cluster }) });
      } else if (node) {
        const [cluster, name] = node.slice(1).map(decodeURIComponent);
        const { state } = await readJson(request);
        simulator.update(cluster, definition => {
          const found = definition.nodes.find(one => one.name === name);
          if (!found) throw new Error(`There is no node ${name}`);
          (found as { state: string }).state = state;
        });
        answer(200, { state });
      } else {
        answer(404, { error: 'No such route' });
      }
    } catch (error) {
      answer(400, { error: (error as Error).message });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  return server;
}

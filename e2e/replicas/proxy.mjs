// A minimal load balancer: round robin, ready replicas first. If a replica does not respond, an
// idempotent request is sent to the next one.
import { Agent, createServer, request as send } from 'node:http';
import { responds } from '../../scripts/children.mjs';

const CHECK_MS = 1_000;

/**
 * Starts it.
 *
 * @returns `served`: the number of responses of each replica; `retries`: the number of requests
 * retried on another replica
 */
export async function startProxy({ port, replicas }) {
  const agent = new Agent({ keepAlive: true });
  const ready = new Set(replicas);
  const served = new Map(replicas.map(replica => [replica, 0]));
  const counts = { retries: 0 };
  let turn = 0;

  const check = setInterval(() => {
    replicas.forEach(async replica => {
      const url = `http://127.0.0.1:${replica}/.backstage/health/v1/readiness`;
      if (await responds(url)) ready.add(replica);
      else ready.delete(replica);
    });
  }, CHECK_MS);
  check.unref();

  function candidates() {
    turn += 1;
    const order = replicas.map(
      (_, i) => replicas[(turn + i) % replicas.length],
    );
    return [
      ...order.filter(replica => ready.has(replica)),
      ...order.filter(replica => !ready.has(replica)),
    ];
  }

  function forward(request, body, response, left) {
    const [replica, ...others] = left;
    const attempt = send({
      agent,
      host: '127.0.0.1',
      port: replica,
      method: request.method,
      path: request.url,
      headers: request.headers,
    });
    const failed = error => {
      if (response.destroyed) return;
      ready.delete(replica);
      const isRepeatable =
        ['GET', 'HEAD'].includes(request.method) ||
        error.code === 'ECONNREFUSED';
      if (isRepeatable && others.length > 0) {
        counts.retries += 1;
        forward(request, body, response, others);
      } else {
        response.writeHead(502).end();
      }
    };
    attempt.on('error', failed);
    attempt.on('response', async reply => {
      try {
        // Buffer the response first, so that an aborted one can be retried on another replica.
        const parts = await reply.toArray();
        served.set(replica, served.get(replica) + 1);
        response.writeHead(reply.statusCode, reply.headers);
        response.end(Buffer.concat(parts));
      } catch (error) {
        failed(error);
      }
    });
    attempt.end(body);
  }

  const server = createServer(async (request, response) => {
    try {
      const body = Buffer.concat(await request.toArray());
      forward(request, body, response, candidates());
    } catch {
      response.destroy();
    }
  });
  await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    served,
    counts,
    close: () => {
      clearInterval(check);
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

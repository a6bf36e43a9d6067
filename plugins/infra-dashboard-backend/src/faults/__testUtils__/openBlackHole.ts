import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** Listens, and then stops to take connections: its thread waits until it is woken. */
const LISTENER = `
const { createServer } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const server = createServer(socket => socket.destroy());
server.listen({ host: '127.0.0.1', port: workerData.port, backlog: 1 }, () => {
  parentPort.postMessage('listening');
  // Only then, so that the message is on its way.
  setTimeout(() => {
    Atomics.wait(new Int32Array(workerData.gate), 0, 0);
    server.close();
  }, 20);
});
`;

/** More than fit into the backlog: further attempts then get no response at all. */
const WAITING = 4;

/**
 * A port that neither accepts nor refuses connections, like a firewall that drops packets.
 *
 * @returns a function that frees the port again
 */
export async function openBlackHole(
  port: number,
): Promise<() => Promise<void>> {
  const gate = new SharedArrayBuffer(4);
  const worker = new Worker(LISTENER, {
    eval: true,
    workerData: { port, gate },
  });
  await once(worker, 'message');
  const sockets: Socket[] = [];
  for (let index = 0; index < WAITING; index += 1) {
    sockets.push(connect(port, '127.0.0.1').on('error', () => undefined));
  }
  await new Promise(resolve => setTimeout(resolve, 60));
  return async () => {
    sockets.forEach(socket => socket.destroy());
    const view = new Int32Array(gate);
    Atomics.store(view, 0, 1);
    Atomics.notify(view, 0);
    await worker.terminate();
  };
}

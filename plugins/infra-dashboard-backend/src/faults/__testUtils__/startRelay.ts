import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** An address that leads to another server on demand, as a DNS name or virtual IP does. */
export interface Relay {
  /** `127.0.0.1:<port>` */
  host: string;
  /** Leads to the server of a URL from now on; connections that are open end. */
  leadTo(url: string): void;
  stop(): Promise<void>;
}

export async function startRelay(url: string): Promise<Relay> {
  let target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer(client => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  const hangUp = () => sockets.forEach(socket => socket.destroy());
  return {
    host: `127.0.0.1:${port}`,
    leadTo: next => {
      target = new URL(next);
      hangUp();
    },
    stop: async () => {
      hangUp();
      await new Promise(done => server.close(done));
    },
  };
}

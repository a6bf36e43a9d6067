// A TCP relay between the portal and a server, which can lose connections as networks do.
import { connect, createServer } from 'node:net';

/** @returns a relay to a port of loopback: `cut` refuses, `hold` passes nothing and closes nothing */
export async function startRelay(target) {
  const pairs = new Set();
  let mode = 'pass';
  const server = createServer(socket => {
    if (mode === 'cut') {
      socket.resetAndDestroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    const pair = [socket, upstream];
    pairs.add(pair);
    const close = () => {
      pairs.delete(pair);
      for (const one of pair) one.destroy();
    };
    for (const one of pair) one.on('error', close).on('close', close);
    for (const [from, to] of [pair, [upstream, socket]]) {
      from.on('data', data => {
        if (mode !== 'hold') to.write(data);
      });
    }
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  server.unref();
  return {
    port: server.address().port,
    set(next) {
      mode = next;
      if (next === 'hold') return;
      // Connections that were held have lost data.
      for (const [socket] of pairs) socket.resetAndDestroy();
    },
  };
}

import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express from 'express';
import { sendJson } from './sendJson';

const row = (index: number) => ({
  name: `w${index}`,
  none: undefined,
  tags: ['a', 'ü', '"', null, undefined],
  nested: { list: [], empty: {}, at: undefined },
});

const rows = Array.from({ length: 30_000 }, (_, index) => row(index));

describe('sendJson', () => {
  let server: Server;

  async function serve(value: unknown, idleMs?: number) {
    const ended = jest.fn();
    const app = express().get('/', (_, response) => {
      response.once('close', () => ended(response.writableFinished));
      return sendJson(response, value, { idleMs });
    });
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { ended, port, url: `http://127.0.0.1:${port}` };
  }

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
  });

  it.each<[string, unknown]>([
    ['an object', { a: 1, none: undefined }],
    ['nothing', null],
    ['a long list', rows.slice(0, 2_000)],
    ['a long list of plain values', rows.map(({ name }) => name)],
    ['a list in an object', { none: undefined, items: rows.slice(0, 600) }],
    [
      'lists in a list',
      { items: [{ nodes: rows.slice(0, 600) }, {}, row(1)], total: 2 },
    ],
  ])('sends what JSON would be of %s', async (_, value) => {
    const { url } = await serve(value);
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.text()).toBe(JSON.stringify(value));
  });

  it('lets clients cache a page of usual size', async () => {
    const { url } = await serve({ items: rows.slice(0, 500) });
    const { headers } = await fetch(url);
    expect(headers.get('etag')).toBeTruthy();
  });

  it.each([
    ['many rows', rows],
    ['large rows', Array.from({ length: 100 }, () => 'x'.repeat(300_000))],
  ])('lets others work while it sends %s', async (_, items) => {
    const { url } = await serve({ items: items.map(one => ({ one })) });
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    await (await fetch(url)).arrayBuffer();
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it.each([
    ['long', { items: [...rows, ...rows, ...rows, ...rows] }],
    ['one piece', { text: 'x'.repeat(30_000_000) }],
  ])(
    'disconnects a client that reads nothing of what is %s',
    async (_, value) => {
      const { ended, port } = await serve(value, 300);
      const socket = connect(port, '127.0.0.1').pause();
      socket.on('error', () => {});
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
      const closed = once(server, 'connection').then(([one]) =>
        once(one, 'close'),
      );
      await closed;
      expect(ended).toHaveBeenCalled();
      socket.destroy();
    },
    30_000,
  );
});

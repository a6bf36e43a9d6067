import { createServer, type AddressInfo } from 'node:net';
import { CloudFixture, failure, read } from './__testUtils__/CloudFixture';

/** A port at which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => void server.close(done));
  return port;
}

describe('services that do not respond where they were', () => {
  const fixture = new CloudFixture();

  beforeEach(() => fixture.start());
  afterEach(() => fixture.stop());

  it('finds a service that has moved at the next read, and does not log in after each loss', async () => {
    const { cloud } = fixture;
    const lab = fixture.provider();
    const dead = await closedPort();
    const moveAway = () => {
      cloud.editToken = token => {
        for (const { endpoints, type } of token.catalog) {
          if (type !== 'compute') continue;
          for (const one of endpoints) {
            one.url = `http://127.0.0.1:${dead}/v2.1`;
          }
        }
      };
    };
    const comeBack = () => {
      cloud.editToken = () => {};
    };
    moveAway();
    expect((await failure(read(lab))).code).toBe('UNREACHABLE');
    comeBack();
    expect((await read(lab)).cluster.nodes).toHaveLength(5);
    expect(cloud.logins).toBe(2);

    // The new token has the old addresses again.
    cloud.tokens.clear();
    moveAway();
    expect((await failure(read(lab))).code).toBe('UNREACHABLE');
    comeBack();
    for (let refresh = 0; refresh < 3; refresh += 1) {
      expect((await failure(read(lab))).code).toBe('UNREACHABLE');
    }
    expect(cloud.logins).toBe(3);
    const later = performance.now() + 5 * 60_000;
    jest.spyOn(performance, 'now').mockImplementation(() => later);
    expect((await read(lab)).cluster.nodes).toHaveLength(5);
    expect(cloud.logins).toBe(4);
  });
});

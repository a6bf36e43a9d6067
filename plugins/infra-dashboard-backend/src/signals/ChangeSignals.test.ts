import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Collector } from '../collector';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { ChangeSignals } from './ChangeSignals';
import { Viewers } from './Viewers';

const credentialsOf = (name: string) =>
  mockCredentials.user(`user:default/${name}`);

const record = (name: string) => ({
  entry: { name, enabled: true },
  snapshot: { name, topology: {}, workloads: {} },
});

describe('ChangeSignals', () => {
  const records: unknown[] = [];
  const publish = jest.fn(async (_signal: any) => {});
  let now = 0;
  const viewers = new Viewers({
    auth: mockServices.auth(),
    clock: { now: () => now, monotonic: () => now },
  });
  const signals = new ChangeSignals({
    collector: { records } as unknown as Collector,
    signals: { publish },
    logger: mockServices.logger.mock(),
    viewers,
  });
  const recipients = () =>
    publish.mock.calls.at(-1)?.[0].recipients.entityRef.sort();
  const quiet = () => new Promise(next => setTimeout(next, 30));

  beforeAll(() => signals.start(5));
  afterAll(() => signals.stop());

  it('sends nothing where no page is open', async () => {
    await quiet();
    records.push(record('early'));
    await quiet();
    expect(publish).not.toHaveBeenCalled();
  });

  it('publishes that something changed, without any details', async () => {
    viewers.note(credentialsOf('all'), () => true);
    viewers.note(credentialsOf('none'), () => false);
    viewers.note(credentialsOf('some'), ({ name }) => name !== 'secret');
    viewers.note(mockCredentials.service(), () => true);
    publish.mockRejectedValueOnce(new Error('The event bus is down'));
    records.push(record('secret'));
    await waitFor(async () => expect(publish).toHaveBeenCalledTimes(1));
    records.push(record('open'));
    await waitFor(async () => expect(publish).toHaveBeenCalledTimes(2));
    expect(publish).toHaveBeenLastCalledWith({
      recipients: {
        type: 'user',
        entityRef: expect.arrayContaining(['user:default/all']),
      },
      channel: 'infra-dashboard',
      message: { action: 'changed' },
    });
  });

  it('tells only users who may see what changed, also where it is gone', async () => {
    expect(recipients()).toEqual(['user:default/all', 'user:default/some']);
    records.splice(1, 1);
    await waitFor(async () => expect(publish).toHaveBeenCalledTimes(3));
    expect(recipients()).toEqual(['user:default/all']);
  });

  it('forgets users who read no more', async () => {
    now += 9 * 60_000;
    viewers.note(credentialsOf('some'), () => true);
    now += 2 * 60_000;
    records.push(record('late'));
    await waitFor(async () => expect(publish).toHaveBeenCalledTimes(4));
    expect(recipients()).toEqual(['user:default/some']);
  });

  it('publishes nothing once it is stopped', async () => {
    signals.stop();
    records.push(record('never'));
    await quiet();
    expect(publish).toHaveBeenCalledTimes(4);
  });
});

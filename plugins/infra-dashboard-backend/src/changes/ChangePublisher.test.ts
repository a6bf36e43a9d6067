import { setImmediate as breathe } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ChangePublisher } from './ChangePublisher';

const changes = (count: number): Change[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: String(index), at: '2026-01-01T00:00:00.000Z', count: 1 },
    ...{ kind: 'health', cluster: 'alpha', provider: 'nomad' },
  }));

describe('ChangePublisher', () => {
  const events = mockServices.events.mock();
  const logger = mockServices.logger.mock();
  let publisher: ChangePublisher;

  beforeEach(() => {
    jest.resetAllMocks();
    publisher = new ChangePublisher({ events, logger });
  });

  afterEach(() => jest.useRealTimers());

  it('lets others work between events', async () => {
    publisher.publish(changes(1_000));
    await breathe();
    expect(events.publish.mock.calls.length).toBeLessThan(1_000);
    while (events.publish.mock.calls.length < 1_000) await breathe();
    const published = events.publish.mock.calls.map(
      ([{ eventPayload }]) => (eventPayload as Change).id,
    );
    expect(published).toEqual(changes(1_000).map(({ id }) => id));
  });

  it('goes on where a subscriber never returns', async () => {
    jest.useFakeTimers();
    events.publish.mockImplementationOnce(() => new Promise(() => {}));
    publisher.publish(changes(2));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(events.publish).toHaveBeenCalledTimes(2);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('logs once that a bus fails or is too slow, until it works again', async () => {
    let isFailing = true;
    events.publish.mockImplementation(async ({ eventPayload }) => {
      if (isFailing && (eventPayload as Change).id === '0') throw new Error();
    });
    const publishAll = async (count: number) => {
      const before = events.publish.mock.calls.length;
      const expected = before + Math.min(count, 10_000);
      publisher.publish(changes(count));
      while (events.publish.mock.calls.length < expected) await breathe();
      await breathe();
    };
    for (const count of [2, 2, 10_001]) await publishAll(count);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    isFailing = false;
    await publishAll(1);
    await publishAll(10_001);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });
});

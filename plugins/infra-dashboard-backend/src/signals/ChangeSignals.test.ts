import { mockServices } from '@backstage/backend-test-utils';
import type { Collector } from '../collector';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { ChangeSignals } from './ChangeSignals';

describe('ChangeSignals', () => {
  it('publishes that something changed, without any details', async () => {
    const records: unknown[] = [];
    const publish = jest.fn(async () => {});
    publish.mockRejectedValueOnce(new Error('The event bus is down'));
    const signals = new ChangeSignals({
      collector: { records } as unknown as Collector,
      signals: { publish },
      logger: mockServices.logger.mock(),
    });
    signals.start(5);
    const add = (name: string) =>
      records.push({
        entry: { name, enabled: true },
        snapshot: { name, topology: {}, workloads: {} },
      });
    try {
      await new Promise(next => setTimeout(next, 30));
      expect(publish).not.toHaveBeenCalled();
      add('secret-one');
      await waitFor(async () => expect(publish).toHaveBeenCalledTimes(1));
      add('secret-two');
      await waitFor(async () => expect(publish).toHaveBeenCalledTimes(2));
      expect(publish).toHaveBeenLastCalledWith({
        recipients: { type: 'broadcast' },
        channel: 'infra-dashboard',
        message: { action: 'changed' },
      });
    } finally {
      signals.stop();
    }
    add('secret-three');
    await new Promise(next => setTimeout(next, 30));
    expect(publish).toHaveBeenCalledTimes(2);
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { createReport } from '../testing/createReport';
import { DEFAULT_LIMITS, readLimits } from './readLimits';

describe('readLimits', () => {
  const logger = mockServices.logger.mock();

  const read = (limits?: JsonValue) =>
    readLimits(
      createReport(limits === undefined ? {} : { limits }, { logger }),
    );

  beforeEach(() => jest.clearAllMocks());

  it('takes what is configured, and defaults for the rest', () => {
    expect(read()).toEqual({ requests: 64, requestsPerProvider: 6 });
    expect(read({ requests: 8 })).toEqual({
      requests: 8,
      requestsPerProvider: 6,
    });
    // What comes out of an environment variable is a text.
    expect(read({ requestsPerProvider: '4' })).toEqual({
      requests: 64,
      requestsPerProvider: 4,
    });
    expect(logger.error).not.toHaveBeenCalled();
  });

  it.each<[JsonValue, string]>([
    ...[0, 2.5, 1e6, '4x', ''].map((requests): [JsonValue, string] => [
      { requests },
      'infraDashboard.limits.requests: must be a whole number from 1 to 1000',
    ]),
    [[4], 'infraDashboard.limits: must be an object'],
    [
      { request: 8 },
      "infraDashboard.limits.request: unknown key 'request'; did you mean 'requests'?",
    ],
  ])('reports what is wrong with %j and uses the defaults', (bad, reported) => {
    expect(read(bad)).toEqual(DEFAULT_LIMITS);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining(reported),
    );
  });

  it('uses the keys that are right', () => {
    expect(read({ requests: 8, requestsPerProvider: 0 })).toEqual({
      requests: 8,
      requestsPerProvider: 6,
    });
  });
});

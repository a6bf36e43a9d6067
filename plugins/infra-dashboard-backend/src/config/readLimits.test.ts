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
    expect(logger.error).not.toHaveBeenCalled();
  });

  it.each<[JsonValue, string]>([
    [{ requests: 0 }, 'infraDashboard.limits.requests: must be at least 1'],
    [
      { requestsPerProvider: '4' },
      'infraDashboard.limits.requestsPerProvider: must be a whole number',
    ],
    [{ requests: 2.5 }, 'infraDashboard.limits.requests: must be a whole'],
    [{ requests: 1e6 }, 'infraDashboard.limits.requests: must be at most'],
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

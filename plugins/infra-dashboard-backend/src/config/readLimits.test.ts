import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { DEFAULT_LIMITS, readLimits } from './readLimits';

describe('readLimits', () => {
  const logger = mockServices.logger.mock();

  const read = (limits?: JsonValue) =>
    readLimits(
      mockServices.rootConfig({ data: { infraDashboard: { limits } } }),
      logger,
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
    [[4], 'infraDashboard.limits: must be an object with requests'],
  ])(
    'says what is wrong with %j, and goes on with the defaults',
    (bad, said) => {
      expect(read(bad)).toEqual(DEFAULT_LIMITS);
      expect(logger.error).toHaveBeenCalledWith(expect.stringContaining(said));
    },
  );
});

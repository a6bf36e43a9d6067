import type { PlatformUnderTest } from './PlatformUnderTest';
import { describeConfiguration } from './describeConfiguration';
import { describeFaults } from './describeFaults';
import { describeIdentity } from './describeIdentity';
import { describeLimits } from './describeLimits';
import { describeReading } from './describeReading';
import { describeRequests } from './describeRequests';

/**
 * The contract of a platform as tests: what it yields, how it fails, what it obeys. Run it in
 * a test file of the platform's package, against a server that speaks its protocol over http.
 *
 * @public
 */
export function describePlatform<TConfig>(
  subject: PlatformUnderTest<TConfig>,
): void {
  describe(`platform contract of ${subject.platform.type}`, () => {
    jest.setTimeout(60_000);
    describeConfiguration(subject);
    describeReading(subject);
    describeIdentity(subject);
    describeRequests(subject);
    describeFaults(subject);
    describeLimits(subject);
  });
}

import type {
  ProviderError,
  ProviderErrorCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  describeIssues,
  type ConfigIssue,
  type ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** What to do where the provider knows nothing better. */
const HINTS: Record<ProviderErrorCode, string> = {
  UNREACHABLE: 'Check that the server runs and that this backend may reach it',
  TIMEOUT: 'Check the network path and the load of the server',
  TLS: 'Trust its certificate authority, or pin the fingerprint of its certificate',
  UNAUTHORIZED:
    'Check that the configured credentials are right and still valid',
  FORBIDDEN: 'Grant the configured credentials the right to read',
  RATE_LIMITED: 'Raise refreshInterval, so that upstream is asked less often',
  UPSTREAM_ERROR: 'Look at the log of the server; it is asked again by itself',
  INVALID_RESPONSE:
    'Check that the URL leads to the API and not to something before it',
  CIRCUIT_OPEN: 'Wait for the next try, or ask for a refresh',
  MISCONFIGURED:
    'Correct the configuration; it is taken over when it is changed',
};

/** The value that API answers carry; it always says what to do. */
export function toProviderError(failure: ProviderFailure): ProviderError {
  return { hint: HINTS[failure.code], ...failure.toProviderError() };
}

/** Why an entry of the configuration cannot be used. */
export function misconfigured(issues: readonly ConfigIssue[]): ProviderError {
  return {
    code: 'MISCONFIGURED',
    message: describeIssues(issues),
    hint: HINTS.MISCONFIGURED,
  };
}

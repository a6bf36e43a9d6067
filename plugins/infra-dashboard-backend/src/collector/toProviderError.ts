import type {
  ProviderError,
  ProviderErrorCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  toIssuesMessage,
  type ConfigIssue,
  type CoreMessageCode,
  type ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** What to do where the provider has no better hint. */
const HINTS: Record<ProviderErrorCode, CoreMessageCode> = {
  UNREACHABLE: 'check-server',
  TIMEOUT: 'check-network',
  TLS: 'trust-authority',
  UNAUTHORIZED: 'check-credentials',
  FORBIDDEN: 'grant-read',
  RATE_LIMITED: 'raise-interval',
  UPSTREAM_ERROR: 'look-at-log',
  INVALID_RESPONSE: 'check-api-url',
  CIRCUIT_OPEN: 'wait-or-refresh',
  MISCONFIGURED: 'correct-configuration',
};

function toHint(code: CoreMessageCode) {
  const hint = coreMessage(code);
  return { hint: hint.message, hintCode: hint.code };
}

/** The value that API responses contain; it always has a hint. */
export function toProviderError(failure: ProviderFailure): ProviderError {
  return {
    ...(!failure.hint && toHint(HINTS[failure.code])),
    ...failure.toProviderError(),
  };
}

/** Why an entry of the configuration cannot be used. The issues are joined for people only. */
export function misconfigured(
  issues: readonly ConfigIssue[],
  hint: CoreMessageCode = HINTS.MISCONFIGURED,
): ProviderError {
  const { code: messageCode, message, params } = toIssuesMessage(issues);
  return {
    code: 'MISCONFIGURED',
    ...{ message, messageCode, params },
    ...toHint(hint),
    issues: [...issues],
  };
}

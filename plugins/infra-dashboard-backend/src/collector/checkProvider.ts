import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  ProviderFailure,
  toCheckTitle,
  toFailureTexts,
  type InfraProvider,
  type Redactor,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { toFailure } from './toFailure';
import { withSignal } from './withSignal';

function toCheck(failure: ProviderFailure): ConnectionCheck {
  return {
    ok: false,
    checks: [
      {
        id: 'connect',
        ...toCheckTitle(coreMessage('check-connection')),
        status: 'failed',
        ...toFailureTexts(failure),
      },
    ],
  };
}

/** Why nothing is read with credentials that another connection has tried. */
export function refusedTooOften(): ProviderFailure {
  return new ProviderFailure(
    'UNAUTHORIZED',
    coreMessage('credentials-refused'),
    { hint: coreMessage('change-credentials') },
  );
}

/** Why nothing is read on demand while the breaker is open. */
export function readingPaused(): ProviderFailure {
  return new ProviderFailure('CIRCUIT_OPEN', coreMessage('reading-paused'));
}

/** Why credentials that were refused are not tried again. */
export function waitForCredentials(waitMs: number): ConnectionCheck {
  const count = Math.ceil(waitMs / 60_000);
  return toCheck(
    new ProviderFailure('UNAUTHORIZED', coreMessage('credentials-refused'), {
      hint: coreMessage('change-credentials-wait', { count }),
    }),
  );
}

/** What the credentials of a provider may read. Never rejects, and quotes no secret. */
export async function checkProvider(
  provider: InfraProvider,
  options: RequestOptions & { logger: LoggerService; redactor: Redactor },
): Promise<ConnectionCheck> {
  const { signal, logger, redactor } = options;
  const check = await withSignal(signal, () =>
    provider.check({ signal }),
  ).catch(error => toCheck(toFailure(error, logger)));
  return {
    ...check,
    checks: check.checks.map(
      ({
        title,
        titleParams,
        message,
        params,
        remedy,
        remedyParams,
        ...rest
      }) => ({
        ...rest,
        title: redactor.text(title),
        ...(titleParams && {
          titleParams: redactor.params(titleParams).params,
        }),
        ...(message && { message: redactor.text(message) }),
        ...(remedy && { remedy: redactor.remedy(remedy) }),
        ...redactor.params(params),
        ...redactor.remedyParams(remedyParams),
      }),
    ),
  };
}

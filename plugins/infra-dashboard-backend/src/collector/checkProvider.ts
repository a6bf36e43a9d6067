import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  ProviderFailure,
  type InfraProvider,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Redactor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { toFailure } from './toFailure';
import { withSignal } from './withSignal';

function failed(message: string, remedy: string | undefined): ConnectionCheck {
  return {
    ok: false,
    checks: [
      { id: 'connect', title: 'Connect', status: 'failed', message, remedy },
    ],
  };
}

const REFUSED = 'The credentials were refused three times within ten minutes';

/** Why nothing is read with credentials that another connection has tried. */
export function refusedTooOften(): ProviderFailure {
  return new ProviderFailure('UNAUTHORIZED', REFUSED, {
    hint: 'Change them, or wait: more attempts could lock the account',
  });
}

/** Why credentials that were refused are not tried once more. */
export function waitForCredentials(waitMs: number): ConnectionCheck {
  return failed(
    REFUSED,
    `Change them, or wait for ${Math.ceil(
      waitMs / 60_000,
    )} minutes: more tries could lock the account`,
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
  ).catch(error => {
    const { message, hint } = toFailure(error, logger);
    return failed(message, hint);
  });
  return {
    ...check,
    checks: check.checks.map(({ message, remedy, ...rest }) => ({
      ...rest,
      ...(message && { message: redactor.text(message) }),
      ...(remedy && { remedy: redactor.remedy(remedy) }),
    })),
  };
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  withLoginAttempts,
  type InfraProvider,
  type Redactor,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkProvider, waitForCredentials } from './checkProvider';
import type { ConnectionGate } from './ConnectionGate';
import type { ConnectionLogins, LoginOutcome } from './ConnectionLogins';

export interface ConnectionTestOptions {
  provider: InfraProvider;
  logger: LoggerService;
  redactor: Redactor;
  gate: ConnectionGate;
  logins: ConnectionLogins;
  /** Aborted when the connection is closed. */
  closing: AbortSignal;
}

/**
 * Checks what the credentials of one connection may read, one check at a time. Refused
 * credentials count as those of a refresh do.
 */
export class ConnectionTest {
  readonly #options: ConnectionTestOptions;
  #running: Promise<ConnectionCheck> | undefined;

  constructor(options: ConnectionTestOptions) {
    this.#options = options;
  }

  /** Starts a check, or joins the one that is running. */
  run(request: RequestOptions): Promise<ConnectionCheck> {
    this.#running ??= this.#check(request).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #check(request: RequestOptions): Promise<ConnectionCheck> {
    const { closing, gate, logins, provider, ...rest } = this.#options;
    await logins.load();
    const endLogin = await logins.begin(request.signal);
    if (!endLogin) return waitForCredentials(logins.pauseMs);
    let isRefused = false;
    let outcome: LoginOutcome = 'unknown';
    try {
      const onStatus = (status: number | undefined) => {
        isRefused ||= status === 401;
      };
      const check = await gate.observe(onStatus, () =>
        withLoginAttempts(logins, () =>
          checkProvider(provider, { ...request, ...rest }),
        ),
      );
      if (check.ok) outcome = 'accepted';
      return check;
    } finally {
      if (isRefused) outcome = 'refused';
      endLogin(closing.aborted ? 'cut' : outcome);
    }
  }
}

import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  toCheckTexts,
  toCheckTitle,
  toIssuesMessage,
  type MessageText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import { fingerprint } from './fingerprint';
import type { Slot } from './openConnection';

function notConfigured(problem: MessageText): ConnectionCheck {
  return {
    ok: false,
    checks: [
      {
        id: 'configuration',
        ...toCheckTitle(coreMessage('check-configuration')),
        status: 'failed',
        ...toCheckTexts(problem),
      },
    ],
  };
}

/** Checks providers, also those without a connection. */
export class ProviderChecks {
  readonly #open: (entry: ProviderEntry) => Slot;
  /** Checks of disabled providers under way, by their configuration. */
  readonly #running = new Map<
    string | ProviderEntry,
    Promise<ConnectionCheck>
  >();

  /** @param open - opens a connection that is not started */
  constructor(open: (entry: ProviderEntry) => Slot) {
    this.#open = open;
  }

  /** What the credentials of a provider may read; joins a running check. */
  async run(
    provider: string,
    slot: Slot | undefined,
  ): Promise<ConnectionCheck> {
    if (slot?.connection) return slot.connection.check();
    if (!slot) {
      return notConfigured(coreMessage('provider-removed', { provider }));
    }
    if (slot.issues) return notConfigured(toIssuesMessage(slot.issues));
    const print = fingerprint(slot.entry);
    let check = this.#running.get(print);
    if (!check) {
      check = this.#checkOnce(slot.entry).finally(() => {
        this.#running.delete(print);
      });
      this.#running.set(print, check);
    }
    return check;
  }

  /** Opens a connection for the duration of a check. */
  async #checkOnce(entry: ProviderEntry): Promise<ConnectionCheck> {
    const { connection, issues = [] } = this.#open({ ...entry, enabled: true });
    if (!connection) return notConfigured(toIssuesMessage(issues));
    try {
      return await connection.check();
    } finally {
      await connection.close();
    }
  }
}

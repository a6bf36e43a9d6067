import {
  cleanText,
  toResult,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import type { OpenStackClient } from '../client';
import { isForbidden, isMissing } from '../mappers/ClusterParts';
import { serverSchema, type Server } from '../schemas';

/** Requests of one refresh. The next ones read the rest. */
const MAX_REQUESTS = 5;

const responseSchema = z.object({ server: serverSchema });

interface Fault {
  updated?: string | null;
  message?: string;
}

/**
 * Reads why servers are in ERROR. The list of servers does not contain the fault of those
 * that were never scheduled to a host, which are the most common.
 */
export class FaultReader {
  readonly #client: OpenStackClient;
  readonly #faults = new Map<string, Fault>();

  constructor(client: OpenStackClient) {
    this.#client = client;
  }

  /** Faults by id of the server. Each is requested once until the server changes. */
  async read(
    servers: Server[],
    signal: AbortSignal,
  ): Promise<Map<string, string>> {
    const failed = servers.filter(
      ({ status, fault }) => status === 'ERROR' && !fault?.message,
    );
    const ids = new Set(failed.map(({ id }) => id));
    for (const id of this.#faults.keys()) {
      if (!ids.has(id)) this.#faults.delete(id);
    }
    const unread = failed.filter(server => {
      const fault = this.#faults.get(server.id);
      return !fault || fault.updated !== server.updated;
    });
    await Promise.all(
      unread
        .slice(0, MAX_REQUESTS)
        .map(server => this.#readFault(server, signal)),
    );
    return new Map(
      [...this.#faults].flatMap(([id, { message }]) =>
        message ? [[id, message]] : [],
      ),
    );
  }

  async #readFault(server: Server, signal: AbortSignal): Promise<void> {
    const response = await toResult(
      this.#client.get({
        service: 'compute',
        path: `/servers/${encodeURIComponent(server.id)}`,
        action: 'read a server',
        signal,
      }),
    );
    // The next refresh tries again, unless the server cannot be read at all.
    const isFinal = response.ok || isForbidden(response) || isMissing(response);
    if (!isFinal) return;
    const parsed = response.ok
      ? responseSchema.safeParse(response.value)
      : undefined;
    this.#faults.set(server.id, {
      updated: server.updated,
      message: cleanText(parsed?.data?.server.fault?.message),
    });
  }
}

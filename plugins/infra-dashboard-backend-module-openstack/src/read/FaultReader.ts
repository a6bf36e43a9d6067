import { z } from 'zod';
import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import { toPart } from '../parts';
import { serverSchema, type Server } from '../schemas';

/** Asked for in one refresh; the rest follows in the next ones. */
const MAX_REQUESTS = 5;

const answerSchema = z.object({ server: serverSchema });

interface Kept {
  updated?: string | null;
  fault?: string;
}

/**
 * Finds out why servers are in ERROR: Nova's list leaves the fault out of those that no
 * host could hold, which are the most, and has it in the detail of each (O9).
 */
export class FaultReader {
  readonly #client: OpenStackClient;
  readonly #kept = new Map<string, Kept>();

  constructor(client: OpenStackClient) {
    this.#client = client;
  }

  /** Faults by id of the server; each is asked for once until the server changes. */
  async read(
    servers: Server[],
    signal: AbortSignal,
  ): Promise<Map<string, string>> {
    const broken = servers.filter(
      ({ status, fault }) => status === 'ERROR' && !fault?.message,
    );
    const ids = new Set(broken.map(({ id }) => id));
    for (const id of this.#kept.keys()) {
      if (!ids.has(id)) this.#kept.delete(id);
    }
    const unknown = broken.filter(server => {
      const kept = this.#kept.get(server.id);
      return !kept || kept.updated !== server.updated;
    });
    await Promise.all(
      unknown
        .slice(0, MAX_REQUESTS)
        .map(server => this.#readOne(server, signal)),
    );
    return new Map(
      [...this.#kept].flatMap(([id, { fault }]) =>
        fault ? [[id, fault]] : [],
      ),
    );
  }

  async #readOne(server: Server, signal: AbortSignal): Promise<void> {
    const part = await toPart(
      this.#client.get({
        service: 'compute',
        path: `/servers/${encodeURIComponent(server.id)}`,
        action: 'read a server',
        signal,
      }),
    );
    // The server is shown in any case; its fault may come with the next refresh.
    if (part.state === 'failed') return;
    const parsed =
      part.state === 'read' ? answerSchema.safeParse(part.value) : undefined;
    this.#kept.set(server.id, {
      updated: server.updated,
      fault: cleanText(parsed?.data?.server.fault?.message),
    });
  }
}

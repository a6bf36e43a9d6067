import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ClusterProblem } from '../problems';
import { advance, type Message } from './advance';
import { describeProblem } from './describeProblem';
import type { NotificationMemory, Subject } from './NotificationMemory';
import type { NotificationOptions } from './readNotificationOptions';

/** What one look sees. */
export interface Seen {
  problems: readonly ClusterProblem[];
  /** Names of the clusters that something is known of: what they lack is over. */
  clusters: ReadonlySet<string>;
  /** Whether a problem is muted, also one that is gone. */
  isMuted: (problem: { id: string; cluster: string }) => boolean;
}

export interface OwnerNotifierOptions extends NotificationOptions {
  notifications: NotificationService;
  memory: NotificationMemory;
  list: () => Promise<Seen>;
  logger: LoggerService;
}

const keyOf = ({ owner, problem }: Pick<Subject, 'owner' | 'problem'>) =>
  JSON.stringify([owner, problem]);

/**
 * Notifies owners of problems that concern them, once for each cause, and when they are over.
 * While a problem is muted, its owners are not notified of it.
 */
export class OwnerNotifier {
  readonly #options: OwnerNotifierOptions;

  constructor(options: OwnerNotifierOptions) {
    this.#options = options;
  }

  /** Looks at all problems once; what could not be sent is sent by the next look. */
  async look(now: number): Promise<void> {
    const { dashboardPath, list, memory } = this.#options;
    const { clusters, isMuted, problems } = await list();
    const all = await memory.load();
    const remembered = new Map(all.map(one => [keyOf(one), one]));
    const seen = new Set<string>();
    for (const problem of problems) {
      const muted = isMuted(problem);
      const { link, title } = describeProblem(problem, dashboardPath);
      for (const owner of problem.ownerRefs) {
        const { cluster, id } = problem;
        const key = keyOf({ owner, problem: id });
        seen.add(key);
        if (muted) continue;
        await this.#advance(
          { owner, problem: id, cluster, title, link },
          { before: remembered.get(key)?.memory, problem, now },
        );
      }
    }
    for (const { memory: before, ...subject } of all) {
      if (seen.has(keyOf(subject))) continue;
      const { cluster, problem: id } = subject;
      if (isMuted({ id, cluster })) await memory.save(subject, undefined);
      else if (clusters.has(cluster)) {
        await this.#advance(subject, { before, now });
      }
    }
  }

  /** @param options - `problem`: absent where it is gone */
  async #advance(
    subject: Subject,
    options: {
      before?: Parameters<typeof advance>[0];
      problem?: ClusterProblem;
      now: number;
    },
  ): Promise<void> {
    const { before, now, problem } = options;
    const { logger, memory } = this.#options;
    const next = advance(before, problem !== undefined, {
      ...this.#options,
      now,
    });
    try {
      if (next.message) await this.#send(next.message, subject, problem);
      if (JSON.stringify(before) !== JSON.stringify(next.memory)) {
        await memory.save(subject, next.memory);
      }
    } catch (error) {
      logger.warn(
        `An owner could not be notified of a problem of ${subject.cluster}: ${
          (error as Error).message
        }`,
      );
    }
  }

  async #send(
    message: Message,
    { link, owner, problem: id, title }: Subject,
    problem: ClusterProblem | undefined,
  ): Promise<void> {
    const { dashboardPath } = this.#options;
    const isBad = message === 'unhealthy';
    const severity = problem?.severity === 'critical' ? 'critical' : 'high';
    await this.#options.notifications.send({
      recipients: { type: 'entity', entityRef: owner },
      payload: {
        title: isBad ? title : `Over: ${title}`,
        ...(isBad &&
          problem && {
            description: describeProblem(problem, dashboardPath).description,
          }),
        link,
        severity: isBad ? severity : 'normal',
        topic: 'infra-dashboard',
        // The next message about the same problem replaces this one.
        scope: `infra-dashboard/${id}`,
      },
    });
  }
}

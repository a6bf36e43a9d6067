import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ClusterProblem } from '../problems';
import { advance, type Memory, type Message } from './advance';
import { describeProblem } from './describeProblem';
import { describeToOwner } from './describeToOwner';
import type {
  NotificationMemory,
  Remembered,
  Subject,
} from './NotificationMemory';
import type { Places } from './placesOf';
import { isReportedInParts, problemsByPart } from './problemParts';
import type { NotificationOptions } from './readNotificationOptions';

/** What one look sees. */
export interface Seen extends Places {
  problems: readonly ClusterProblem[];
  /** Whether a problem is muted, also one that is gone. */
  isMuted: (problem: { id: string; cluster: string }) => boolean;
}

export interface OwnerNotifierOptions extends NotificationOptions {
  notifications: NotificationService;
  memory: NotificationMemory;
  list: () => Promise<Seen>;
  logger: LoggerService;
}

/** What a message says of a problem that is there. */
interface Details {
  description?: () => string;
  isCritical?: boolean;
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
    const seen = await list();
    const all = await memory.load();
    const remembered = new Map(all.map(one => [keyOf(one), one]));
    const isReported = (owner: string, problem: string) =>
      remembered.get(keyOf({ owner, problem }))?.memory.isReported === true;
    const affected = new Set<string>();
    for (const problem of seen.problems) {
      const muted = seen.isMuted(problem);
      const { cluster, id } = problem;
      const { link, title } = describeProblem(problem, dashboardPath);
      for (const owner of problem.ownerRefs) {
        const key = keyOf({ owner, problem: id });
        affected.add(key);
        const isKnown = isReportedInParts(problem, part =>
          isReported(owner, part),
        );
        if (muted || isKnown) continue;
        await this.#advance(
          { owner, problem: id, cluster, title, link },
          {
            ...{ before: remembered.get(key)?.memory, isPresent: true, now },
            description: () => describeToOwner(owner, problem, seen.ownerOf),
            isCritical: problem.severity === 'critical',
          },
        );
      }
    }
    const standing = problemsByPart(seen.problems);
    for (const one of all) {
      if (affected.has(keyOf(one))) continue;
      await this.#advanceRest(one, {
        ...{ seen, standing: standing.get(one.problem), now },
      });
    }
  }

  /**
   * Advances what is not listed for an owner: it is over, part of another problem, or does not
   * affect the owner any more.
   */
  async #advanceRest(
    { memory: before, ...subject }: Remembered,
    options: {
      seen: Seen;
      /** The problem itself, or those that it is part of. */
      standing?: ClusterProblem[];
      now: number;
    },
  ): Promise<void> {
    const { now, seen, standing } = options;
    const { cluster, owner, problem: id } = subject;
    if (standing) {
      const isPresent =
        before.isReported &&
        standing.some(({ ownerRefs }) => ownerRefs.includes(owner));
      await this.#advance(subject, {
        ...{ before, isPresent, isStanding: true, now },
      });
      return;
    }
    const isConfigured = seen.configured.has(cluster);
    if (isConfigured && !seen.clusters.has(cluster)) return;
    await this.#advance(subject, {
      ...{ before, isPresent: false, now },
      isSilent: !isConfigured || seen.isMuted({ id, cluster }),
    });
  }

  async #advance(
    subject: Subject,
    options: {
      before?: Memory;
      isPresent: boolean;
      isStanding?: boolean;
      /** Whether the owner is not notified. */
      isSilent?: boolean;
      now: number;
    } & Details,
  ): Promise<void> {
    const { before, isPresent, isSilent, isStanding, now } = options;
    const { logger, memory } = this.#options;
    const next = advance(before, isPresent, {
      ...this.#options,
      ...{ isStanding, now },
    });
    try {
      if (next.message && !isSilent) {
        await this.#send(next.message, subject, options);
      }
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
    { description, isCritical }: Details,
  ): Promise<void> {
    const isBad = message === 'unhealthy';
    const severity = isCritical ? 'critical' : 'high';
    await this.#options.notifications.send({
      recipients: { type: 'entity', entityRef: owner },
      payload: {
        title: isBad ? title : `Over: ${title}`,
        ...(isBad && { description: description?.() }),
        link,
        severity: isBad ? severity : 'normal',
        topic: 'infra-dashboard',
        // The next message about the same problem replaces this one.
        scope: `infra-dashboard/${id}`,
      },
    });
  }
}

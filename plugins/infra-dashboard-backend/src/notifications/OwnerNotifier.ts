import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { advance, type Hysteresis, type Message } from './advance';
import type { NotificationMemory } from './NotificationMemory';
import { observe, type Observation } from './observe';

export interface OwnedCluster {
  cluster: ClusterStatus;
  /** Entity reference of the recipient; without it no message is sent. */
  owner?: string;
}

export interface OwnerNotifierOptions extends Hysteresis {
  notifications: NotificationService;
  memory: NotificationMemory;
  listClusters: () => OwnedCluster[];
  logger: LoggerService;
}

const TITLES: Record<Message, string> = {
  unhealthy: 'is unhealthy',
  recovered: 'is healthy again',
};

/** Notifies the owners of clusters when these become unhealthy, and when they recover. */
export class OwnerNotifier {
  readonly #options: OwnerNotifierOptions;

  constructor(options: OwnerNotifierOptions) {
    this.#options = options;
  }

  /** Looks at all clusters once; what could not be sent is sent by the next look. */
  async look(now: number): Promise<void> {
    const { listClusters, logger, memory } = this.#options;
    const remembered = await memory.load();
    for (const { cluster, owner } of listClusters()) {
      const observation = owner === undefined ? undefined : observe(cluster);
      if (owner !== undefined && observation) {
        const { name } = cluster;
        const before = remembered.get(name);
        const next = advance(before, observation, { ...this.#options, now });
        try {
          if (next.message) {
            await this.#send(next.message, { cluster, owner, observation });
          }
          if (JSON.stringify(before) !== JSON.stringify(next.memory)) {
            await memory.save(name, next.memory);
          }
        } catch (error) {
          logger.warn(
            `The owner of ${name} could not be notified: ${
              (error as Error).message
            }`,
          );
        }
      }
    }
  }

  async #send(
    message: Message,
    about: { cluster: ClusterStatus; owner: string; observation: Observation },
  ): Promise<void> {
    const { cluster, observation, owner } = about;
    const isBad = message === 'unhealthy';
    await this.#options.notifications.send({
      recipients: { type: 'entity', entityRef: owner },
      payload: {
        title: `${cluster.name} ${TITLES[message]}`,
        ...(isBad && { description: observation.description }),
        link: `/infrastructure/clusters/${encodeURIComponent(cluster.name)}`,
        severity: isBad ? observation.severity : 'normal',
        topic: 'infra-dashboard',
        // The next message about the same cluster replaces this one.
        scope: `infra-dashboard/${cluster.name}`,
      },
    });
  }
}

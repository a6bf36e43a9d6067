import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  success,
  toResult,
  type ReadOptions,
  type RequestOptions,
  type Result,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesClient } from '../client';
import {
  isMissing,
  type ClusterParts,
  type ControllerList,
} from '../mappers/ClusterParts';
import type { PodItem } from '../mappers/pod';
import type { WorkloadKind } from '../mappers/WorkloadKind';
import {
  pathOf,
  queryOf,
  toWatchRule,
  type ResourceRule,
} from '../resourceRule';
import { CONTROLLER_KINDS, PODS } from '../resources';
import { ApiGroups } from './ApiGroups';
import { cacheController, cachePod } from './cacheObjects';
import { reviewAccess } from './reviewAccess';
import { WatchedList } from './WatchedList';

export interface WatchedListsOptions {
  client: KubernetesClient;
  cluster: string;
  namespace?: string;
  /** Lists in each refresh instead. */
  skipWatch?: boolean;
}

interface WatchedController {
  kind: WorkloadKind;
  list: WatchedList<Workload>;
}

export type WatchedParts = Pick<ClusterParts, 'pods' | 'controllers'>;

/** The lists of a cluster that are long and watched: pods and their controllers. */
export class WatchedLists {
  readonly #options: WatchedListsOptions;
  readonly #groups: ApiGroups;
  readonly #pods: WatchedList<PodItem>;
  readonly #controllers: WatchedController[];
  #onChange: (() => void) | undefined;

  constructor(options: WatchedListsOptions) {
    this.#options = options;
    const { client, cluster } = options;
    // Ages are those that the API server sees.
    const mapOptions = () => ({ cluster, now: client.clock.now() });
    this.#groups = new ApiGroups(client);
    this.#pods = new WatchedList({
      ...this.#watchOptions(PODS),
      cache: row => cachePod(row, mapOptions()),
    });
    this.#controllers = CONTROLLER_KINDS.map(kind => ({
      kind,
      list: new WatchedList({
        ...this.#watchOptions(kind.rule),
        cache: row => cacheController(kind, row, mapOptions()),
      }),
    }));
  }

  /**
   * Calls the listener when a watch reports something, until the signal aborts. Then the watches
   * end as well: another replica reads the cluster.
   */
  watch({ signal }: RequestOptions, onChange: () => void): void {
    if (signal.aborted) return;
    this.#onChange = onChange;
    const end = () => {
      this.#onChange = undefined;
      this.reset();
    };
    signal.addEventListener('abort', end, { once: true });
  }

  async read(options: ReadOptions): Promise<WatchedParts> {
    const groups = this.#groups.read(options.signal);
    const [pods, ...controllers] = await Promise.all([
      toResult(this.#pods.read(options)),
      ...this.#controllers.map(one =>
        this.#readController(one, groups, options),
      ),
    ]);
    return { pods, controllers: controllers.filter(one => one !== undefined) };
  }

  /** What was read, with what the watches have reported since. */
  async current({ controllers, pods }: WatchedParts): Promise<WatchedParts> {
    return {
      pods: pods.ok ? success(await this.#pods.current()) : pods,
      // Kinds that the API server does not have are not in the reading.
      controllers: await Promise.all(
        controllers.map(async ({ kind, list }) => {
          const watched = this.#controllers.find(one => one.kind === kind);
          if (!list.ok || !watched) return { kind, list };
          return { kind, list: success(await watched.list.current()) };
        }),
      ),
    };
  }

  /** Reads again which kinds the API server has. */
  forget(): void {
    this.#groups.forget();
  }

  /** Drops all objects: they are those of another cluster. */
  reset(): void {
    for (const list of this.#lists) list.reset();
  }

  /** Ends the watches. */
  close(): void {
    for (const list of this.#lists) list.close();
  }

  get #lists() {
    return [this.#pods, ...this.#controllers.map(({ list }) => list)];
  }

  #watchOptions(rule: ResourceRule) {
    const { client, namespace, skipWatch } = this.#options;
    return {
      client,
      skipWatch,
      path: pathOf(rule, namespace),
      query: queryOf(rule),
      title: rule.title,
      onChange: () => this.#onChange?.(),
      isOptional: !rule.essential,
      mayWatch: (signal: AbortSignal) =>
        reviewAccess(client, toWatchRule(rule), { namespace, signal }),
    };
  }

  /** Undefined for a kind that the API server does not have. */
  async #readController(
    { kind, list }: WatchedController,
    groups: Promise<Result<ReadonlySet<string>>>,
    options: ReadOptions,
  ): Promise<ControllerList | undefined> {
    const { discovered, group } = kind.rule;
    if (!discovered) return { kind, list: await toResult(list.read(options)) };
    const known = await groups;
    if (!known.ok) return { kind, list: known };
    if (!known.value.has(group)) {
      list.reset();
      return undefined;
    }
    const part = { kind, list: await toResult(list.read(options)) };
    // Other resources may be of the same group.
    return isMissing(part.list) ? undefined : part;
  }
}

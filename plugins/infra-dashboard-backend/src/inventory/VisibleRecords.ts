import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  infraWorkloadReadPermission,
  type Health,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  EstateSummary,
  SummaryQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { WorkloadQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ClusterRecord } from '../collector';
import type { ProviderEntry } from '../config';
import { normalizeRef } from '../ownership';
import type { Visibility } from '../permissions';
import {
  ALL_ENTITIES,
  type EntityVisibility,
} from '../permissions/VisibleEntities';
import { composeHealth, composeNodes } from './composeCluster';
import type { Inventory } from './Inventory';
import type { Nested } from './NestedNodes';
import { readList, readRef } from './query/readFilters';
import { readVisibleFilters } from './query/visibleFilters';
import { revisionOfClusters, revisionOfWorkloads } from './revisionOf';
import { sumCounts, summarizeEstate } from './summarizeEstate';

/** The owner that the configuration gives to the clusters of a provider. */
function ownerOfEntry({ owner }: ProviderEntry): string | undefined {
  return owner === undefined
    ? undefined
    : normalizeRef(owner, { kind: 'group' });
}

export function findRecord(
  records: ClusterRecord[],
  cluster: string,
): ClusterRecord {
  const record = records.find(({ snapshot }) => snapshot.name === cluster);
  if (!record) throw new NotFoundError(`There is no cluster '${cluster}'`);
  return record;
}

/** The clusters that a query asks for. */
export function selectRecords(
  records: ClusterRecord[],
  query: { cluster?: string; provider?: string },
): ClusterRecord[] {
  const clusters = readList(query.cluster);
  const platforms = readList(query.provider);
  return records.filter(
    ({ entry, snapshot }) =>
      (!clusters || clusters.has(snapshot.name)) &&
      (!platforms || platforms.has(entry.type)),
  );
}

/** The clusters that one caller sees, how many there is in them, and whether they changed. */
export class VisibleRecords {
  protected readonly inventory: Inventory;
  protected readonly visible: Visibility;
  protected readonly entities: EntityVisibility;

  constructor(
    inventory: Inventory,
    visible: Visibility,
    entities: EntityVisibility = ALL_ENTITIES,
  ) {
    this.inventory = inventory;
    this.visible = visible;
    this.entities = entities;
  }

  get records(): ClusterRecord[] {
    return this.inventory.records(this.visible);
  }

  /** The health of each cluster. */
  get healths(): Health[] {
    const { now } = this.inventory;
    return this.records.map(record => composeHealth(record, now).health);
  }

  /** Whether numbers of all workloads reveal nothing to the caller. */
  get seesAllWorkloads(): boolean {
    return this.visible.workloads === true;
  }

  /** @throws NotFoundError where there is no such cluster, or none the caller may see */
  getRecord(cluster: string): ClusterRecord {
    return findRecord(this.records, cluster);
  }

  /** Lists of those workloads of some clusters that the caller may see. */
  protected listsOf(records: readonly ClusterRecord[]) {
    return this.inventory.listsOf(records, this.visible.workloads);
  }

  protected countedRecords(): Promise<ClusterRecord[]> {
    return this.inventory.countedRecords(this.visible);
  }

  /**
   * Counts and totals, of one owner or over all clusters.
   *
   * @throws InputError where the owner is no entity reference
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async summarize(query: SummaryQuery): Promise<EstateSummary> {
    const { now } = this.inventory;
    if (query.owner === undefined) {
      const records = await this.countedRecords();
      const nested = await this.nestedIn(records);
      return summarizeEstate(records, { now, nested });
    }
    const { isHidden } = await this.filtersOf(query);
    const owner = readRef(query, 'owner');
    const { workloads } = this.visible;
    const owned = isHidden
      ? []
      : this.records.filter(({ entry }) => ownerOfEntry(entry) === owner);
    const { lists, options } = this.listsOf(this.records);
    const counters =
      isHidden || workloads === false
        ? []
        : (await lists.count(options, { owner })).values();
    return {
      ...summarizeEstate(owned, { now, nested: await this.nestedIn(owned) }),
      workloads:
        workloads === false
          ? undefined
          : sumCounts([...counters].map(({ counts }) => counts)),
    };
  }

  /** What of some clusters others of them count as well, as far as all machines may be seen. */
  protected async nestedIn(records: readonly ClusterRecord[]): Promise<Nested> {
    return this.seesAllWorkloads
      ? this.inventory.nested.of(records)
      : new Map();
  }

  /** Changes whenever a response about clusters and nodes does, without making it. */
  clustersRevision(): string {
    const { key, workloads } = this.visible;
    const { records } = this;
    const { lists, options } = this.listsOf(records);
    // Those that the caller may see are counted by the database.
    const isCounted = typeof workloads !== 'boolean';
    const rows = isCounted ? options.clusters : [];
    return [
      ...[key, revisionOfClusters(records, this.inventory.now)],
      ...(isCounted ? [lists.uncounted] : []),
      ...rows.map(({ id, revision }) => `${id} ${revision}`),
    ].join('\n');
  }

  /**
   * The same for lists of workloads; undefined where it is not known. Numbers that always move
   * may be a minute old.
   */
  async workloadsRevision(query: WorkloadQuery): Promise<string | undefined> {
    const { key, workloads } = this.visible;
    if (workloads === false || !(await this.entities.all())) return undefined;
    const { options } = this.listsOf(this.records);
    const revision = revisionOfWorkloads(query, {
      ...options,
      withParts: ref => this.inventory.ownership.withParts(ref),
    });
    return revision && key + revision;
  }

  /** @throws NotFoundError where there is no such cluster or node */
  checkExists(cluster: string, node?: string): void {
    const record = this.getRecord(cluster);
    // The nodes of a disabled cluster are not known, but what was recorded of them remains.
    if (node !== undefined && record.entry.enabled) this.findNode(record, node);
  }

  /** @throws NotAllowedError where the policy denies every workload */
  protected checkWorkloads(): void {
    if (this.visible.workloads !== false) return;
    throw new NotAllowedError(
      `Seeing workloads needs the permission ${infraWorkloadReadPermission.name}`,
    );
  }

  protected recordsOf(query: {
    cluster?: string;
    provider?: string;
  }): ClusterRecord[] {
    return selectRecords(this.records, query);
  }

  protected filtersOf(query: { owner?: string; entityRef?: string }) {
    const { ownership } = this.inventory;
    return readVisibleFilters(query, {
      entities: this.entities,
      withParts: (ref, passes) => ownership.withParts(ref, passes),
    });
  }

  protected findNode(record: ClusterRecord, name: string): NodeStatus {
    const node = composeNodes(record).find(one => one.name === name);
    if (!node) {
      throw new NotFoundError(
        `There is no node '${name}' in the cluster '${record.snapshot.name}'`,
      );
    }
    return node;
  }
}

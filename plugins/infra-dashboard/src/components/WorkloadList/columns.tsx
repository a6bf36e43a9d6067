import type { PlatformDescriptor } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadColumnId } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { TimeAgo } from '../Age';
import { ClusterLink } from '../ClusterLink';
import { NodeLink } from '../NodeLink';
import { OneLine } from './OneLine';
import { WorkloadAmount } from './WorkloadAmount';
import type { WorkloadColumn } from './workloadColumn';
import { WorkloadNameCell } from './WorkloadNameCell';
import { WorkloadStatusCell } from './WorkloadStatusCell';

const line = (text: string | undefined) => text && <OneLine text={text} />;

function shortEntityRef(ref: string): string {
  return ref.replace(/^component:/, '').replace(/^default\//, '');
}

/** Every column of a workload list, in display order. */
const COLUMNS = {
  name: {
    label: ({ t }) => t('workload.name'),
    width: 240,
    sort: 'name',
    render: (workload, { index, isShown, typeLabel }) => (
      <WorkloadNameCell
        workload={workload}
        type={typeLabel(workload.type)}
        index={index}
        isShown={isShown}
      />
    ),
  },
  status: {
    label: ({ t }) => t('workload.status'),
    width: 190,
    sort: '-health',
    render: workload => <WorkloadStatusCell workload={workload} />,
  },
  since: {
    label: ({ t }) => t('workloads.column.since'),
    width: 110,
    sort: undefined,
    isNumber: true,
    render: ({ since }) => since && <TimeAgo time={since} />,
  },
  type: {
    label: ({ t }) => t('workload.type'),
    width: 130,
    sort: 'type',
    render: ({ type }, { typeLabel }) => line(typeLabel(type)),
  },
  cluster: {
    label: ({ t, terms }) => terms?.cluster ?? t('workload.cluster'),
    width: 140,
    sort: 'cluster',
    render: ({ cluster }) => <ClusterLink cluster={cluster} />,
  },
  namespace: {
    label: ({ t, terms }) => terms?.namespace ?? t('workloads.namespace'),
    width: 140,
    sort: 'namespace',
    render: ({ namespace }) => line(namespace),
  },
  node: {
    label: ({ t, terms }) => terms?.node ?? t('workload.node'),
    width: 140,
    sort: 'node',
    render: ({ cluster, node }) =>
      node && (
        <OneLine text={node}>
          <NodeLink cluster={cluster} name={node} short />
        </OneLine>
      ),
  },
  ready: {
    label: ({ t }) => t('workloads.column.ready'),
    width: 80,
    sort: undefined,
    isNumber: true,
    render: ({ ready }) => ready && `${ready.ready}/${ready.desired}`,
  },
  restarts: {
    label: ({ t }) => t('workloads.column.restarts'),
    width: 90,
    sort: '-restarts',
    isNumber: true,
    render: ({ restarts }, { format }) =>
      restarts === undefined ? undefined : format.count(restarts),
  },
  cpu: {
    label: ({ t }) => t('workload.cpu'),
    width: 130,
    sort: '-cpu',
    isNumber: true,
    render: ({ cpu }) => (
      <WorkloadAmount kind="cpu" used={cpu.usage} total={cpu.count} />
    ),
  },
  memory: {
    label: ({ t }) => t('workload.memory'),
    width: 140,
    sort: '-memory',
    isNumber: true,
    render: ({ memory }) => <WorkloadAmount kind="memory" {...memory} />,
  },
  storage: {
    label: ({ t }) => t('workloads.column.storage'),
    width: 140,
    sort: '-storage',
    isNumber: true,
    render: ({ storage }) =>
      storage && <WorkloadAmount kind="storage" {...storage} />,
  },
  uptime: {
    label: ({ t }) => t('workload.uptime'),
    width: 100,
    sort: '-uptime',
    isNumber: true,
    render: ({ uptime }, { format }) =>
      uptime === undefined ? undefined : format.duration(uptime),
  },
  created: {
    label: ({ t }) => t('workload.age'),
    width: 110,
    sort: '-created',
    isNumber: true,
    render: ({ createdAt }) => createdAt && <TimeAgo time={createdAt} />,
  },
  backup: {
    label: ({ t }) => t('workloads.column.backup'),
    width: 120,
    sort: undefined,
    isNumber: true,
    render: (workload, { isUnprotected, t }) =>
      workload.lastBackup ? (
        <TimeAgo time={workload.lastBackup} />
      ) : (
        isUnprotected(workload) && t('workloads.noBackup')
      ),
  },
  addresses: {
    label: ({ t }) => t('workloads.column.addresses'),
    width: 150,
    sort: undefined,
    render: ({ addresses }) => line(addresses?.join(', ')),
  },
  tags: {
    label: ({ t }) => t('workloads.column.tags'),
    width: 150,
    sort: undefined,
    render: ({ tags }) => line(tags?.join(', ')),
  },
  images: {
    label: ({ t }) => t('workloads.column.images'),
    width: 240,
    sort: undefined,
    render: ({ images }) => line(images?.join(', ')),
  },
  owner: {
    label: ({ t }) => t('workloads.column.owner'),
    width: 170,
    sort: 'owner',
    render: ({ ownerRef }) => line(ownerRef),
  },
  entities: {
    label: ({ t }) => t('workloads.column.entities'),
    width: 200,
    sort: undefined,
    render: ({ entityRefs }) =>
      line(entityRefs?.map(shortEntityRef).join(', ')),
  },
} as const satisfies Record<WorkloadColumnId, WorkloadColumn>;

/** A column, or the key of a fact that a platform has as a column. */
export type ColumnId = WorkloadColumnId | (string & {});

const COLUMN_IDS = Object.keys(COLUMNS) as WorkloadColumnId[];

/** After what the platform groups by, before the node. */
const FACTS_AFTER: WorkloadColumnId = 'namespace';

function isShared(id: string): id is WorkloadColumnId {
  return Object.hasOwn(COLUMNS, id);
}

/** All columns in display order, with those that are facts of a platform. */
export function listColumns(
  facts: PlatformDescriptor['facts'] = {},
): ColumnId[] {
  const own = Object.keys(facts).filter(
    key => facts[key].isColumn && !isShared(key),
  );
  const at = COLUMN_IDS.indexOf(FACTS_AFTER) + 1;
  return [...COLUMN_IDS.slice(0, at), ...own, ...COLUMN_IDS.slice(at)];
}

function factColumn(key: string): WorkloadColumn {
  return {
    label: ({ factTerm }) => factTerm(key),
    width: 110,
    sort: undefined,
    render: ({ metadata }) => line(metadata?.[key]),
  };
}

export function columnOf(id: ColumnId): WorkloadColumn {
  return isShared(id) ? COLUMNS[id] : factColumn(id);
}

import type { KubernetesCluster, Pod } from '../fleet/schema';
import { address } from '../fleet/derive';
import { STARTED } from './objects/meta';
import { factsOf } from './objects/podState';
import type { StoredObject } from './objects/store';
import type { Page } from './paging';

const COLUMNS: Array<[name: string, priority: number, description: string]> = [
  ['Name', 0, 'Name must be unique within a namespace.'],
  [
    'Ready',
    0,
    'The aggregate readiness state of this pod for accepting traffic.',
  ],
  ['Status', 0, 'The aggregate status of the containers in this pod.'],
  [
    'Restarts',
    0,
    'The number of times the containers in this pod have been restarted.',
  ],
  ['Age', 0, 'The server time when this object was created.'],
  ['IP', 1, 'podIP address allocated to the pod.'],
  ['Node', 1, 'NodeName indicates in which node this pod is scheduled.'],
  ['Nominated Node', 1, 'The node that lower priority pods are removed from.'],
  ['Readiness Gates', 1, 'Conditions that have to be true, too.'],
];

/** `3d4h`, as kubectl shortens it. */
function age(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  if (days > 7) return `${days}d`;
  const hours = Math.floor((seconds % 86_400) / 3_600);
  if (days > 0) return hours > 0 ? `${days}d${hours}h` : `${days}d`;
  const minutes = Math.floor((seconds % 3_600) / 60);
  return hours > 0 ? `${hours}h${minutes}m` : `${minutes}m${seconds % 60}s`;
}

function cells(cluster: KubernetesCluster, pod: Pod, now: number): string[] {
  const facts = factsOf(pod);
  const sidecars = pod.sidecar ? 1 : 0;
  const ready = (facts.ready ? 1 : 0) + (facts.container ? sidecars : 0);
  const since = Math.floor((now - Date.parse(STARTED)) / 1000);
  const restarts = pod.restarts > 0 ? `${pod.restarts} (${age(300)} ago)` : '0';
  const hasAddress = pod.node !== undefined && facts.phase === 'Running';
  return [
    pod.name,
    `${ready}/${1 + sidecars}`,
    facts.status,
    restarts,
    age(since),
    hasAddress ? address(cluster.name, pod.namespace, pod.name) : '<none>',
    pod.node ?? '<none>',
    '<none>',
    '<none>',
  ];
}

/** The object of each row: by default metadata only. */
function rowObject(
  rendered: { metadata: object },
  includeObject: string | null,
): object | null {
  if (includeObject === 'None') return null;
  if (includeObject === 'Object') {
    return { kind: 'Pod', apiVersion: 'v1', ...rendered };
  }
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: rendered.metadata,
  };
}

/** Whether a caller wants a table, by its Accept header. */
export function wantsTable(accept: string | undefined): boolean {
  return /as=Table/.test((accept ?? '').split(',')[0]);
}

/** A list of pods as the table that kubectl prints. */
export function podTable(
  page: Page<StoredObject>,
  options: {
    cluster: KubernetesCluster;
    pods: Map<string, Pod>;
    includeObject: string | null;
    now: number;
  },
) {
  const { cluster, pods, includeObject, now } = options;
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: page.metadata,
    columnDefinitions: COLUMNS.map(([name, priority, description]) => ({
      name,
      type: 'string',
      format: name === 'Name' ? 'name' : '',
      description,
      priority,
    })),
    rows: page.items.map(stored => {
      const pod = pods.get(stored.place)!;
      const rendered = stored.render();
      return {
        cells: cells(cluster, pod, now),
        ...(['Completed', 'Failed', 'Evicted'].includes(pod.state) && {
          conditions: [
            {
              type: 'Completed',
              status: 'True',
              reason: pod.state === 'Completed' ? 'Succeeded' : 'Failed',
              message:
                pod.state === 'Completed'
                  ? 'The pod has completed successfully.'
                  : 'The pod failed.',
            },
          ],
        }),
        object: rowObject(rendered, includeObject),
      };
    }),
  };
}

import type { Cluster } from './schema';

/** Words that hold for nodes of every platform. */
const NODE_STATUSES = ['up', 'down', 'unknown', 'cordoned'] as const;

export type NodeStatusWord = (typeof NODE_STATUSES)[number];

const WORDS = {
  proxmox: { up: 'online', down: 'offline', unknown: 'unknown' },
  kubernetes: { up: 'Ready', down: 'NotReady', unknown: 'Unknown' },
  openstack: { up: 'up', down: 'down', unknown: 'down' },
} as const;

/**
 * Sets the state of a node, by a word that holds for all platforms or by the platform's
 * own. `cordoned` disables an OpenStack host and is refused by Proxmox VE.
 *
 * @throws Error where there is no such node or word
 */
export function setNodeStatus(
  cluster: Cluster,
  name: string,
  status: string,
): void {
  const node = cluster.nodes.find(one => one.name === name);
  if (!node) throw new Error(`There is no node ${name} in ${cluster.name}`);
  const words: Record<string, string> = WORDS[cluster.type];
  const state = Object.hasOwn(words, status) ? words[status] : status;
  if (cluster.type !== 'proxmox' && status === 'cordoned') {
    if ('roles' in node) node.cordoned = true;
    else if ('zone' in node) node.disabledReason = 'cordoned';
    return;
  }
  if (!Object.values(words).includes(state)) {
    throw new Error(
      `${status} is no status of a node of ${cluster.type}: ${[
        ...Object.keys(words),
        ...new Set(Object.values(words)),
      ].join(', ')}`,
    );
  }
  if (status === 'up') {
    if ('roles' in node) node.cordoned = false;
    else if ('zone' in node) delete node.disabledReason;
  }
  (node as { state: string }).state = state;
}

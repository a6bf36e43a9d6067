import { setTimeout as sleep } from 'node:timers/promises';
import type { GeneratedCase, GeneratedNode, GeneratedPod } from './cases';
import type { KubeProxy } from './kubeProxy';

const NODES = '/api/v1/nodes';
const namespaceOf = (name: string) => `/api/v1/namespaces/${name}`;

/** Until the scheduler has heard of everything, and for a watch on a busy machine. */
const SETTLE_MS = 800;

const MAX_TRIES = 100;

/** How many pods more than fit are created: none of them may get a node. */
const EXCESS = 3;

async function createNode({ send }: KubeProxy, node: GeneratedNode) {
  const { allocatable, name, ready, taints, unschedulable } = node;
  // Closed until everything is there.
  await send('POST', NODES, {
    metadata: { name },
    spec: { unschedulable: true },
  });
  await send('PATCH', `${NODES}/${name}/status`, {
    status: {
      ...{ allocatable, capacity: allocatable },
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  });
  return async () => {
    const current = await send('GET', `${NODES}/${name}`);
    const spec = { ...current.spec, unschedulable, taints };
    await send('PUT', `${NODES}/${name}`, { ...current, spec });
  };
}

async function createPod(
  { send }: KubeProxy,
  namespace: string,
  { fate, name, node, spec }: GeneratedPod,
) {
  const path = `${namespaceOf(namespace)}/pods`;
  await send('POST', path, {
    metadata: { name },
    spec: { ...spec, nodeName: node },
  });
  if (fate === 'terminates') await send('DELETE', `${path}/${name}`);
  else {
    const phase = fate === 'runs' ? 'Running' : fate;
    await send('PATCH', `${path}/${name}/status`, { status: { phase } });
  }
}

/** Puts nodes and pods into the cluster, and opens the nodes at the end. */
export async function createCluster(
  proxy: KubeProxy,
  namespace: string,
  { nodes, pods }: GeneratedCase,
): Promise<void> {
  await proxy.send('POST', '/api/v1/namespaces', {
    metadata: { name: namespace },
  });
  const opens = await Promise.all(nodes.map(node => createNode(proxy, node)));
  for (const pod of pods) await createPod(proxy, namespace, pod);
  await sleep(SETTLE_MS);
  await Promise.all(opens.map(open => open()));
  await sleep(SETTLE_MS);
}

function verdictOf({ spec, status }: any): string | undefined {
  if (spec.nodeName) return spec.nodeName;
  const condition = status.conditions?.find(
    ({ type }: any) => type === 'PodScheduled',
  );
  return condition?.reason === 'Unschedulable' ? '' : undefined;
}

function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Lets the scheduler place pods of the size: how many it binds on which node. */
export async function letSchedule(
  { send }: KubeProxy,
  namespace: string,
  { expected, size }: { expected: number; size: GeneratedCase['size'] },
): Promise<Record<string, number>> {
  const requests = {
    ...(size.cpu && { cpu: `${Math.round(size.cpu * 1000)}m` }),
    ...(size.memory && { memory: String(size.memory) }),
  };
  const path = `${namespaceOf(namespace)}/pods`;
  const names = Array.from(
    { length: expected + EXCESS },
    (_, index) => `asked-${index}`,
  );
  const containers = [
    { name: 'app', image: 'example.com/none', resources: { requests } },
  ];
  await Promise.all(
    names.map(name =>
      send('POST', path, {
        metadata: { name, labels: { asked: 'yes' } },
        spec: { containers },
      }),
    ),
  );
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    await sleep(SETTLE_MS);
    const { items } = await send('GET', `${path}?labelSelector=asked`);
    const verdicts: Array<string | undefined> = items.map(verdictOf);
    if (items.length === names.length && !verdicts.includes(undefined)) {
      return countBy(verdicts.filter(node => !!node) as string[]);
    }
  }
  throw new Error(`${namespace}: the scheduler has not judged all pods`);
}

/** Removes what a case has created, without waiting for kubelets that do not exist. */
export async function removeCluster(
  { send }: KubeProxy,
  namespace: string,
  { nodes }: GeneratedCase,
): Promise<void> {
  const path = `${namespaceOf(namespace)}/pods`;
  const { items } = await send('GET', path);
  for (const { metadata } of items) {
    await send('DELETE', `${path}/${metadata.name}?gracePeriodSeconds=0`);
  }
  for (const { name } of nodes) await send('DELETE', `${NODES}/${name}`);
  await send('DELETE', namespaceOf(namespace));
}

/*
 * Asks how many pods of a size fit into generated clusters, and where, and then lets a real
 * kube-scheduler place that many and a few more. WRITES nodes and pods: it refuses a cluster
 * that has nodes. A kube-apiserver with etcd is enough, without kubelets and controllers.
 *
 *   KUBECONFIG      the kubeconfig file of a cluster administrator; default: ~/.kube/config
 *   CONTEXT         its context; default: the current one
 *   KUBE_SCHEDULER  the program to compare with; default: kube-scheduler
 *   KUBECTL         default: kubectl
 *   CASES, FIRST    how many cases, default 40, and the number of the first one
 *   RECORD          a file that gets a line for each case
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs conformance/scheduler.conformance.ts
 */
import { appendFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterCapacity } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import {
  createTestContext,
  PartReader,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { composeCapacity } from '../../infra-dashboard-backend/src/capacity/composeCapacity';
import { kubernetesConfigSchema } from '../src/config';
import { KubernetesProvider } from '../src/provider';
import { currentContext, kubeConfigPath } from './kubernetes/kubectl';
import { createCase, type GeneratedCase } from './scheduler/cases';
import { openProxy, type KubeProxy } from './scheduler/kubeProxy';
import { trimNode, trimPod } from './scheduler/record';
import { createCluster, letSchedule, removeCluster } from './scheduler/runCase';
import { startScheduler } from './scheduler/startScheduler';

const { CASES = '40', CONTEXT, FIRST = '0', RECORD } = process.env;

/** What the dashboard answers: how many fit on which node, with what is free there. */
async function predict(
  context: string,
  size: GeneratedCase['size'],
): Promise<ClusterCapacity['nodes']> {
  const provider = new PartReader(
    new KubernetesProvider(
      createTestContext({
        name: 'conformance',
        config: kubernetesConfigSchema.parse({
          ...{ kubeConfigPath, kubeConfigContext: context, skipMetrics: true },
        }),
        timeouts: { connectMs: 10_000, totalMs: 60_000 },
        logger: {} as LoggerService,
      }),
    ),
  );
  try {
    const { signal } = new AbortController();
    const [{ nodes }] = await provider.getAllClusters({ signal, cycle: {} });
    return composeCapacity(nodes, size).nodes;
  } finally {
    await provider.close();
  }
}

async function record(proxy: KubeProxy, size: object) {
  const [nodes, pods] = await Promise.all(
    ['nodes', 'pods'].map(list => proxy.send('GET', `/api/v1/${list}`)),
  );
  return (bound: object) =>
    appendFile(
      RECORD!,
      `${JSON.stringify({
        ...{ size, bound },
        nodes: nodes.items.map(trimNode),
        pods: pods.items.map(trimPod),
      })}\n`,
    );
}

/**
 * Before 1.28 a node that gave away more than it has of one resource takes no pod that
 * requests the other one only (kubernetes/kubernetes#116408). The answers follow newer ones.
 */
function isByNewerRule(
  { free }: ClusterCapacity['nodes'][number],
  { size, version }: { size: GeneratedCase['size']; version: string },
): boolean {
  const { cpu = 0, memory = 0 } = size;
  return (
    Number(version.split('.')[1]) < 28 &&
    cpu + memory > 0 &&
    (free.cpu! < 0 || free.memory! < 0)
  );
}

async function compareCase(
  proxy: KubeProxy,
  {
    context,
    seed,
    version,
  }: Record<'context' | 'version', string> & { seed: number },
) {
  const generated = createCase(seed);
  const namespace = `case-${seed}-${Date.now()}`;
  await createCluster(proxy, namespace, generated);
  const { size } = generated;
  const save = RECORD ? await record(proxy, size) : undefined;
  const answered = await predict(context, size);
  const comparable = answered.filter(
    one => !isByNewerRule(one, { size, version }),
  );
  const predicted = Object.fromEntries(
    comparable.map(({ fits, name }) => [name, fits]),
  );
  const expected = comparable.reduce((all, { fits }) => all + fits, 0);
  const bound = await letSchedule(proxy, namespace, { expected, size });
  const byNewerRule = answered.length - comparable.length;
  if (byNewerRule === 0) await save?.(bound);
  await removeCluster(proxy, namespace, generated);
  return {
    ...{ byNewerRule, expected, generated },
    difference: isDeepStrictEqual(predicted, bound)
      ? undefined
      : { seed, size, predicted, bound },
  };
}

async function prepare(proxy: KubeProxy): Promise<void> {
  const { items } = await proxy.send('GET', '/api/v1/nodes');
  if (items.length > 0) throw new Error('the cluster has nodes: not touched');
  await proxy
    .send('POST', '/apis/node.k8s.io/v1/runtimeclasses', {
      ...{ metadata: { name: 'with-overhead' }, handler: 'none' },
      overhead: { podFixed: { cpu: '30m', memory: '20Mi' } },
    })
    .catch(error => {
      if (!String(error).includes('already exists')) throw error;
    });
}

async function main() {
  const context = CONTEXT ?? (await currentContext());
  const args = ['--kubeconfig', kubeConfigPath, '--context', context];
  const proxy = await openProxy(args);
  try {
    await prepare(proxy);
    const scheduler = await startScheduler(args);
    try {
      const figures = {
        ...{ cases: 0, nodes: 0, pods: 0, asked: 0, placed: 0 },
        byNewerRule: 0,
      };
      const differences: object[] = [];
      for (let index = 0; index < Number(CASES); index += 1) {
        const seed = Number(FIRST) + index;
        const result = await compareCase(proxy, {
          ...{ context, seed, version: scheduler.version },
        });
        figures.cases += 1;
        figures.nodes += result.generated.nodes.length;
        figures.pods += result.generated.pods.length;
        figures.asked += result.expected + 3;
        figures.placed += result.expected;
        figures.byNewerRule += result.byNewerRule;
        if (result.difference) {
          differences.push(result.difference);
          process.stderr.write(`${JSON.stringify(result.difference)}\n`);
        }
      }
      process.stdout.write(
        `${JSON.stringify(
          { scheduler: scheduler.version, ...figures, differences },
          undefined,
          1,
        )}\n`,
      );
      if (differences.length > 0) process.exitCode = 1;
    } finally {
      await scheduler.close();
    }
  } finally {
    proxy.close();
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});

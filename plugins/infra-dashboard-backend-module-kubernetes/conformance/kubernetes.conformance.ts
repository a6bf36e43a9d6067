import {
  createTestContext,
  PartReader,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
/*
 * Reads real Kubernetes clusters with the provider and compares the result with what
 * `kubectl get` and `kubectl top` print of them. Reads only.
 *
 *   KUBECONFIG   the kubeconfig file; default: ~/.kube/config
 *   CONTEXTS     its contexts, separated by commas; `context=namespace` reads that namespace
 *                only; default: the current context
 *   KUBECTL      the program to compare with; default: kubectl
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs conformance/kubernetes.conformance.ts
 */
import { deepStrictEqual, rejects } from 'node:assert';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { kubernetesConfigSchema } from '../src/config';
import { KubernetesProvider } from '../src/provider';
import {
  checkRefusals,
  codesOf,
  compareReading,
  type Reading,
} from './kubernetes/compareReading';
import { currentContext, kubeConfigPath, printAll } from './kubernetes/kubectl';

const logger = Object.fromEntries(
  ['debug', 'info', 'warn', 'error'].map(level => [level, () => {}]),
) as unknown as LoggerService;

/** Requests by path, as they leave this process. */
const requests = new Map<string, number>();
const directFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { pathname, searchParams } = new URL(String(input));
  const method = searchParams.has('watch') ? 'WATCH' : init?.method ?? 'GET';
  const key = `${method} ${pathname}`;
  requests.set(key, (requests.get(key) ?? 0) + 1);
  return directFetch(input, init);
};

async function read(provider: PartReader) {
  requests.clear();
  const { signal } = new AbortController();
  const cycle = {};
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const [cluster] = await provider.getAllClusters({ signal, cycle });
  const workloads = await provider
    .getWorkloads('conformance', { signal, cycle })
    .catch(error => {
      if (error.code !== 'FORBIDDEN') throw error;
      return undefined;
    });
  const ms = Math.round(performance.now() - startedAt);
  delay.disable();
  return {
    reading: { cluster, workloads } as Reading,
    cost: {
      ms,
      longestBlockMs: Math.round(delay.max / 1e6),
      requests: Object.fromEntries(requests),
    },
  };
}

async function compare(
  provider: PartReader,
  context: string,
  namespace: string | undefined,
) {
  let beforeAt = performance.now();
  let before = await printAll(context, namespace);
  if ('refused' in before.nodes && 'refused' in before.pods) {
    await rejects(read(provider), { code: 'FORBIDDEN' });
    return { context, result: 'refused, and reported', differences: [] };
  }
  const figures: object[] = [];
  const differences = new Set<string>();
  let reading: Reading | undefined;
  // More than once: what is cached between two reads must not be of another cluster.
  for (let round = 0; round < 3; round += 1) {
    const { reading: now, cost } = await read(provider);
    const afterAt = performance.now();
    const after = await printAll(context, namespace);
    checkRefusals(now, after);
    const ms = performance.now() - beforeAt;
    const parts = compareReading(now, { before, after, ms, namespace });
    const counts = Object.entries(parts).map(([part, comparison]) => {
      comparison.differences.forEach(one => differences.add(one));
      return [
        part,
        { ...comparison, differences: comparison.differences.length },
      ];
    });
    figures.push({ ...cost, ...Object.fromEntries(counts) });
    reading = now;
    before = after;
    beforeAt = afterAt;
  }
  const { cluster } = reading!;
  const { checks } = await provider.checkConnection({
    signal: new AbortController().signal,
  });
  return {
    context,
    ...(namespace && { namespace }),
    version: cluster.version,
    health: `${cluster.health} (${cluster.statusReason ?? ''})`,
    totals: cluster.totals,
    limitations: codesOf(reading!),
    reads: figures,
    checks: checks.map(
      ({ id, status, message }) => `${id}: ${status} ${message ?? ''}`,
    ),
    differences: [...differences],
  };
}

async function main() {
  const { CONTEXTS } = process.env;
  const entries = CONTEXTS?.split(',') ?? [await currentContext()];
  for (const entry of entries) {
    const [, context = entry, namespace] = /^(.+)=([^=]+)$/.exec(entry) ?? [];
    const provider = new PartReader(
      new KubernetesProvider(
        createTestContext({
          name: 'conformance',
          config: kubernetesConfigSchema.parse({
            kubeConfigPath,
            kubeConfigContext: context,
            namespace,
          }),
          timeouts: { connectMs: 10_000, totalMs: 60_000 },
          logger,
        }),
      ),
    );
    try {
      const figures = await compare(provider, context, namespace);
      process.stdout.write(`${JSON.stringify(figures, undefined, 1)}\n`);
      deepStrictEqual(
        figures.differences.slice(0, 20),
        [],
        `${entry} reads as printed`,
      );
    } finally {
      await provider.close();
    }
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});

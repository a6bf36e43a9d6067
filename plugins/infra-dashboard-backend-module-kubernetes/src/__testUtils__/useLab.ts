import { createProvider } from './createProvider';
import { FakeApiServer, pagesOf, TOKEN } from './FakeApiServer';
import { rawDeployment, rawNode, rawPod } from './objects';

export const NODES = '/api/v1/nodes';
export const PODS = '/api/v1/pods';
export const DEPLOYMENTS = '/apis/apps/v1/deployments';
export const STATEFUL_SETS = '/apis/apps/v1/statefulsets';
export const JOBS = '/apis/batch/v1/jobs';
export const CRON_JOBS = '/apis/batch/v1/cronjobs';
export const ROLLOUTS = '/apis/argoproj.io/v1alpha1/rollouts';
export const NODE_METRICS = '/apis/metrics.k8s.io/v1beta1/nodes';
export const POD_METRICS = '/apis/metrics.k8s.io/v1beta1/pods';

/** Codes of limitations, in their order. */
export function codes(limitations: Array<{ code: string }> = []): string[] {
  return limitations.map(({ code }) => code);
}

function seed({ routes }: FakeApiServer): void {
  routes[NODES] = pagesOf([rawNode('a'), rawNode('b')]);
  routes[PODS] = pagesOf([
    rawPod('one', { node: 'a', cpu: '500m', memory: '1Gi' }),
    rawPod('two', { node: 'a', cpu: '100m', memory: '1Gi' }),
    rawPod('done', { node: 'a', phase: 'Succeeded', cpu: '3' }),
    rawPod('waiting', { phase: 'Pending', cpu: '3' }),
  ]);
  routes[DEPLOYMENTS] = pagesOf([rawDeployment('web')]);
  routes[NODE_METRICS] = pagesOf([
    { metadata: { name: 'a' }, usage: { cpu: '1000000000n', memory: '2Gi' } },
    { metadata: { name: 'gone' }, usage: { cpu: '1', memory: '1Gi' } },
  ]);
  routes[POD_METRICS] = pagesOf([
    {
      metadata: { name: 'one', namespace: 'shop' },
      containers: [
        { usage: { cpu: '250m', memory: '256Mi' } },
        { usage: { cpu: '5m', memory: '256Mi' } },
      ],
    },
  ]);
}

/**
 * A new small cluster for each test: nodes a and b, four pods of which two run on a, one
 * deployment, and metrics of node a and pod one.
 */
export function useLab() {
  const open: Array<{ close(): Promise<void> }> = [];
  const lab = {
    server: undefined as unknown as FakeApiServer,
    url: '',
    /** A provider that reads this cluster; closed after the test. */
    provider(config: object = {}, timeouts?: object) {
      const created = createProvider(
        { url: lab.url, serviceAccountToken: TOKEN, ...config },
        timeouts,
      );
      open.push(created);
      return created;
    },
  };
  beforeEach(async () => {
    lab.server = new FakeApiServer();
    lab.url = await lab.server.listen();
    seed(lab.server);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map(item => item.close()));
    await lab.server.close();
  });
  return lab;
}

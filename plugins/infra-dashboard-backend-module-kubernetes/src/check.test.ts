import { parseAllDocuments } from 'yaml';
import { readErrors } from './__fixtures__';
import { createProvider } from './__testUtils__/createProvider';
import { FakeApiServer, TOKEN } from './__testUtils__/FakeApiServer';

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const { signal } = new AbortController();

describe('checkConnection', () => {
  let server: FakeApiServer;
  let url: string;

  /** Reviews every right by a predicate over `verb group/resource`. */
  function allow(predicate: (right: string) => boolean) {
    server.routes[REVIEWS] = ({ body }) => {
      const { verb, group, resource } = body.spec.resourceAttributes;
      const allowed = predicate(`${verb} ${group}/${resource}`);
      return { status: 201, body: { status: { allowed } } };
    };
  }

  async function check(config: object = {}) {
    const provider = createProvider({
      url,
      serviceAccountToken: TOKEN,
      ...config,
    });
    const result = await provider.checkConnection({ signal });
    await provider.close();
    return {
      ...result,
      byId: Object.fromEntries(result.checks.map(c => [c.id, c])),
    };
  }

  beforeEach(async () => {
    server = new FakeApiServer();
    url = await server.listen();
  });

  afterEach(() => server.close());

  it('passes where everything is allowed, without reading the objects', async () => {
    allow(() => true);
    const { ok, checks, byId } = await check();
    expect(ok).toBe(true);
    expect(checks.every(({ titleCode }) => titleCode)).toBe(true);
    expect(byId.pods).toMatchObject({
      title: 'May list pods',
      titleCode: 'check-permission',
      titleParams: { action: 'list pods' },
    });
    expect(checks.map(({ status }) => status)).toEqual(
      Array(checks.length).fill('passed'),
    );
    expect(Object.keys(byId)).toEqual([
      'connect',
      'nodes',
      'pods',
      'deployments',
      'statefulsets',
      'daemonsets',
      'replicasets',
      'jobs',
      'cronjobs',
      'node-metrics',
      'pod-metrics',
      'events',
      'identity',
      'pods-watch',
      'deployments-watch',
      'statefulsets-watch',
      'daemonsets-watch',
      'replicasets-watch',
      'jobs-watch',
      'cronjobs-watch',
      'metrics',
    ]);
    expect(byId.connect.message).toBe('v1.36.2');
    expect(server.count('/api/v1/pods')).toBe(0);
    // What operators add is checked where it is installed.
    server.routes['/apis'] = { body: { groups: [{ name: 'argoproj.io' }] } };
    const other = Object.keys((await check()).byId);
    expect(other).toEqual(
      expect.arrayContaining(['rollouts', 'rollouts-watch']),
    );
    expect(other).not.toContain('deploymentconfigs');
  });

  it('marks what is denied, with the manifest that grants it', async () => {
    allow(right => right === 'list /pods');
    const { ok, byId } = await check();
    expect(ok).toBe(true);
    expect(byId.pods.status).toBe('passed');
    expect(byId.nodes).toMatchObject({
      status: 'failed',
      message: 'Permission denied',
    });
    expect(byId.identity.status).toBe('warning');
    expect(byId.statefulsets.status).toBe('warning');
    const [role, binding] = parseAllDocuments(byId.nodes.remedy!).map(
      document => document.toJS(),
    );
    expect(role).toMatchObject({
      kind: 'ClusterRole',
      rules: expect.arrayContaining([
        {
          apiGroups: ['metrics.k8s.io'],
          resources: ['nodes'],
          verbs: ['get', 'list', 'watch'],
        },
        {
          apiGroups: [''],
          resources: ['namespaces'],
          resourceNames: ['kube-system'],
          verbs: ['get'],
        },
      ]),
    });
    expect(binding).toMatchObject({
      kind: 'ClusterRoleBinding',
      roleRef: { kind: 'ClusterRole', name: role.metadata.name },
    });
  });

  it('reviews one namespace, and grants a Role there', async () => {
    allow(() => false);
    const { ok, byId } = await check({ namespace: 'shop' });
    expect(ok).toBe(false);
    expect(byId.pods.title).toBe('May list pods (namespace shop)');
    const requested = server.requests
      .filter(({ path }) => path === REVIEWS)
      .map(({ body }) => body.spec.resourceAttributes);
    expect(requested).toContainEqual({
      verb: 'list',
      group: 'apps',
      resource: 'deployments',
      namespace: 'shop',
    });
    expect(requested).toContainEqual({
      verb: 'list',
      group: '',
      resource: 'nodes',
    });
    const kinds = parseAllDocuments(byId.pods.remedy!).map(
      document => document.toJS().kind,
    );
    expect(kinds).toEqual([
      'Role',
      'RoleBinding',
      'ClusterRole',
      'ClusterRoleBinding',
    ]);
  });

  it('distinguishes a missing metrics API from a broken one', async () => {
    allow(() => true);
    const metrics = '/apis/metrics.k8s.io/v1beta1/nodes';
    const errors = readErrors();
    server.routes[metrics] = errors['metrics-not-installed'];
    expect((await check()).byId.metrics).toMatchObject({
      status: 'warning',
      remedy: 'Install metrics-server',
    });
    server.routes[metrics] = errors['metrics-backend-down'];
    expect((await check()).byId.metrics).toMatchObject({
      status: 'warning',
      remedy: expect.stringMatching(/apiservice/),
    });
    expect((await check({ skipMetrics: true })).byId.metrics).toBeUndefined();
  });

  it('skips the rest where the credentials are refused', async () => {
    const { ok, checks } = await check({ serviceAccountToken: 'revoked' });
    expect(ok).toBe(false);
    expect(checks[0]).toMatchObject({
      id: 'connect',
      status: 'failed',
      message: 'Kubernetes does not accept the credentials',
    });
    expect(checks.slice(1).every(({ status }) => status === 'skipped')).toBe(
      true,
    );
  });

  it('only warns where permissions cannot be reviewed', async () => {
    const { ok, byId } = await check();
    expect(ok).toBe(true);
    expect(byId.nodes).toMatchObject({
      status: 'warning',
      message:
        'Kubernetes returned status 404 (create selfsubjectaccessreviews)',
    });
  });
});

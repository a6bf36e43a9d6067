import { createReport } from '../../testing/createReport';
import { readHistoryOptions } from '../readHistoryOptions';

const URL_OF_SERVER = 'https://prometheus.example/prom';

function read(...prometheus: object[]) {
  const report = createReport({
    history: { sampleInterval: '1m', prometheus: prometheus as never },
  });
  const options = readHistoryOptions(report);
  return { options, issues: report.issues };
}

describe('the configuration of Prometheus servers', () => {
  it('has a URL, credentials and a choice of clusters', () => {
    const { issues, options } = read(
      {
        url: `${URL_OF_SERVER}/api/v1/`,
        token: 'secret-token',
        clusters: ['eu'],
        providers: ['k8s'],
        clusterLabel: 'cluster',
        headers: { 'X-Scope-OrgID': 'tenant-7' },
        caFile: '/ca.pem',
        timeout: '3s',
        queries: { workload: { cpu: 'a{b="{{name}}"}' } },
      },
      { url: 'http://10.0.0.1:9090', username: 'me', password: 'hush' },
    );
    expect(issues).toEqual([]);
    expect(options.prometheus).toMatchObject([
      {
        url: URL_OF_SERVER,
        clusters: ['eu'],
        providers: ['k8s'],
        clusterLabel: 'cluster',
        headers: {
          'X-Scope-OrgID': 'tenant-7',
          Authorization: 'Bearer secret-token',
        },
        caFile: '/ca.pem',
        timeoutMs: 3_000,
        settings: { secrets: ['secret-token', 'tenant-7'] },
      },
      {
        url: 'http://10.0.0.1:9090',
        headers: { Authorization: 'Basic bWU6aHVzaA==' },
        timeoutMs: 10_000,
      },
    ]);
  });

  it.each([
    [{ url: undefined }, 'url', /must be a URL/],
    [{ url: 'ftp://a' }, 'url', /must be a URL/],
    [{ url: 'https://me:hush@a' }, 'url', /must not contain credentials/],
    [{ tokn: 'x' }, 'tokn', /did you mean 'token'/],
    [{ token: '' }, 'token', /environment variable/],
    [{ token: 'a\nb' }, 'token', /one line/],
    [{ token: 'a', username: 'b', password: 'c' }, 'token', /combined/],
    [{ username: 'b' }, 'password', /is required with username/],
    [{ password: 'b' }, 'username', /is required with password/],
    [{ headers: { 'a b': 'c' } }, 'headers', /that HTTP allows/],
    [
      { token: 'a', headers: { authorization: 'c' } },
      'headers',
      /must not hold Authorization/,
    ],
    [{ clusters: [] }, 'clusters', /at least one/],
    [{ clusterLabel: 'a"b' }, 'clusterLabel', /name of a label/],
    [{ timeout: '2h' }, 'timeout', /between 100ms and 1m/],
    [{ queries: { pod: {} } }, 'queries.pod', /node/],
    [
      { queries: { node: { cpus: 'a' } } },
      'queries.node.cpus',
      /did you mean 'cpu'/,
    ],
    [
      { queries: { node: { cpu: 'a{b={{name}}}' } } },
      'queries.node.cpu',
      /double quotes/,
    ],
  ])('names what is wrong with %j', (wrong, key, message) => {
    const good = { url: 'http://good' };
    const { issues, options } = read({ url: URL_OF_SERVER, ...wrong }, good);
    expect(
      issues.map(issue => ({ key: issue.key, message: issue.message })),
    ).toEqual([
      {
        key: `infraDashboard.history.prometheus[0].${key}`,
        message: expect.stringMatching(message),
      },
    ]);
    // The rest of the history is used, and the other servers are.
    expect(options).toMatchObject({
      enabled: true,
      sampleIntervalMs: 60_000,
      prometheus: [good],
    });
    expect(JSON.stringify(issues)).not.toMatch(/hush/);
  });
});

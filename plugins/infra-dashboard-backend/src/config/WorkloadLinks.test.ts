import { mockServices } from '@backstage/backend-test-utils';
import { fakeWorkload } from '../testing/FakeProvider';
import { ConfigReport } from './ConfigReport';
import { WorkloadLinks } from './WorkloadLinks';

function read(links: unknown) {
  const report = new ConfigReport({
    config: mockServices.rootConfig({
      data: { infraDashboard: { links } as any },
    }),
    logger: mockServices.logger.mock(),
  });
  return {
    links: new WorkloadLinks({ report }),
    issues: report.issuesOf('links'),
  };
}

const URL_ = 'https://logs.example/{cluster}/{namespace}?q={name}';

describe('infraDashboard.links', () => {
  const web = fakeWorkload('k8s-prod', 'web', { namespace: 'shop' });

  it('fills templates with encoded values', () => {
    const { issues, links } = read([
      { title: 'Logs', url: URL_ },
      { title: 'Machines only', url: 'https://x.example', types: ['qemu'] },
      { title: 'Node', url: 'http://x.example/{node}' },
    ]);
    expect(issues).toEqual([]);
    expect(links.of(web)).toEqual([
      { title: 'Logs', url: 'https://logs.example/k8s-prod/shop?q=web' },
    ]);
    const hostile = { ...web, namespace: '../a', name: 'a&b=c#d "<x>' };
    const [{ url }] = links.of(hostile);
    expect(url).toBe(
      'https://logs.example/k8s-prod/..%2Fa?q=a%26b%3Dc%23d%20%22%3Cx%3E',
    );
    const up = links.of({ ...web, namespace: '..' })[0].url;
    expect(new URL(up).pathname).toBe('/k8s-prod/');
    expect(links.of({ ...web, name: 'a\ud800' })[0].url).toContain(
      '?q=a%EF%BF%BD',
    );
    expect(links.of({ ...web, type: 'qemu', node: 'n1' })).toHaveLength(3);
  });

  it.each([
    // eslint-disable-next-line no-script-url
    ['javascript:alert(1)', 'must be an http or https URL'],
    ['ftp://x.example/{name}', 'must be an http or https URL'],
    ['https://{name}/x', 'must be an http or https URL'],
    ['https://x.example/{owner}', 'has an unknown placeholder'],
    ['https://x.example/{}', 'has an unknown placeholder'],
  ])('leaves out %s', (url, message) => {
    const { issues, links } = read([
      { title: 'Bad', url },
      { title: 'Logs', url: URL_ },
    ]);
    expect(links.of(web).map(({ title }) => title)).toEqual(['Logs']);
    expect(issues[0]).toMatchObject({
      key: 'infraDashboard.links[0].url',
      message: expect.stringContaining(message),
    });
  });

  it('names an unknown key', () => {
    const { issues, links } = read([{ title: 'A', url: URL_, typ: ['pod'] }]);
    expect(links.of(web)).toEqual([]);
    expect(issues[0].key).toBe('infraDashboard.links[0].typ');
    expect(read(undefined).links.of(web)).toEqual([]);
    expect(read('text').issues[0].message).toBe('must be a list');
  });
});

import { checkEntity } from '../__testUtils__/checkEntity';
import {
  fakeCatalogCluster,
  fakeConfig,
  fakeNode,
} from '../__testUtils__/fakes';
import { toEntities } from './toEntities';

describe('toEntities', () => {
  it('separates nodes with the same name in one cluster', () => {
    const nodes = [
      { id: 'a', name: 'compute-1' },
      { id: 'b', name: 'compute-1' },
      { id: 'b', name: 'compute-1' },
      { id: 'c', name: 'compute-2' },
    ];
    const names = (list: typeof nodes) =>
      toEntities(fakeCatalogCluster({ nodes: list }), fakeConfig())
        .entities.slice(1)
        .map(({ metadata }) => metadata.name)
        .sort();
    const both = names(nodes);
    expect(both).toHaveLength(3);
    expect(new Set(both).size).toBe(3);
    expect(both).toContain('pve-paris--compute-2');
    expect(names([...nodes].reverse())).toEqual(both);
  });

  it('makes valid entities of hostile names', async () => {
    const hostile = [
      'x'.repeat(200),
      '日本\u0000\ud800 <b>',
      ['javascript', 'alert(1)'].join(':'),
      '../../etc',
      '\u202e\u200b',
      '\u0000',
      ' ',
    ];
    const config = fakeConfig({
      rules: [
        {
          consoleUrl: 'https://{cluster}.example/',
          nodeConsoleUrl: 'https://c.example/?n={node}',
        },
      ],
    });
    for (const name of hostile) {
      const { entities } = toEntities(
        fakeCatalogCluster({
          name,
          displayName: name,
          owner: name,
          version: name,
          nodes: hostile.map((node, index) => ({
            id: String(index),
            name: node,
            metadata: { zone: node, kernelVersion: node },
          })),
        }),
        config,
      );
      expect(entities).toHaveLength(hostile.length + 1);
      await Promise.all(entities.map(checkEntity));
      expect(JSON.stringify(entities)).not.toMatch(/\\u0000|\\ud800/);
    }
  });

  it('links to the configured consoles only, whatever things are called', () => {
    const names = [
      ...['evil.example/', 'evil.example#', 'evil.example?', 'evil.example\\'],
      ...[
        'user@evil.example:1',
        '//evil.example',
        '..',
        '.',
        '../..',
        '%2e%2e',
      ],
      ['javascript', 'alert(1)'].join(':'),
      ...['{id}', '{node}', '$&', '\r\nLocation: x', '\u2025', 'node-1'],
    ];
    const templates = [
      [
        'https://{cluster}.corp.example/c',
        /^https:\/\/[^/.]+\.corp\.example\/c$/,
      ],
      [
        'https://c.corp.example/{cluster}/n',
        /^https:\/\/c\.corp\.example\/[^/]+\/n$/,
      ],
    ] as const;
    for (const [consoleUrl, expected] of templates) {
      const config = fakeConfig({ rules: [{ consoleUrl }] });
      const hrefs = names.flatMap(name =>
        toEntities(fakeCatalogCluster({ name, nodes: [] }), config)
          .entities.flatMap(({ metadata }) => metadata.links ?? [])
          .filter(({ icon }) => icon === 'externalLink')
          .map(({ url }) => new URL(url)),
      );
      expect(hrefs.length).toBeGreaterThan(0);
      for (const { href, username } of hrefs) {
        expect(username).toBe('');
        expect(href).toMatch(expected);
      }
    }
  });

  it('maps names and facts of a megabyte in linear time', async () => {
    const fill = (unit: string) =>
      unit.repeat(1024 * 1024).slice(0, 1024 * 1024);
    const config = fakeConfig({
      rules: [
        { cluster: '*-*-*-x', owner: 'wrong' },
        { node: '*?-*?-*?-x', owner: 'wrong' },
        { cluster: '*-*-*-*', owner: 'right' },
      ],
    });
    const before = process.cpuUsage();
    for (const unit of ['a-', '\u0301\u0323', '\u0000']) {
      const name = `a-b-c-${fill(unit)}`;
      const { entities } = toEntities(
        fakeCatalogCluster({
          name,
          displayName: fill(unit),
          nodes: [fakeNode(name, name, { metadata: { osImage: fill(unit) } })],
        }),
        config,
      );
      expect(entities).toHaveLength(2);
      for (const entity of entities) {
        await checkEntity(entity);
        expect(entity.metadata.name.length).toBeLessThanOrEqual(63);
        expect(entity.spec!.owner).toBe('group:default/right');
      }
    }
    const { user, system } = process.cpuUsage(before);
    // A regular expression or a normalization takes minutes.
    expect((user + system) / 1_000).toBeLessThan(60_000);
  });
});

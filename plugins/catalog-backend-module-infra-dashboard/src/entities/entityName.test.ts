import { makeValidator } from '@backstage/catalog-model';
import { entityName, type NamedThing } from './entityName';

const { isValidEntityName } = makeValidator();

describe('entityName', () => {
  it('does not change valid names', () => {
    expect(entityName({ cluster: 'pve-paris' })).toBe('pve-paris');
    expect(entityName({ cluster: 'os_eu.1' })).toBe('os_eu.1');
    expect(entityName({ cluster: 'k8s', node: 'ip-10-0-0-1.internal' })).toBe(
      'k8s--ip-10-0-0-1.internal',
    );
  });

  it('adds a hash to what it alters, so that no two names meet', () => {
    const hashed = (slug: string) =>
      expect.stringMatching(new RegExp(`^${slug}-[0-9a-f]{10}$`));
    expect(entityName({ cluster: 'Büro Köln' })).toEqual(hashed('buro-koln'));
    expect(entityName({ cluster: '日本' })).toEqual(hashed('unnamed'));
    expect(entityName({ cluster: '日本', node: 'n1' })).toEqual(hashed('n1'));
    expect(entityName({ cluster: 'pve', node: 'N 1' })).toEqual(
      hashed('pve--n-1'),
    );
    const groups: NamedThing[][] = [
      // References make no difference between upper and lower case.
      [{ cluster: 'prod' }, { cluster: 'Prod' }, { cluster: 'PROD' }],
      [{ cluster: 'a--b' }, { cluster: 'a', node: 'b' }],
      [
        { cluster: 'a--b', node: 'c' },
        { cluster: 'a', node: 'b--c' },
      ],
      // Composed and decomposed, half surrogates, spaces.
      [{ cluster: '\u00e9' }, { cluster: 'e\u0301' }, { cluster: 'e' }],
      [{ cluster: 'a\ud800' }, { cluster: 'a\ud801' }, { cluster: 'a\ufffd' }],
      [{ cluster: 'a b' }, { cluster: 'a-b' }, { cluster: 'a  b' }],
      [
        { cluster: 'a', node: 'n' },
        { cluster: 'a', node: 'n', id: '1' },
        { cluster: 'a', node: 'n', id: '2' },
      ],
      [{ cluster: 'x'.repeat(200) }, { cluster: `${'x'.repeat(199)}y` }],
      [
        { cluster: 'x'.repeat(200), node: 'n' },
        { cluster: 'x'.repeat(200), node: 'm' },
      ],
    ];
    for (const group of groups) {
      const names = group.map(entityName);
      expect(new Set(names.map(name => name.toLowerCase())).size).toBe(
        group.length,
      );
    }
  });

  it('leaves room for the node where the cluster has a name of 200 characters', () => {
    const name = entityName({ cluster: 'c'.repeat(200), node: 'compute-17' });
    expect(name).toHaveLength(63);
    expect(name).toMatch(/^c{40}--compute-17-[0-9a-f]{10}$/);
    expect(
      entityName({ cluster: 'c'.repeat(200), node: 'n'.repeat(200) }),
    ).toMatch(/^c{25}--n{25}-[0-9a-f]{10}$/);
  });

  it('is valid, short, lower-case, repeatable and unique for any Unicode', () => {
    const alphabets = [
      'abcxyz019',
      'ABC-_. /\\:@#?%&"\'<>{}',
      'äöüßéøłñŞİıſ',
      '日本語кириллицаעבריתالعربية',
      '👩‍💻🏳️‍🌈\u200d\u200b\u2028\u202e\ufeff',
      '\u0000\u0007\n\t\u0085\ud800\udfff\u0301\u0300',
    ];
    // A generator with a seed, so that a failure can be seen again.
    let state = 20260901;
    const random = (below: number) => {
      state = Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917;
      return (state >>> 0) % below;
    };
    const text = () => {
      const characters = [
        ...alphabets[random(alphabets.length)],
        ...alphabets[random(alphabets.length)],
      ];
      const length = random(8) === 0 ? 200 : 1 + random(12);
      return Array.from(
        { length },
        () => characters[random(characters.length)],
      ).join('');
    };
    const seen = new Map<string, string>();
    for (let round = 0; round < 20_000; round++) {
      const thing = {
        cluster: text(),
        node: random(2) === 0 ? undefined : text(),
      };
      const key = JSON.stringify([thing.cluster, thing.node]);
      const name = entityName(thing);
      if (!isValidEntityName(name) || name !== name.toLowerCase()) {
        throw new Error(`${key} became ${name}`);
      }
      expect(entityName({ ...thing })).toBe(name);
      if ((seen.get(name) ?? key) !== key) {
        throw new Error(`${key} and ${seen.get(name)} became ${name}`);
      }
      seen.set(name, key);
    }
    expect(seen.size).toBeGreaterThan(15_000);
  });
});

import { WORKLOAD_COLUMN_IDS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { PlatformUnderTest } from './PlatformUnderTest';

const URL = 'http://127.0.0.1:9';

/** @public */
export function describeConfiguration<TConfig>({
  platform,
  entry,
}: PlatformUnderTest<TConfig>): void {
  it('accepts its own example and rejects an unknown key with the nearest known one', () => {
    const good = entry(URL);
    expect(platform.configSchema.safeParse(good).success).toBe(true);
    const [key] = Object.keys(good);
    const { [key]: value, ...rest } = good;
    const misspelt = `${key.slice(0, -1)}x${key.slice(-1)}`;
    const parsed = platform.configSchema.safeParse({
      ...rest,
      [key]: value,
      [misspelt]: value,
    });
    expect(parsed.success).toBe(false);
    if (parsed.success) return;
    const messages = parsed.error.issues.map(({ message }) => message).join();
    expect(messages).toContain(`'${misspelt}'`);
    expect(messages).toContain(`'${key}'`);
  });

  it('names the key of a value of the wrong type', () => {
    for (const key of Object.keys(entry(URL))) {
      const parsed = platform.configSchema.safeParse({
        ...entry(URL),
        [key]: { nonsense: true },
      });
      expect(parsed.success).toBe(false);
      if (parsed.success) return;
      expect(parsed.error.issues.some(({ path }) => path[0] === key)).toBe(
        true,
      );
    }
  });

  it('describes itself: fields are keys of its configuration, terms and types are named', () => {
    expect(platform.title).not.toBe('');
    expect(platform.icon).toMatch(/^[a-z0-9-]+$/);
    expect(platform.workloadTypes.length).toBeGreaterThan(0);
    expect(Object.values(platform.terms)).not.toContain('');
    for (const { key } of platform.fields) {
      const parsed = platform.configSchema.safeParse({ [key]: 7 });
      const unknown = parsed.success
        ? []
        : parsed.error.issues.filter(({ message }) =>
            message.includes(`unknown key '${key}'`),
          );
      expect(unknown).toEqual([]);
    }
  });

  it('names nothing that it does not have: columns, and codes of translations', () => {
    const { columns = [], facts = {}, fields, messages = {} } = platform;
    const types = platform.workloadTypes.map(({ type }) => type);
    const groups = fields.flatMap(({ group }) => group ?? []);
    const known = new Set([
      ...Object.keys(facts).map(key => `fact-${key}`),
      ...types.map(type => `type-${type}`),
      ...Object.values(platform.terms).flatMap(term => [
        `term-${term}`,
        `terms-${term}`,
      ]),
      ...fields.flatMap(({ key }) => [`field-${key}`, `field-${key}-help`]),
      ...groups.map(group => `group-${group}`),
    ]);
    const isName = (code: string) =>
      /^(fact|type|terms?|field|group)-/.test(code);
    const unknown = Object.values(messages)
      .flatMap(templates => Object.keys(templates))
      .filter(code => isName(code) && !known.has(code));
    expect(unknown).toEqual([]);
    const shared: readonly string[] = WORKLOAD_COLUMN_IDS;
    expect(
      columns.filter(id => !shared.includes(id) && !facts[id]?.isColumn),
    ).toEqual([]);
  });
}

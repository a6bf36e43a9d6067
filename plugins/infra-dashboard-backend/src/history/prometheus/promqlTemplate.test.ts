import { createRegistry } from '../../testing/createRegistry';
import { fillPromql, parsePromql, type PromqlValues } from './promqlTemplate';

const VALUES: PromqlValues = {
  ...{ cluster: 'eu', namespace: 'shop', name: 'web', node: 'n1', id: '7' },
  ...{ window: '300s', clusterMatcher: 'cluster="eu",' },
};

const fill = (query: string, values: Partial<PromqlValues> = {}) =>
  fillPromql(parsePromql(query), { ...VALUES, ...values });

/** A name that ends the string, or the expression, that it is inserted into. */
const HOSTILE = 'a"} or up{x=~".*\\\n\' #|$(.)';

describe('PromQL templates', () => {
  it('insert values into strings and expressions', () => {
    expect(
      fill(
        'rate(a{n="{{namespace}}",pod=~"{{ name }}-.+",{{clusterMatcher}}}[{{window}}])',
      ),
    ).toBe('rate(a{n="shop",pod=~"web-.+",cluster="eu",}[300s])');
    expect(fill('a{{{clusterMatcher}}}', { clusterMatcher: '' })).toBe('a{}');
    // Quantifiers of an expression and quotes in comments are no placeholders.
    expect(fill('a{b=~"{{name}}[0-9]{5}"} # "it\'s {{nothing}}\n+ 1')).toBe(
      'a{b=~"web[0-9]{5}"} \n+ 1',
    );
  });

  it('let no value leave its string', () => {
    expect(fill('a{b="{{name}}"}', { name: HOSTILE })).toBe(
      'a{b="a\\"} or up{x=~\\".*\\\\\\x0a\' #|$(.)"}',
    );
    expect(fill("a{b='{{name}}'}", { name: HOSTILE })).toBe(
      "a{b='a\"} or up{x=~\".*\\\\\\x0a\\' #|$(.)'}",
    );
    // Each character of the expression counts as itself, after the string is unquoted.
    for (const operator of ['=~', '!~', '=~ ']) {
      expect(fill(`a{b${operator}"{{name}}"}`, { name: HOSTILE })).toBe(
        `a{b${operator}"a\\"\\\\} or up\\\\{x=~\\"\\\\.\\\\*\\\\\\\\\\x0a' #\\\\|\\\\$\\\\(\\\\.\\\\)"}`,
      );
    }
  });

  it('are no query without a value that they need', () => {
    expect(fill('a{b="{{namespace}}"}', { namespace: undefined })).toBe(
      undefined,
    );
    expect(fill('a{b="{{node}}"}', { node: '' })).toBe(undefined);
  });

  it.each([
    ['a{b={{name}}}', /'?\{\{name\}\} must be in double quotes/],
    ['{{name}}', /must be in double quotes/],
    ['a{b=`{{name}}`}', /must be in double quotes/],
    ['a{b="x"} # {{name}}\n {{id}}', /\{\{id\}\} must be in double quotes/],
    ['a{b="{{window}}"}', /must not be in quotes/],
    ['a{b="{{nodes}}"}', /did you mean '\{\{node\}\}'/],
    ['a{b="{{selector}}"}', /known are cluster, namespace/],
    ['a{b="{{name}}}', /has a " without a second one/],
    ['a{b="\n{{name}}"}', /has a " without a second one/],
  ])('refuse %p', (query, message) => {
    expect(() => parsePromql(query)).toThrow(message);
  });

  it('can be read for every query of the platforms', () => {
    const registry = createRegistry();
    const queries = registry.descriptors.flatMap(({ type }) => {
      const {
        cluster = {},
        node = {},
        workload = {},
      } = registry.promqlOf(type) ?? {};
      return [cluster, node, ...Object.values(workload)].flatMap(one =>
        Object.values(one),
      );
    });
    expect(queries.length).toBeGreaterThan(20);
    for (const query of queries) {
      expect(fill(query)).not.toMatch(/\{\{|undefined/);
    }
  });
});

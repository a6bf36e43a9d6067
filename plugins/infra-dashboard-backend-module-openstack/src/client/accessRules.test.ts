import { isAllowedBy } from './accessRules';

function fits(path: string, rule: string): boolean {
  return isAllowedBy([{ service: 'compute', method: 'GET', path: rule }], {
    serviceTypes: ['compute'],
    path,
  });
}

describe('isAllowedBy', () => {
  it('follows rules as Keystone does', () => {
    // The rule of Keystone's own middleware, but for its beginning.
    const expressionOf = (rule: string) =>
      new RegExp(
        `${rule.replaceAll('**', '.+').replaceAll('*', '[^/]+')}$`.replaceAll(
          '.+',
          '.*',
        ),
      );
    const parts = ['', '/', '*', '**', 'a', '/a', '*/', 'a*'];
    const rules = parts.flatMap(one =>
      parts.flatMap(two => parts.map(three => `${one}${two}${three}`)),
    );
    const paths = ['', '/', '/a', 'a/a', '/b', '/a/b', '/a/b/a', '//', '/aa/'];
    for (const rule of rules.filter(one => !one.includes('***'))) {
      const expression = expressionOf(rule);
      const differences = paths.filter(
        path => fits(path, rule) !== expression.test(path),
      );
      expect([rule, differences]).toEqual([rule, []]);
    }
  });

  it('takes a name in braces for one part of a path', () => {
    expect(fits('/compute/v2.1/servers/7', '/v2.1/servers/{id}')).toBe(true);
    expect(fits('/v2.1/servers/7/ips', '/v2.1/servers/{id}')).toBe(false);
    expect(fits('/v2.1/servers/7/ips', '/v2.1/servers/{id}/ips')).toBe(true);
    expect(fits('/v2.1/servers/', '/v2.1/servers/{id}')).toBe(false);
    expect(fits('/v2_1/servers', '/v2.1/servers')).toBe(false);
  });
});

import { z } from 'zod';
import { strictObject } from './strictObject';
import { toConfigIssues } from './toConfigIssues';

const schema = strictObject({
  namespace: z.string('must be a string').optional(),
  enabled: z.boolean('must be true or false').optional(),
  tls: strictObject({ allowInsecure: z.boolean().optional() }).optional(),
});

function issuesOf(value: unknown) {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? []
    : toConfigIssues('providers[2]', parsed.error.issues);
}

describe('strictObject', () => {
  it('accepts known keys', () => {
    expect(
      issuesOf({ namespace: 'shop', tls: { allowInsecure: true } }),
    ).toEqual([]);
  });

  it('names an unknown key, its path and the nearest known key', () => {
    expect(issuesOf({ namespce: 'shop' })).toEqual([
      {
        key: 'providers[2].namespce',
        message: "unknown key 'namespce'; did you mean 'namespace'?",
      },
    ]);
    expect(issuesOf({ tls: { allowInsecrue: true } })).toEqual([
      {
        key: 'providers[2].tls.allowInsecrue',
        message: "unknown key 'allowInsecrue'; did you mean 'allowInsecure'?",
      },
    ]);
  });

  it('lists the known keys where none is near, and reports all that is wrong', () => {
    expect(issuesOf({ colour: 1, enabled: 'perhaps' })).toEqual([
      { key: 'providers[2].enabled', message: 'must be true or false' },
      {
        key: 'providers[2].colour',
        message: "unknown key 'colour'; known keys are enabled, namespace, tls",
      },
    ]);
    expect(issuesOf('nonsense')).toEqual([
      { key: 'providers[2]', message: 'must be an object' },
    ]);
  });

  it.each([
    ['of its own', schema],
    ['of zod', z.strictObject({ namespace: z.string().optional() })],
  ])('reports each unknown key under its path, in a schema %s', (_, one) => {
    const { error } = one.safeParse({ namespce: 1, enabeld: 2 });
    expect(
      toConfigIssues(
        {
          key: 'a.json[0]',
          lineOf: ([key]) => (key === 'enabeld' ? 7 : undefined),
        },
        error!.issues,
      ),
    ).toEqual([
      {
        key: 'a.json[0].namespce',
        message: expect.stringMatching(/^unknown key 'namespce'/),
      },
      {
        key: 'a.json[0].enabeld',
        message: expect.stringMatching(/^unknown key 'enabeld'/),
        line: 7,
      },
    ]);
  });

  it('takes no time over keys of a megabyte', () => {
    const [{ message }] = issuesOf({ ['n'.repeat(1024 * 1024)]: 1 });
    expect(message.length).toBeLessThan(200);
  });
});

import { z } from 'zod';
import { toIssuesMessage } from './ConfigIssue';
import { coreSchemaText } from './schemaText';
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
        messageCode: 'unknown-key-nearest',
        params: { name: 'namespce', nearest: 'namespace' },
      },
    ]);
    expect(issuesOf({ tls: { allowInsecrue: true } })).toEqual([
      {
        key: 'providers[2].tls.allowInsecrue',
        message: "unknown key 'allowInsecrue'; did you mean 'allowInsecure'?",
        messageCode: 'unknown-key-nearest',
        params: { name: 'allowInsecrue', nearest: 'allowInsecure' },
      },
    ]);
  });

  it('lists the known keys where none is near, and reports all that is wrong', () => {
    expect(issuesOf({ colour: 1, enabled: 'perhaps' })).toEqual([
      { key: 'providers[2].enabled', message: 'must be true or false' },
      {
        key: 'providers[2].colour',
        message: "unknown key 'colour'; known keys are enabled, namespace, tls",
        messageCode: 'unknown-key-known',
        params: { name: 'colour', known: 'enabled, namespace, tls' },
      },
    ]);
    expect(issuesOf('nonsense')).toEqual([
      {
        key: 'providers[2]',
        message: 'must be an object',
        messageCode: 'must-be-object',
      },
    ]);
  });

  it('has the code of a sentence that is the text of a schema', () => {
    const limited = strictObject({
      size: z
        .string(coreSchemaText('must-be-text'))
        .max(3, coreSchemaText('must-not-be-longer', { max: 3 })),
    });
    const { error } = limited.safeParse({ size: 'large' });
    const issues = toConfigIssues(
      { key: 'a.json[0]', file: 'b.json' },
      error!.issues,
    );
    expect(issues).toMatchObject([
      { messageCode: 'must-not-be-longer', params: { max: 3 } },
    ]);
    expect(
      toIssuesMessage([...issues, { key: 'c', message: 'own words' }]),
    ).toEqual({
      code: 'config-issues',
      message:
        'a.json[0].size: must not be longer than 3 characters (b.json); c: own words',
      params: {
        issues: [
          expect.objectContaining({ code: 'config-issue-file' }),
          expect.objectContaining({
            code: 'config-issue',
            params: { key: 'c', problem: 'own words' },
          }),
        ],
      },
    });
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
        messageCode: expect.stringMatching(/^unknown-key/),
        params: expect.objectContaining({ name: 'namespce' }),
      },
      {
        key: 'a.json[0].enabeld',
        message: expect.stringMatching(/^unknown key 'enabeld'/),
        messageCode: expect.stringMatching(/^unknown-key/),
        params: expect.objectContaining({ name: 'enabeld' }),
        line: 7,
      },
    ]);
  });

  it('takes no time over keys of a megabyte', () => {
    const [{ message }] = issuesOf({ ['n'.repeat(1024 * 1024)]: 1 });
    expect(message.length).toBeLessThan(200);
  });
});

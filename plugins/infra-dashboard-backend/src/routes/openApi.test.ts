import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBreakingChanges } from './__testUtils__/findBreakingChanges';
import { createRoutes } from './createRoutes';
import { createOpenApiDocument } from './openApi';

const PACKAGE = join(__dirname, '..', '..');
const ROOT = join(PACKAGE, '..', '..');
/** The document of this commit, for reviews. */
const CURRENT = join(PACKAGE, 'openapi.json');
/** The document of the last release. */
const RELEASED = join(PACKAGE, 'openapi.released.json');

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** A changeset announces a breaking change by a line with the change as it is found here. */
function readAnnounced(): Set<string> {
  const folder = join(ROOT, '.changeset');
  const texts = readdirSync(folder)
    .filter(name => name.endsWith('.md') && name !== 'README.md')
    .map(name => readFileSync(join(folder, name), 'utf8'));
  const lines = texts.flatMap(text => [
    ...text.matchAll(/^Breaking \(HTTP API\): (.*)$/gm),
  ]);
  return new Set(lines.map(([, change]) => change.trim()));
}

describe('the OpenAPI document', () => {
  // Handlers are not called, so they need nothing to work with.
  const document = JSON.parse(
    JSON.stringify(
      createOpenApiDocument(createRoutes({} as never), {
        version: '0',
      }),
    ),
  );

  it('is committed; UPDATE_OPENAPI=1 writes it', () => {
    if (process.env.UPDATE_OPENAPI) {
      writeFileSync(CURRENT, `${JSON.stringify(document, null, 2)}\n`);
    }
    expect(read(CURRENT)).toEqual(document);
  });

  it('breaks nothing of the last release that no changeset announces', () => {
    const announced = readAnnounced();
    const changes = findBreakingChanges(read(RELEASED), document);
    expect(changes.filter(change => !announced.has(change))).toEqual([]);
  });

  it('has managing routes, bodies and a name for each operation', () => {
    const { paths } = document;
    expect(paths['/providers/{name}/enabled'].put).toMatchObject({
      operationId: 'setProviderEnabled',
      requestBody: { required: true },
      parameters: [{ name: 'name', in: 'path', required: true }],
    });
    for (const operation of Object.values<any>(paths).flatMap(Object.values)) {
      for (const response of Object.values<any>(operation.responses)) {
        expect(response.description).toEqual(expect.any(String));
      }
    }
    const ids = Object.values<any>(paths).flatMap(item =>
      Object.values<any>(item).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('listPlatforms');
  });
});

describe('findBreakingChanges', () => {
  const operation = (more: object = {}) => ({
    operationId: 'list',
    parameters: [
      { name: 'q', in: 'query', required: false, schema: { enum: ['a', 'b'] } },
    ],
    responses: {
      200: {
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['items'],
              properties: {
                items: { type: 'array', items: { type: 'string' } },
              },
            },
          },
        },
      },
    },
    ...more,
  });
  const before = { paths: { '/list': { get: operation() } } };

  it('accepts what is added', () => {
    const after = {
      paths: {
        '/list': {
          get: operation({
            parameters: [
              ...operation().parameters,
              { name: 'new', required: false, schema: {} },
            ],
          }),
        },
        '/other': { get: operation() },
      },
    };
    expect(findBreakingChanges(before, after)).toEqual([]);
  });

  const described = (parameter: object, response: object, body: object) => {
    const contentOf = (schema: object) => ({
      content: { 'application/json': { schema } },
    });
    const parameters = [{ name: 'q', in: 'query', schema: parameter }];
    const requestBody = contentOf(body);
    const responses = { 200: contentOf(response) };
    const get = operation({ parameters, requestBody, responses });
    return { paths: { '/list': { get } } };
  };

  it('looks into records, alternatives, limits and bodies', () => {
    const text = { type: 'string' };
    const number = { type: 'number' };
    const changes = findBreakingChanges(
      described(
        { ...text, maxLength: 200 },
        { additionalProperties: text, anyOf: [{ properties: { id: text } }] },
        { properties: { name: text, size: text } },
      ),
      described(
        { ...text, maxLength: 100 },
        { additionalProperties: number, anyOf: [{ properties: {} }] },
        { properties: { size: number } },
      ),
    );
    expect(changes).toEqual([
      'GET /list: q has a smaller maxLength',
      'GET /list: the body.name is gone',
      'GET /list: the body.size was a string and is a number',
      'GET /list.*: the type was string and is number',
      'GET /list.anyOf[0].id: is gone',
    ]);
  });

  it('looks into patterns, formats, new values and where a parameter is', () => {
    const query = (schema: object, place = 'query') => ({
      paths: {
        '/list': {
          get: operation({ parameters: [{ name: 'q', in: place, schema }] }),
        },
      },
    });
    const sort = { type: 'string', pattern: '^-?(name|cpu|restarts)$' };
    const changes = (after: object, place?: string) =>
      findBreakingChanges(query(sort), query({ ...sort, ...after }, place));
    expect(changes({ pattern: '^-?(cpu|name)$' })).toEqual([
      'GET /list: q no longer takes restarts',
    ]);
    expect(changes({ pattern: '^-?(cpu|memory|name|restarts)$' })).toEqual([]);
    expect(changes({ pattern: '^(name|cpu|restarts)$' })).toEqual([
      'GET /list: q has another pattern',
    ]);
    expect(changes({ format: 'date' })).toEqual([
      'GET /list: q has the format date',
    ]);
    expect(changes({ enum: ['name', 'cpu'] })).toEqual([
      'GET /list: q takes name,cpu',
    ]);
    expect(changes({}, 'header')).toEqual([
      'GET /list: the parameter q is in the header',
    ]);
    expect(
      findBreakingChanges(query(sort), {
        ...query(sort),
        security: [{ other: [] }],
      }),
    ).toEqual(['security: differs']);
  });

  it.each([
    [{ paths: {} }, 'GET /list: is gone'],
    [
      { paths: { '/list': { get: operation({ parameters: [] }) } } },
      'GET /list: the parameter q is gone',
    ],
    [
      {
        paths: {
          '/list': {
            get: operation({
              parameters: [
                { name: 'q', required: true, schema: { enum: ['a'] } },
              ],
            }),
          },
        },
      },
      'GET /list: q no longer takes b',
    ],
    [
      {
        paths: {
          '/list': {
            get: operation({
              responses: {
                200: {
                  content: {
                    'application/json': {
                      schema: {
                        type: 'object',
                        properties: { items: { type: 'object' } },
                      },
                    },
                  },
                },
              },
            }),
          },
        },
      },
      'GET /list.items: the type was array and is object',
    ],
  ])('names what breaks users', (after, change) => {
    expect(findBreakingChanges(before, after)).toContain(change);
  });
});

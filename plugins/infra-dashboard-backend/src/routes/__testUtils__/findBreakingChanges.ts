/** An OpenAPI document or a part of it. */
type Json = any;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

function* operations(document: Json): Generator<[string, Json]> {
  for (const [path, item] of Object.entries<Json>(document.paths)) {
    for (const method of METHODS) {
      if (item[method]) yield [`${method.toUpperCase()} ${path}`, item[method]];
    }
  }
}

const contentOf = (part: Json) => part?.content?.['application/json']?.schema;

/** What a reader of the old response misses in the new one. */
function* missingFromResponse(
  before: Json,
  after: Json,
  at: string,
): Generator<string> {
  if (!before || typeof before !== 'object') return;
  if (before.type && after?.type !== before.type) {
    yield `${at}: the type was ${before.type} and is ${after?.type}`;
    return;
  }
  const required = new Set<string>(after?.required ?? []);
  for (const [name, one] of Object.entries<Json>(before.properties ?? {})) {
    const where = `${at}.${name}`;
    if (!after?.properties?.[name]) yield `${where}: is gone`;
    else yield* missingFromResponse(one, after.properties[name], where);
    if (before.required?.includes(name) && !required.has(name)) {
      yield `${where}: may be absent now`;
    }
  }
  if (before.items) {
    yield* missingFromResponse(before.items, after?.items, `${at}[]`);
  }
  // Of a record: the schema of each value.
  if (typeof before.additionalProperties === 'object') {
    const { additionalProperties: now } = after ?? {};
    yield* missingFromResponse(before.additionalProperties, now, `${at}.*`);
  }
  for (const kind of ['anyOf', 'oneOf', 'allOf']) {
    for (const [index, one] of (before[kind] ?? []).entries()) {
      const where = `${at}.${kind}[${index}]`;
      yield* missingFromResponse(one, after?.[kind]?.[index], where);
    }
  }
}

/** What narrows when it gets smaller, and what when it gets larger. */
const UPPER = ['maximum', 'maxLength', 'maxItems'];
const LOWER = ['minimum', 'minLength', 'minItems'];

/** What a value that was taken is refused for now. */
function* narrowed(before: Json, after: Json, at: string): Generator<string> {
  if (before?.type && after?.type !== before.type) {
    yield `${at} was a ${before.type} and is a ${after?.type}`;
    return;
  }
  for (const key of UPPER) {
    const { [key]: old = Infinity } = before;
    if ((after?.[key] ?? Infinity) < old) yield `${at} has a smaller ${key}`;
  }
  for (const key of LOWER) {
    const { [key]: old = -Infinity } = before;
    if ((after?.[key] ?? -Infinity) > old) yield `${at} has a larger ${key}`;
  }
  for (const [name, one] of Object.entries<Json>(before?.properties ?? {})) {
    const now = after?.properties?.[name];
    if (now) yield* narrowed(one, now, `${at}.${name}`);
    else yield `${at}.${name} is gone`;
  }
  if (before?.items) yield* narrowed(before.items, after?.items, `${at}[]`);
}

/** What a sender of the old request is refused for by the new one. */
function* newDemands(before: Json, after: Json, at: string): Generator<string> {
  const old = new Map<string, Json>(
    (before.parameters ?? []).map((one: Json) => [one.name, one]),
  );
  const current = new Map<string, Json>(
    (after.parameters ?? []).map((one: Json) => [one.name, one]),
  );
  for (const [name, one] of old) {
    const now = current.get(name);
    if (!now) yield `${at}: the parameter ${name} is gone`;
    const gone = (one.schema.enum ?? []).filter(
      (value: string) => now?.schema.enum && !now.schema.enum.includes(value),
    );
    if (gone.length > 0) yield `${at}: ${name} no longer takes ${gone}`;
    if (now) yield* narrowed(one.schema, now.schema, `${at}: ${name}`);
  }
  for (const [name, one] of current) {
    if (one.required && !old.get(name)?.required) {
      yield `${at}: the parameter ${name} is required now`;
    }
  }
  const [oldBody, newBody] = [before, after].map(one =>
    contentOf(one.requestBody),
  );
  if (oldBody) yield* narrowed(oldBody, newBody, `${at}: the body`);
  const wanted = newBody?.required ?? [];
  const sent = oldBody?.required ?? [];
  for (const name of wanted.filter((one: string) => !sent.includes(one))) {
    yield `${at}: the key ${name} of the body is required now`;
  }
}

/** Changes of an API that break its users, one sentence each. */
export function findBreakingChanges(before: Json, after: Json): string[] {
  const current = new Map(operations(after));
  return [...operations(before)].flatMap(([name, old]) => {
    const now = current.get(name);
    if (!now) return [`${name}: is gone`];
    const [schema, newSchema] = [old, now].map(one =>
      contentOf(one.responses[200]),
    );
    return [
      ...(old.operationId === now.operationId
        ? []
        : [`${name}: the operationId was ${old.operationId}`]),
      ...newDemands(old, now, name),
      ...missingFromResponse(schema, newSchema, name),
    ];
  });
}

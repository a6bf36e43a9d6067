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
  }
  for (const [name, one] of current) {
    if (one.required && !old.get(name)?.required) {
      yield `${at}: the parameter ${name} is required now`;
    }
  }
  const wanted = contentOf(after.requestBody)?.required ?? [];
  const sent = contentOf(before.requestBody)?.required ?? [];
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

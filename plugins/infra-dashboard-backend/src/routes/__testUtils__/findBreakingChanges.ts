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

/** A group of alternatives in a pattern, such as `(name|node)`. */
const CHOICE = /\([\w-]+(?:\|[\w-]+)*\)/g;

function choicesOf(pattern: string): Set<string> {
  return new Set(
    (pattern.match(CHOICE) ?? []).flatMap(one => one.slice(1, -1).split('|')),
  );
}

/** Texts that were taken and no longer are; new alternatives are none. */
function* narrowedText(before: Json, after: Json, at: string) {
  const { pattern: old, format: oldFormat } = before ?? {};
  const { pattern, format } = after ?? {};
  if (format && format !== oldFormat) yield `${at} has the format ${format}`;
  if (!pattern || pattern === old) return;
  const isSame = old?.replace(CHOICE, '()') === pattern.replace(CHOICE, '()');
  if (!isSame && !before?.enum) {
    yield `${at} has another pattern`;
    return;
  }
  const choices = choicesOf(pattern);
  // One value of several became a list of them.
  const taken: string[] = before.enum ?? [...choicesOf(old)];
  const gone = taken.filter(one => !choices.has(one));
  if (gone.length > 0) yield `${at} no longer takes ${gone}`;
}

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
  yield* narrowedText(before, after, at);
  const gone = (before?.enum ?? []).filter(
    (value: string) => after?.enum && !after.enum.includes(value),
  );
  if (gone.length > 0) yield `${at} no longer takes ${gone}`;
  if (after?.enum && before && !before.enum) yield `${at} takes ${after.enum}`;
  if (after?.additionalProperties === false && before?.additionalProperties) {
    yield `${at} takes no other keys`;
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
    if (now && now.in !== one.in) {
      yield `${at}: the parameter ${name} is in the ${now.in}`;
    }
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
  if (!oldBody && newBody && after.requestBody.required) {
    yield `${at}: a body is required now`;
  }
  if (oldBody) yield* narrowed(oldBody, newBody, `${at}: the body`);
  const wanted = newBody?.required ?? [];
  const sent = oldBody?.required ?? [];
  for (const name of wanted.filter((one: string) => !sent.includes(one))) {
    yield `${at}: the key ${name} of the body is required now`;
  }
}

/** What is the same for all routes: where they are, who may call them, and errors. */
function* ofDocument(before: Json, after: Json): Generator<string> {
  const textOf = (one: Json) => JSON.stringify(one ?? null);
  for (const key of ['servers', 'security']) {
    if (textOf(before[key]) !== textOf(after[key])) yield `${key}: differs`;
  }
  const [old, now] = [before, after].map(one => one.components?.schemas?.Error);
  yield* missingFromResponse(old, now, 'Error');
}

function ofOperation(name: string, old: Json, now: Json): string[] {
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
}

/** Changes of an API that break its users, one sentence each. */
export function findBreakingChanges(before: Json, after: Json): string[] {
  const current = new Map(operations(after));
  return [
    ...ofDocument(before, after),
    ...[...operations(before)].flatMap(([name, old]) =>
      ofOperation(name, old, current.get(name)),
    ),
  ];
}

/** What an error says, and which part of the configuration it is about. */
const CAUSES: Array<[pattern: RegExp, hint: string]> = [
  [
    /EADDRINUSE|EADDRNOTAVAIL|\blisten (EACCES|ENOTFOUND|EAI_AGAIN)|listen address|backend\.listen/,
    'backend.listen: the address to listen on is in use, not one of this machine, or not written as host:port or {host, port}',
  ],
  [
    /SQLITE_(CANTOPEN|READONLY|IOERR)|unable to open database|readonly database|EROFS|(ENOTDIR|EACCES)[^\n]*(mkdir|open)/,
    'backend.database.connection: the folder of the database cannot be written',
  ],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|acquiring a connection|Connection terminated|authentication failed|permission denied to create database|SASL|KnexTimeoutError/,
    'backend.database.connection: PostgreSQL cannot be reached or refuses the user. In the image: POSTGRES_HOST, POSTGRES_PORT, POSTGRES_USER, POSTGRES_PASSWORD',
  ],
  [
    /Missing required config|Invalid type in config|Configuration|app-config|ENOENT[^\n]*\.ya?ml/i,
    'The configuration is incomplete or not valid. In the image: CONFIG_FILES, CONFIG_FOLDER and the variables that the files name',
  ],
];

/** All errors behind one: of plugins, their causes, and those of several addresses. */
function* errorsOf(error: unknown, depth = 0): Generator<any> {
  if (typeof error !== 'object' || error === null || depth > 5) return;
  yield error;
  const { cause, errors = [], result } = error as any;
  const plugins = result?.plugins ?? [];
  const failures = plugins.flatMap((plugin: any) =>
    [plugin, ...(plugin.modules ?? [])].map(({ failure }) => failure?.error),
  );
  for (const one of [cause, ...errors, ...failures]) {
    yield* errorsOf(one, depth + 1);
  }
}

/** Why a start failed, with the key or variable to look at. */
export function explainStartFailure(error: unknown): string {
  const texts = [...errorsOf(error)].map(({ code = '', message = '', name }) =>
    [name, code, message].filter(Boolean).join(' '),
  );
  const text = texts.join('\n');
  const hints = CAUSES.filter(([pattern]) => pattern.test(text)).map(
    ([, hint]) => hint,
  );
  return [
    'The backend did not start, and ends.',
    ...new Set(texts.length > 0 ? texts : [String(error)]),
    ...hints,
  ].join('\n');
}

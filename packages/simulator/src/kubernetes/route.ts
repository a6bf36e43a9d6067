/** The target of a path. */
export interface Route {
  /** Empty for the core group. */
  group: string;
  version: string;
  /** Plural. */
  resource: string;
  namespace?: string;
  name?: string;
}

const PATH =
  /^\/api(?:s\/([^/]+))?\/([^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?$/;
const NAMESPACE = /^\/api\/(v1)\/namespaces\/([^/]+)$/;

/** Parses `/api/v1/…` and `/apis/GROUP/VERSION/…`, with or without a namespace. */
export function parseRoute(path: string): Route | undefined {
  const alone = NAMESPACE.exec(path);
  if (alone) {
    const [, version, name] = alone;
    return {
      group: '',
      version,
      resource: 'namespaces',
      name: decodeURIComponent(name),
    };
  }
  const match = PATH.exec(path);
  if (!match) return undefined;
  const [, group = '', version, namespace, resource, name] = match;
  return {
    group,
    version,
    resource,
    ...(namespace && { namespace: decodeURIComponent(namespace) }),
    ...(name && { name: decodeURIComponent(name) }),
  };
}

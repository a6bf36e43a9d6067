import type { KubernetesCluster } from '../fleet/schema';
import type { Change } from '../server/ChangeLog';
import type {
  ResponseStream,
  HandlerContext,
  SimulatedResponse,
  SimulatedRequest,
} from '../server/protocol';
import { statusObject } from './responses';
import { objectsOf, type ResourceKind } from './objects/store';
import type { Route } from './route';
import { parseSelectors } from './selectors';

type Context = HandlerContext<KubernetesCluster>;

/** An object as selectors look at it after it was rendered. */
interface Rendered {
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
  };
  spec?: { nodeName?: string; restartPolicy?: string };
  status?: { phase?: string };
}

/** The API server sends a bookmark every minute, and a last one before the time is up. */
const BOOKMARK_MS = 60_000;
const LAST_BOOKMARK_MS = 2_000;

function fieldsOf({ metadata, spec, status }: Rendered) {
  return {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace ?? '',
    'spec.nodeName': spec?.nodeName ?? '',
    'spec.restartPolicy': spec?.restartPolicy ?? '',
    'status.phase': status?.phase ?? '',
  };
}

/** Watches one list; an object that stops to fit the selectors counts as deleted. */
class Watch {
  readonly #stream: ResponseStream;
  readonly #kind: ResourceKind;
  readonly #route: Route;
  readonly #fits: ReturnType<typeof parseSelectors>;

  constructor(
    stream: ResponseStream,
    options: { kind: ResourceKind; route: Route; query: URLSearchParams },
  ) {
    this.#stream = stream;
    this.#kind = options.kind;
    this.#route = options.route;
    this.#fits = parseSelectors(options.kind.resource, options.query);
  }

  send(type: string, object: object): void {
    const { kind, group, version } = this.#kind;
    const apiVersion = group ? `${group}/${version}` : version;
    const full = 'kind' in object ? object : { kind, apiVersion, ...object };
    this.#stream.write(`${JSON.stringify({ type, object: full })}\n`);
  }

  sendBookmark(revision: number, isInitial = false): void {
    this.send('BOOKMARK', {
      metadata: {
        resourceVersion: String(revision),
        ...(isInitial && {
          annotations: { 'k8s.io/initial-events-end': 'true' },
        }),
      },
      // What comes of an object that is empty but for its revision.
      spec: this.#kind.kind === 'Pod' ? { containers: null } : {},
      status: {},
    });
  }

  apply({
    resource,
    before,
    after,
  }: Pick<Change, 'resource' | 'before' | 'after'>): void {
    if (resource !== this.#kind.resource) return;
    const was = this.#wants(before);
    const is = this.#wants(after);
    if (is) this.send(was ? 'MODIFIED' : 'ADDED', after!);
    else if (was) this.send('DELETED', before!);
  }

  #wants(object: object | undefined): boolean {
    if (!object) return false;
    const rendered = object as Rendered;
    const { namespace } = this.#route;
    if (namespace && rendered.metadata.namespace !== namespace) return false;
    return (
      !this.#fits ||
      this.#fits({
        labels: () => rendered.metadata.labels ?? {},
        fields: () => fieldsOf(rendered),
      })
    );
  }
}

/** Handles `?watch=true`: 200 and then one event per line, until the timeout. */
export function handleWatch(
  { query }: SimulatedRequest,
  options: { kind: ResourceKind; route: Route; context: Context },
): SimulatedResponse {
  const { kind, route, context } = options;
  const { changes } = context;
  const requested = query.get('resourceVersion') ?? '';
  const wantsInitial = query.get('sendInitialEvents') === 'true';
  const wantsBookmarks =
    context.cluster.bookmarks && query.get('allowWatchBookmarks') === 'true';
  const ms = Number(query.get('timeoutSeconds') ?? 1_800) * 1000;
  return {
    status: 200,
    headers: {
      'cache-control': 'no-cache, private',
      'content-type': 'application/json',
    },
    stream(stream) {
      const watch = new Watch(stream, { kind, route, query });
      const isFresh = requested === '' || requested === '0' || wantsInitial;
      if (!isFresh && Number(requested) < changes.oldest) {
        watch.send(
          'ERROR',
          statusObject(
            410,
            'Expired',
            `too old resource version: ${requested} (${changes.oldest})`,
          ),
        );
        stream.end();
        return () => undefined;
      }
      if (isFresh) {
        for (const stored of objectsOf(context, kind.resource)) {
          watch.apply({
            resource: kind.resource,
            after: stored.render(),
          });
        }
        if (wantsInitial) watch.sendBookmark(changes.revision, true);
      } else {
        for (const change of changes.since(Number(requested)))
          watch.apply(change);
      }
      // A revision of the future, as after a restore: silence until it is reached.
      const isReached = (revision: number) =>
        isFresh || revision >= Number(requested);
      const unsubscribe = changes.subscribe(change => {
        if (isReached(change.revision - 1)) watch.apply(change);
      });
      const timers: NodeJS.Timeout[] = [];
      const stop = () => {
        unsubscribe();
        timers.forEach(clearTimeout);
      };
      const bookmark = () => {
        if (isReached(changes.revision)) watch.sendBookmark(changes.revision);
      };
      const end = () => {
        stop();
        stream.end();
      };
      timers.push(setTimeout(end, ms));
      if (wantsBookmarks) {
        timers.push(setInterval(bookmark, BOOKMARK_MS));
        // Watches that are shorter than that get theirs half-way.
        const last = Math.max(ms - LAST_BOOKMARK_MS, ms / 2);
        timers.push(setTimeout(bookmark, last));
      }
      return stop;
    },
  };
}

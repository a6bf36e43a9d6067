import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recorded } from '../__fixtures__';

export interface FakeResponse {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is a text. */
  body?: unknown;
  /** Milliseconds before the response. */
  delay?: number;
}

export interface FakeRequest {
  method: string;
  /** The service, and the path below its endpoint. */
  route: string;
  query: URLSearchParams;
  token?: string;
  /** As in the header; absent where none was sent. */
  microversion?: string;
  body: any;
}

type Route =
  | FakeResponse
  | ((request: FakeRequest) => FakeResponse | undefined);

/** A recorded response as a route. */
export function responseOf(name: string): FakeResponse {
  const { status, body } = recorded(name);
  return { status, body };
}

function minorOf(microversion: string | undefined): number {
  return Number(microversion?.split('.')[1] ?? 1);
}

/**
 * An OpenStack on loopback, with every service below a prefix as behind a proxy. Sends recorded
 * responses unless a test sets others.
 */
export class FakeCloud {
  readonly requests: FakeRequest[] = [];
  /** By service and path below its endpoint; others are a 404. */
  readonly routes: Record<string, Route> = {};
  /** Newest microversion by service. */
  readonly max = { compute: '2.93', placement: '1.39' };
  /** Lifetime of a token in seconds. */
  tokenLasts = 3600;
  /** Seconds that the clocks of all services are ahead. */
  clockAhead = 0;
  /** Whether the catalog has Cinder, whose routes begin with `volume`. */
  hasCinder = false;
  /** Tokens that are accepted. */
  tokens = new Set<string>();
  /** Changes the token's body before it is sent. */
  editToken: (token: Record<string, any>) => void = () => {};
  /** Path of the compute endpoint in the catalog. */
  computePath = '/compute/v2.1';
  /** End of the password that logs in. */
  passwordExpiresAt: string | null = null;
  readonly #server: Server;
  #url = '';
  #logins = 0;

  constructor(public role: 'admin' | 'member' = 'admin') {
    const isAdmin = role === 'admin';
    const versioned =
      (list: Array<[number, string]>) => (request: FakeRequest) => {
        const minor = minorOf(request.microversion);
        const name = list.find(([from]) => minor >= from)?.[1];
        return responseOf(name ?? list[list.length - 1][1]);
      };
    Object.assign(this.routes, {
      'POST identity /auth/tokens': () => this.#login(),
      'identity /projects': responseOf(
        isAdmin ? 'projects-admin' : 'projects-member-403',
      ),
      'identity /auth/projects': responseOf('auth-projects-member'),
      'compute /os-hypervisors/detail': isAdmin
        ? versioned([
            [88, 'hypervisors-detail-admin-2.88'],
            [53, 'hypervisors-detail-admin-2.87'],
            [0, 'hypervisors-detail-admin-2.1'],
          ])
        : responseOf('hypervisors-detail-member'),
      'compute /os-services': responseOf(
        isAdmin ? 'services-compute-admin' : 'services-member-403',
      ),
      'compute /servers/detail': (request: FakeRequest) => {
        if (!request.query.has('all_tenants')) {
          return responseOf('servers-detail-member-latest');
        }
        return isAdmin
          ? versioned([
              [69, 'servers-detail-all-admin-latest'],
              [47, 'servers-detail-all-admin-2.47'],
              [0, 'servers-detail-all-admin-2.1'],
            ])(request)
          : responseOf('servers-detail-all-member');
      },
      'compute /flavors/detail': responseOf('flavors-detail-admin-all'),
      'compute /limits': responseOf('limits-member-latest'),
      'placement /resource_providers': responseOf(
        isAdmin ? 'placement-providers-latest' : 'placement-providers-member',
      ),
    });
    this.#server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', chunk => chunks.push(chunk));
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const { status, headers, body, delay } = this.#respond(incoming, text);
        const send = () => {
          outgoing.writeHead(status ?? 200, {
            'content-type': 'application/json',
            date: new Date(Date.now() + this.clockAhead * 1000).toUTCString(),
            ...headers,
          });
          const isText = typeof body === 'string';
          outgoing.end(isText ? body : JSON.stringify(body ?? {}));
        };
        if (delay) setTimeout(send, delay).unref();
        else send();
      });
    });
  }

  /** Resolves with the address of Keystone. */
  async listen(): Promise<string> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', resolve),
    );
    const { port } = this.#server.address() as AddressInfo;
    this.#url = `http://127.0.0.1:${port}`;
    return `${this.#url}/identity`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** Requests whose route starts with this, preceded by the method unless it is GET. */
  sent(route: string): FakeRequest[] {
    return this.requests.filter(request =>
      (request.method === 'GET'
        ? request.route
        : `${request.method} ${request.route}`
      ).startsWith(route),
    );
  }

  get logins(): number {
    return this.sent('POST identity /auth/tokens').length;
  }

  #login(): FakeResponse {
    this.#logins += 1;
    const id = `token-${this.#logins}`;
    this.tokens.add(id);
    const { body } = recorded(
      this.role === 'admin' ? 'token-password-admin' : 'token-password-member',
    );
    const issuedAt = Date.now() + this.clockAhead * 1000;
    const token: Record<string, any> = {
      ...body.token,
      user: {
        ...body.token.user,
        password_expires_at: this.passwordExpiresAt,
      },
      issued_at: new Date(issuedAt).toISOString(),
      expires_at: new Date(issuedAt + this.tokenLasts * 1000).toISOString(),
    };
    if (this.hasCinder) {
      const [{ endpoints }] = token.catalog;
      token.catalog.push({
        type: 'volumev3',
        endpoints: endpoints.map((one: object) => ({ ...one })),
      });
    }
    for (const { type, endpoints } of token.catalog) {
      const path: string | undefined = {
        compute: this.computePath,
        placement: '/placement',
        identity: '/identity/v3',
        volumev3: `/volume/v3/${'a'.repeat(32)}`,
      }[type as string];
      for (const endpoint of endpoints) endpoint.url = `${this.#url}${path}`;
    }
    this.editToken(token);
    return {
      status: 201,
      headers: { 'x-subject-token': id },
      body: { token },
    };
  }

  #versionDocument(service: string, path: string): FakeResponse | undefined {
    if (service === 'placement' && path === '/') {
      const { body } = recorded('placement-root');
      body.versions[0].max_version = this.max.placement;
      return { body };
    }
    if (service !== 'compute' || path !== '/') return undefined;
    const { body } = recorded('nova-v21');
    body.version.version = this.max.compute;
    return { body };
  }

  #respond(incoming: IncomingMessage, text: string): FakeResponse {
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const match =
      /^\/(identity\/v3|compute\/v2\.1|compute|placement|volume\/v3(?:\/a+)?)(\/.*)?$/.exec(
        url.pathname,
      );
    const service = match?.[1].split('/')[0] ?? 'none';
    const path = match?.[2] ?? '/';
    const version = incoming.headers['openstack-api-version'];
    const request: FakeRequest = {
      method: incoming.method ?? 'GET',
      route: `${service} ${path}`,
      query: url.searchParams,
      token: incoming.headers['x-auth-token']?.toString(),
      microversion: version?.toString().split(' ')[1],
      body: text ? JSON.parse(text) : undefined,
    };
    this.requests.push(request);
    const { method, route } = request;
    const key = method === 'GET' ? route : `${method} ${route}`;
    const own = this.routes[key];
    const needsToken = method === 'GET' && path !== '/';
    if (needsToken && !this.tokens.has(request.token ?? '')) {
      return responseOf('nova-bad-token-401');
    }
    const response = typeof own === 'function' ? own(request) : own;
    return (
      response ??
      this.#versionDocument(service, path) ??
      this.#placementHost(route) ?? {
        status: 404,
        body: { itemNotFound: { code: 404, message: 'not found' } },
      }
    );
  }

  #placementHost(route: string): FakeResponse | undefined {
    if (this.role !== 'admin') return undefined;
    if (/^placement .*\/inventories$/.test(route)) {
      return responseOf('placement-inventories');
    }
    return /^placement .*\/usages$/.test(route)
      ? responseOf('placement-usages')
      : undefined;
  }
}

import { digest } from '../fleet/derive';
import type { ProxmoxCluster } from '../fleet/schema';
import { CREDENTIALS } from '../server/credentials';
import type {
  HandlerContext,
  SimulatedResponse,
  SimulatedRequest,
} from '../server/protocol';
import { bare, failure, ok } from './responses';
import { isVersion9 } from './version';

/** The access of a caller: none, or everything. */
export type Rights = 'none' | 'all';

type Context = HandlerContext<ProxmoxCluster>;

const TWO_HOURS_MS = 7_200_000;

/** The rights of a caller, or why it has none. */
export function authenticate(
  { headers }: SimulatedRequest,
  { tokens }: Context,
): Rights | SimulatedResponse {
  const { tokenId, tokenSecret, noRights } = CREDENTIALS;
  const cookie = /PVEAuthCookie=([^;]+)/.exec(headers.cookie ?? '')?.[1];
  if (cookie) {
    return tokens.find(decodeURIComponent(cookie))
      ? 'all'
      : bare(401, 'Authentication failed!');
  }
  const token = /^PVEAPIToken[= ](.+)$/.exec(headers.authorization ?? '')?.[1];
  if (!token) return bare(401, 'No ticket');
  if (token === `${tokenId}=${tokenSecret}`) return 'all';
  return token === `${noRights.tokenId}=${noRights.tokenSecret}`
    ? 'none'
    : bare(401, 'Authentication failed!');
}

const AUDIT = [
  'Datastore.Audit',
  'Mapping.Audit',
  'Pool.Audit',
  'SDN.Audit',
  'Sys.Audit',
  'VM.Audit',
];

/** `GET /access/permissions`: 1 means a permission that propagates. */
export function permissions(cluster: ProxmoxCluster, rights: Rights) {
  if (rights === 'none') return {};
  const words = isVersion9(cluster) ? [...AUDIT, 'VM.GuestAgent.Audit'] : AUDIT;
  const audit = Object.fromEntries(words.map(word => [word, 1]));
  const paths = ['/', '/access', '/access/groups', '/nodes', '/pool', '/sdn'];
  return Object.fromEntries(
    [...paths, '/storage', '/vms'].map(path => [path, audit]),
  );
}

/** `POST /access/ticket` */
export function login(
  { body, headers }: SimulatedRequest,
  { cluster, tokens }: Context,
): SimulatedResponse {
  const isJson = headers['content-type']?.includes('json');
  const form: Record<string, unknown> = isJson
    ? JSON.parse(body || '{}')
    : Object.fromEntries(new URLSearchParams(body));
  const { password } = CREDENTIALS;
  const username = `${CREDENTIALS.username}@pve`;
  const realm = form.realm ? `@${form.realm}` : '';
  if (`${form.username}${realm}` !== username || form.password !== password) {
    return failure(401, 'authentication failure');
  }
  const now = Date.now();
  const ticket = tokens.issue({
    user: username,
    method: 'password',
    roles: [],
    issuedAt: now,
    expiresAt: now + TWO_HOURS_MS,
  });
  return ok({
    username,
    ticket,
    CSRFPreventionToken: `${digest(ticket).slice(0, 8).toUpperCase()}:HASH`,
    clustername: cluster.name,
    cap: {
      access: {},
      dc: { 'SDN.Audit': 1, 'Sys.Audit': 1 },
      mapping: { 'Mapping.Audit': 1 },
      nodes: { 'Sys.Audit': 1 },
      sdn: { 'SDN.Audit': 1 },
      storage: { 'Datastore.Audit': 1 },
      vms: { 'VM.Audit': 1 },
    },
  });
}

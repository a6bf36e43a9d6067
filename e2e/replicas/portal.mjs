// Client of the portal's API as the guest, through the proxy or at one replica, and of the
// request counters of the simulated platforms.
import { setTimeout as sleep } from 'node:timers/promises';

const TIMEOUT_MS = 10_000;

async function request(url, { method = 'GET', token, body } = {}) {
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) {
    throw new Error(`${method} ${new URL(url).pathname}: ${response.status}`);
  }
  return response.json();
}

/**
 * Signs the guest in at one address; the token is valid for all replicas. The permission to
 * switch providers depends on the catalog, which takes a while after the first start.
 */
export async function signIn(address, group = 'group:default/platform') {
  for (let waited = 0; waited < 90; waited += 1) {
    const { backstageIdentity } = await request(
      `${address}/api/auth/guest/refresh`,
      { method: 'POST' },
    );
    const { identity, token } = backstageIdentity;
    if (identity.ownershipEntityRefs.includes(group)) return token;
    await sleep(1_000);
  }
  throw new Error(`The catalog does not know that the guest is in ${group}`);
}

/** Requests to one address. */
export function createPortal(address, token) {
  const api = `${address}/api/infra-dashboard`;
  const read = path => request(`${api}${path}`, { token });
  return {
    read,
    clusters: async () => (await read('/clusters')).items,
    providers: async () => (await read('/providers')).items,
    isEnabled: async name => {
      const { items } = await read('/providers');
      return items.find(provider => provider.name === name)?.enabled;
    },
    switchProvider: (name, enabled) =>
      request(`${api}/providers/${name}/enabled`, {
        method: 'PUT',
        token,
        body: { enabled },
      }),
  };
}

/** Seconds since the oldest of the clusters was read; those that are switched off were not. */
export function ageOf(clusters, now = Date.now()) {
  const times = clusters.flatMap(({ freshness: { observedAt } }) =>
    observedAt ? [Date.parse(observedAt)] : [],
  );
  return (now - Math.min(...times)) / 1_000;
}

/** Requests that the simulated platforms received. */
export function createCounters(control) {
  return {
    reset: () => request(`${control}/requests`, { method: 'DELETE' }),
    count: async (filter = {}) => {
      const query = new URLSearchParams(filter);
      return (await request(`${control}/requests?${query}`)).count;
    },
    /** Sign-ins at Keystone; the other platforms have tokens that do not end. */
    logins: async () => {
      const query = new URLSearchParams({
        method: 'POST',
        path: '/v3/auth/tokens',
      });
      return (await request(`${control}/requests?${query}`)).count;
    },
  };
}

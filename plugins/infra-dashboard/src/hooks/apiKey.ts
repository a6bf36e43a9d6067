import type { InfraDashboardApi } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';

/** An instance of an API cannot be part of a key of text: it gets a number while it lives. */
const apiIds = new WeakMap<InfraDashboardApi, number>();
let lastApiId = 0;

function idOf(api: InfraDashboardApi): number {
  let id = apiIds.get(api);
  if (id === undefined) {
    lastApiId += 1;
    id = lastApiId;
    apiIds.set(api, id);
  }
  return id;
}

/**
 * Cache key of a request. It contains the instance of the API, so that two instances never
 * share responses.
 */
export function apiKey(api: InfraDashboardApi, ...key: readonly string[]) {
  return ['infra-dashboard', idOf(api), ...key];
}

const CONTROL_URL =
  process.env.SIMULATOR_CONTROL_URL ?? 'http://127.0.0.1:18099';

async function control(method: string, path: string, body?: unknown) {
  const response = await fetch(`${CONTROL_URL}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`The simulator returned ${response.status} for ${path}`);
  }
  return response.json();
}

/** Makes the upstream of a cluster return faults from now on. */
export async function breakCluster(cluster: string, kind: string) {
  await control('POST', '/faults', { cluster, kind });
}

/** Removes the faults of all upstreams. */
export async function healClusters() {
  await control('DELETE', '/faults');
}

/** How many requests a cluster's upstream has had. */
export async function countRequests(cluster: string): Promise<number> {
  const { count } = await control('GET', `/requests?cluster=${cluster}`);
  return count;
}

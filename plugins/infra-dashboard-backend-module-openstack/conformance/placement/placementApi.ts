import { randomUUID } from 'node:crypto';
import type { HostInventory } from './cases';

export type Resources = Record<string, number>;

/** A Placement of its own that takes any token: `auth_strategy = noauth2`. */
export function openPlacement(url: string) {
  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        'X-Auth-Token': 'admin',
        'OpenStack-API-Version': 'placement 1.29',
        'Content-Type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  };
  const must = async (method: string, path: string, body?: object) => {
    const reply = await send(method, path, body);
    if (reply.status >= 300) {
      throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`);
    }
    return reply.body;
  };
  return {
    listHosts: async (): Promise<any[]> =>
      (await must('GET', '/resource_providers')).resource_providers,
    createHost: (uuid: string, name: string) =>
      must('POST', '/resource_providers', { uuid, name }),
    async setInventories(uuid: string, inventories: HostInventory) {
      const path = `/resource_providers/${uuid}`;
      const { generation } = await must('GET', path);
      await must('PUT', `${path}/inventories`, {
        resource_provider_generation: generation,
        inventories,
      });
    },
    async readHost(uuid: string) {
      const path = `/resource_providers/${uuid}`;
      const { inventories } = await must('GET', `${path}/inventories`);
      const { usages } = await must('GET', `${path}/usages`);
      return { inventories, usages };
    },
    /** The consumer, or undefined where Placement refuses. */
    async allocate(uuid: string, resources: Resources) {
      const consumer = randomUUID();
      const { status } = await send('PUT', `/allocations/${consumer}`, {
        allocations: { [uuid]: { resources } },
        ...{ consumer_generation: null, project_id: 'p', user_id: 'u' },
      });
      if (status !== 204 && status !== 409) throw new Error(`status ${status}`);
      return status === 204 ? consumer : undefined;
    },
    release: (consumer: string) => must('DELETE', `/allocations/${consumer}`),
    removeHost: (uuid: string) => must('DELETE', `/resource_providers/${uuid}`),
    /** The hosts that Placement offers for one server. */
    async listCandidates(resources: Resources): Promise<string[]> {
      const asked = Object.entries(resources).map(pair => pair.join(':'));
      const { allocation_requests: found } = await must(
        'GET',
        `/allocation_candidates?resources=${asked.join(',')}`,
      );
      return found.flatMap((one: any) => Object.keys(one.allocations));
    },
  };
}

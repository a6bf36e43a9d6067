import { demoFleet, startSimulator, type Simulator } from '../..';
import { sendRequest, type RawResponse } from '../../__testUtils__/sendRequest';
import { recorded } from '../../__testUtils__/recorded';
import type { KubernetesCluster } from '../../fleet/schema';

export const real = recorded('kubernetes');

/** Starts the demo fleet before each test, and stops it after. */
export function useKubernetes() {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({ fleet: demoFleet() });
  });

  afterEach(() => simulator.stop());

  async function restart() {
    await simulator.stop();
    simulator = await startSimulator({ fleet: demoFleet() });
  }

  function get(
    path: string,
    options: {
      token?: string;
      method?: string;
      accept?: string;
      body?: object;
    } = {},
  ): Promise<RawResponse> {
    const { url, credentials } = simulator.clusters.get('k8s-prod')!;
    const { token = credentials.token, method, accept, body } = options;
    return sendRequest(`${url}${path}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(accept && { Accept: accept }),
      },
      body: body && JSON.stringify(body),
    });
  }

  const update = (change: (cluster: KubernetesCluster) => void) =>
    simulator.update('k8s-prod', cluster =>
      change(cluster as KubernetesCluster),
    );

  /** Held against a recording whose names differ from ours. */
  function expectLike(
    response: RawResponse,
    name: string,
    ...words: Array<[ours: string | RegExp, recorded: string]>
  ) {
    const { status, headers, body } = real[name];
    expect([name, response.status]).toEqual([name, status]);
    expect(response.headers).toMatchObject(headers);
    let text = response.text;
    for (const [ours, theirs] of words) text = text.replaceAll(ours, theirs);
    expect([name, typeof body === 'string' ? text : JSON.parse(text)]).toEqual([
      name,
      body,
    ]);
  }

  return {
    restart,
    get,
    update,
    expectLike,
    get simulator() {
      return simulator;
    },
  };
}

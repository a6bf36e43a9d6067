import { demoFleet, startSimulator, type Simulator } from '../..';
import { sendRequest, type RawResponse } from '../../__testUtils__/sendRequest';
import { compareShape } from '../../__testUtils__/compareShape';
import { recorded } from '../../__testUtils__/recorded';
import type { ProxmoxCluster } from '../../fleet/schema';

export const real = recorded('proxmox');

/** Rows of all types share lists: each is held against those of its type and state. */
export function compareRows(actual: any[], rows: any[]): string[] {
  const kindOf = ({ type, status, network, sdn, quorate, crm_state }: any) =>
    [
      // Of what is unknown there is no difference left.
      status === 'unknown' && type === 'qemu' ? 'lxc' : type,
      ['node', 'storage', 'qemu', 'lxc'].includes(type) &&
        (['unknown', 'offline'].includes(status) ? status : 'known'),
      network ?? sdn ?? '',
      quorate ?? '',
      crm_state ? 'crm' : '',
    ].join(' ');
  return actual.flatMap(row => {
    const alike = rows.filter(one => kindOf(one) === kindOf(row));
    return alike.length === 0
      ? [`${kindOf(row)}: no such row`]
      : compareShape([row], alike, {
          unrecorded: /\.(tags|pool|lock|hastate)$/,
          optional: /\.(tags|pool|lock|hastate)$/,
        }).map(line => `${kindOf(row)} ${line}`);
  });
}

/** Starts the demo fleet before each test, and stops it after. */
export function useProxmox() {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({ fleet: demoFleet() });
  });

  afterEach(() => simulator.stop());

  const address = (cluster: string, path: string) =>
    `${simulator.clusters.get(cluster)!.url}/api2/json${path}`;

  function get(
    path: string,
    options: { cluster?: string; powerless?: boolean; as?: string } = {},
  ): Promise<RawResponse> {
    const { cluster = 'pve-paris', powerless, as } = options;
    const { tokenId, tokenSecret, noRights } =
      simulator.clusters.get(cluster)!.credentials;
    const id = powerless ? noRights.tokenId : tokenId;
    return sendRequest(address(cluster, path), {
      headers: { Authorization: as ?? `PVEAPIToken=${id}=${tokenSecret}` },
    });
  }

  const update = (change: (cluster: ProxmoxCluster) => void) =>
    simulator.update('pve-paris', cluster => change(cluster as ProxmoxCluster));

  function expectLike(response: RawResponse, name: string) {
    const recording = real[name];
    expect([name, response.status, response.reason]).toEqual([
      name,
      recording.status,
      recording.reason,
    ]);
    expect(response.headers['content-type']).toBe(
      recording.headers['content-type'],
    );
    const isText = typeof recording.body === 'string';
    expect([name, isText ? response.text : response.body]).toEqual([
      name,
      recording.body,
    ]);
    expect(response.headers.connection).toBe('close');
  }

  return {
    address,
    get,
    update,
    expectLike,
    get simulator() {
      return simulator;
    },
  };
}

import type { Cluster, Fleet } from '../fleet/schema';
import { findCluster } from './findCluster';
import type { Incident, IncidentTarget } from './Incident';

const INTERVAL_SECONDS = 15;
const SECONDS = 600;

/** The field that a platform keeps the state of a workload in, and a bad value. */
const BAD = {
  kubernetes: { field: 'state', value: 'NotReady' },
  proxmox: { field: 'status', value: 'io-error' },
  openstack: { field: 'status', value: 'ERROR' },
} as const;

function set(
  { type, workloads }: Cluster,
  values: ReadonlyArray<unknown>,
  isBad: (index: number) => boolean,
): void {
  const { field, value } = BAD[type];
  workloads.forEach((one, index) => {
    Object.assign(one, { [field]: isBad(index) ? value : values[index] });
  });
}

/** Every workload of a cluster fails and recovers for ten minutes, each in its own rhythm. */
export function flapping(fleet: Fleet, target: IncidentTarget): Incident {
  const cluster = findCluster(fleet, target.cluster);
  const { field } = BAD[cluster.type];
  const values = cluster.workloads.map(
    one => (one as Record<string, unknown>)[field],
  );
  const count = SECONDS / INTERVAL_SECONDS;
  return {
    title: `The workloads of ${cluster.name} flap`,
    steps: Array.from({ length: count + 1 }, (_, step) => ({
      afterSeconds: step * INTERVAL_SECONDS,
      what: step === count ? 'all are as before' : `round ${step + 1}`,
      run: simulator =>
        simulator.update(cluster.name, one =>
          set(one, values, index =>
            step === count
              ? false
              : Math.floor((step + index) / (2 + (index % 3))) % 2 === 0,
          ),
        ),
    })),
  };
}

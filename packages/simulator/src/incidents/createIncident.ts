import type { Fleet } from '../fleet/schema';
import { flapping } from './flapping';
import type { Incident, IncidentTarget } from './Incident';
import { nodeDown } from './nodeDown';
import { badRelease, clusterUnreachable, storageFull } from './otherIncidents';

const INCIDENTS: Record<
  string,
  (fleet: Fleet, target: IncidentTarget) => Incident
> = {
  'node-down': nodeDown,
  'cluster-unreachable': clusterUnreachable,
  'bad-release': badRelease,
  'storage-full': storageFull,
  flapping,
};

export const INCIDENT_NAMES = Object.keys(INCIDENTS);

/**
 * Makes an incident of a fleet as it is now.
 *
 * @throws Error where there is no such incident, cluster or object
 */
export function createIncident(
  fleet: Fleet,
  name: string,
  target: IncidentTarget = {},
): Incident {
  if (!Object.hasOwn(INCIDENTS, name)) {
    throw new Error(
      `There is no incident ${name}; there are ${INCIDENT_NAMES.join(', ')}`,
    );
  }
  return INCIDENTS[name](fleet, target);
}

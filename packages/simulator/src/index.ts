/**
 * Wire-level fake Proxmox VE, Kubernetes and OpenStack servers.
 *
 * @packageDocumentation
 */
export {
  startSimulator,
  type Simulator,
  type StartSimulatorOptions,
  type WatchControl,
} from './startSimulator';
export type { SimulatedCluster } from './SimulatedCluster';
export { startDemoConfig } from './startDemoConfig';
export { demoFleet } from './fleet/demoFleet';
export {
  generateFleet,
  type GenerateFleetOptions,
} from './fleet/generateFleet';
export { createIncident, INCIDENT_NAMES } from './incidents/createIncident';
export type {
  Incident,
  IncidentStep,
  IncidentTarget,
} from './incidents/Incident';
export { IncidentPlayer } from './incidents/IncidentPlayer';
export { setNodeStatus } from './fleet/setNodeStatus';
export {
  fleetSchema,
  type Cluster,
  type ClusterInput,
  type Fleet,
  type FleetInput,
  type KubernetesCluster,
  type OpenStackCluster,
  type ProxmoxCluster,
} from './fleet/schema';
export type { Fault, FaultKind } from './server/FaultList';
export type { LoggedRequest, RequestFilter } from './server/RequestLog';
export type { SimulatedCredentials } from './server/credentials';

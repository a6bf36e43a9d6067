import type { Guest, ProxmoxCluster, ProxmoxNode } from '../fleet/schema';
import type { HandlerContext, SimulatedResponse } from '../server/protocol';
import { bare, failure, forbidden, ok } from './responses';
import { cephPools } from './cluster';
import { guestConfig, guestSnapshots } from './guestConfig';
import { containerInterfaces, guestDetails, guestInterfaces } from './guests';
import { nodeDetails } from './nodes';
import type { Rights } from './rights';
import { nodeStatistics } from './rrd';
import { nodeTasks } from './tasks';
import { storageList } from './storages';
import { versionOf, isVersion9 } from './version';

interface NodeRequest {
  /** Below the node, with a leading slash. */
  route: string;
  node: ProxmoxNode;
  rights: Rights;
  query: URLSearchParams;
  context: HandlerContext<ProxmoxCluster>;
}

function agentResponse(
  cluster: ProxmoxCluster,
  guest: Guest,
): SimulatedResponse {
  if (!isVersion9(cluster)) {
    // PVEAuditor does not have it before version 9.
    return forbidden(`/vms/${guest.vmid}`, 'VM.Monitor');
  }
  if (guest.agent === 'absent') {
    return failure(500, 'No QEMU guest agent configured');
  }
  if (guest.status !== 'running') {
    return failure(500, `VM ${guest.vmid} is not running`);
  }
  return guest.agent === 'running'
    ? ok(guestInterfaces(cluster, guest))
    : failure(500, 'QEMU guest agent is not running');
}

function handleGuest(
  { node, rights, context }: NodeRequest,
  call: { kind: string; vmid: number; what: string },
): SimulatedResponse | undefined {
  const { cluster, clock } = context;
  const { kind, vmid, what } = call;
  if (rights !== 'all') return forbidden(`/vms/${vmid}`, 'VM.Audit');
  const guest = cluster.workloads.find(
    one => one.vmid === vmid && one.kind === kind && one.node === node.name,
  );
  if (!guest) {
    const folder = kind === 'qemu' ? 'qemu-server' : 'lxc';
    const file = `nodes/${node.name}/${folder}/${vmid}.conf`;
    return failure(500, `Configuration file '${file}' does not exist`);
  }
  if (what === 'status/current') {
    return ok(guestDetails(guest, { cluster, clock, isCurrent: true }));
  }
  if (what === 'config') return ok(guestConfig(cluster, guest));
  if (what === 'snapshot') return ok(guestSnapshots(guest, clock));
  if (kind === 'lxc' && what === 'interfaces') {
    return ok(containerInterfaces(cluster, guest));
  }
  return kind === 'qemu' && what === 'agent/network-get-interfaces'
    ? agentResponse(cluster, guest)
    : undefined;
}

/** Responses below `/nodes/{node}`; undefined if the path does not exist. */
export function handleNode(
  nodeRequest: NodeRequest,
): SimulatedResponse | undefined {
  const { route, node, rights, context } = nodeRequest;
  const { cluster, clock } = context;
  if (route === '/rrddata') {
    const { query } = nodeRequest;
    return nodeStatistics(cluster, { node, clock, query, rights });
  }
  const guestCall = /^\/(qemu|lxc)\/(\d+)\/(.+)$/.exec(route);
  const isCall =
    guestCall !== null ||
    [
      '/status',
      '/qemu',
      '/lxc',
      '/storage',
      '/tasks',
      '/version',
      '/ceph/pools',
    ].includes(route);
  if (!isCall) return undefined;
  // The call is forwarded to the node, which is not reachable.
  if (node.state === 'offline') return bare(595, 'No route to host');
  if (guestCall) {
    const [, kind, vmid, what] = guestCall;
    return handleGuest(nodeRequest, { kind, vmid: Number(vmid), what });
  }
  const mayAudit = rights === 'all';
  switch (route) {
    case '/version':
      return ok(versionOf(cluster));
    case '/status':
      return mayAudit
        ? ok(nodeDetails(cluster, node, clock))
        : forbidden(`/nodes/${node.name}`, 'Sys.Audit');
    case '/tasks': {
      const rows = mayAudit
        ? nodeTasks(cluster, { node, clock, query: nodeRequest.query })
        : [];
      return ok(rows, { total: rows.length });
    }
    case '/storage':
      return ok(mayAudit ? storageList(cluster, node) : []);
    case '/ceph/pools':
      return mayAudit
        ? cephPools(cluster)
        : forbidden(`/nodes/${node.name}`, 'Sys.Audit');
    default: {
      const guests = cluster.workloads.filter(
        guest => guest.node === node.name && `/${guest.kind}` === route,
      );
      return ok(
        mayAudit
          ? guests.map(guest =>
              guestDetails(guest, { cluster, clock, isCurrent: false }),
            )
          : [],
      );
    }
  }
}

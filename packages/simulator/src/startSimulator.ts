import { certificateFor } from './certificate';
import type { Cluster, Fleet } from './fleet/schema';
import { kubernetes } from './kubernetes/protocol';
import { openstack } from './openstack/protocol';
import { toProviderConfig } from './providersConfig';
import { proxmox } from './proxmox/protocol';
import { credentialsOf } from './server/credentials';
import { FaultList } from './server/FaultList';
import type { Protocol } from './server/protocol';
import { RequestLog } from './server/RequestLog';
import { SimulatedServer } from './server/SimulatedServer';
import type { StreamControl } from './server/StreamControl';
import type { SimulatedCluster } from './SimulatedCluster';

// A server hands its protocol clusters of its own type only.
const PROTOCOLS = { proxmox, kubernetes, openstack } as Record<
  Cluster['type'],
  unknown
> as Record<Cluster['type'], Protocol>;

export interface StartSimulatorOptions {
  fleet: Fleet;
  /** Default: 127.0.0.1 */
  host?: string;
  /** Cluster number i listens on this port plus i; default: the system chooses. */
  basePort?: number;
  /** Proxmox VE, or all platforms, over TLS with a self-signed certificate. */
  https?: boolean | 'all';
  /** True (the default): usage numbers stay as the fleet has them. */
  frozen?: boolean;
}

/** Effects of a network on watches. */
export type WatchControl = Pick<StreamControl, 'hold' | 'release' | 'cut'>;

/** Running servers of a fleet. */
export interface Simulator {
  clusters: ReadonlyMap<string, SimulatedCluster>;
  faults: FaultList;
  requests: RequestLog;
  /** To read; `update` changes it. */
  fleet: Fleet;
  /**
   * Changes a cluster while its server runs: nodes, workloads, knobs, whether it is
   * reachable. The change is made at once; the promise is about the port.
   */
  update(cluster: string, change: (cluster: Cluster) => void): Promise<void>;
  /** Ends all OpenStack tokens and Proxmox VE tickets of a cluster at once. */
  expireTokens(cluster: string): void;
  /** With TLS: presents an untrusted certificate, or its own again. */
  setCertificate(cluster: string, holder: 'own' | 'foreign'): void;
  /** Lets Kubernetes forget old revisions: pages and watches are refused with 410. */
  compact(cluster: string): void;
  /**
   * Restores the database of a Kubernetes cluster from a backup: it becomes what `change` makes
   * of it, versions count on from `revision` (default: where they are), and its watches break
   * off and hear of nothing.
   */
  restore(
    cluster: string,
    change: (cluster: Cluster) => void,
    revision?: number,
  ): void;
  /** Cuts the watches of a Kubernetes cluster, or holds back what they send. */
  watches(cluster: string): WatchControl;
  /** Entries of `infraDashboard.providers` that read this fleet. */
  providersConfig(): Array<Record<string, string>>;
  stop(): Promise<void>;
}

function startFailure(error: unknown, name: string, port: number): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Error(
    code === 'EADDRINUSE'
      ? `Port ${port} is in use; choose another base port`
      : `The server of ${name} did not start: ${code ?? message}`,
  );
}

/**
 * Starts one server per cluster.
 *
 * @throws Error that names the port where it is taken
 */
export async function startSimulator(
  options: StartSimulatorOptions,
): Promise<Simulator> {
  const { fleet, host = '127.0.0.1', basePort = 0, frozen = true } = options;
  const faults = new FaultList();
  const requests = new RequestLog();
  const servers = new Map<string, SimulatedServer>();
  const clusters = new Map<string, SimulatedCluster>();
  const certificate = options.https ? certificateFor(host) : undefined;
  const stop = async () => {
    await Promise.all([...servers.values()].map(server => server.stop()));
  };
  for (const [index, cluster] of fleet.clusters.entries()) {
    const { name, type } = cluster;
    const isEncrypted = type === 'proxmox' || options.https === 'all';
    const tls = isEncrypted ? certificate : undefined;
    const protocol = PROTOCOLS[type];
    const server = new SimulatedServer({
      cluster,
      protocol,
      faults,
      requests,
      frozen,
      tls,
    });
    const port = basePort && basePort + index;
    try {
      await server.start(host, port);
    } catch (error) {
      await stop();
      throw startFailure(error, name, port);
    }
    servers.set(name, server);
    clusters.set(name, {
      name,
      type,
      url: type === 'openstack' ? `${server.origin}/v3` : server.origin,
      credentials: credentialsOf(cluster),
      ...(tls && { fingerprint: tls.fingerprint, ca: tls.cert }),
    });
  }
  // Only now, so that no other server was given the port of one that cannot be reached.
  await Promise.all(
    fleet.clusters.map(({ name, reachable }) =>
      servers.get(name)?.setReachable(reachable),
    ),
  );
  const serverOf = (name: string) => {
    const server = servers.get(name);
    if (!server) throw new Error(`There is no cluster ${name}`);
    return server;
  };
  return {
    clusters,
    faults,
    requests,
    fleet,
    update: (name, change) => serverOf(name).update(change),
    expireTokens: name => serverOf(name).expireTokens(),
    setCertificate: (name, holder) =>
      serverOf(name).setCertificate(certificateFor(host, holder)),
    compact: name => serverOf(name).compact(),
    restore: (name, change, revision) =>
      serverOf(name).restore(change, revision),
    watches: name => serverOf(name).streams,
    providersConfig: () => [...clusters.values()].map(toProviderConfig),
    stop,
  };
}

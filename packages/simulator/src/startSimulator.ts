import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';
import type { Cluster, Fleet } from './fleet/schema';
import { handleKubernetes } from './kubernetes/handler';
import { handleOpenStack } from './openstack/handler';
import { handleProxmox } from './proxmox/handler';
import { FaultList } from './server/FaultList';
import { RequestLog } from './server/RequestLog';
import { SimulatedServer } from './server/SimulatedServer';
import {
  CREDENTIALS,
  type ProtocolHandler,
  type SimulatedCredentials,
} from './server/types';

const HANDLERS: Record<Cluster['type'], ProtocolHandler> = {
  proxmox: handleProxmox,
  kubernetes: handleKubernetes,
  openstack: handleOpenStack,
};

export interface StartSimulatorOptions {
  fleet: Fleet;
  /** Default: 127.0.0.1 */
  host?: string;
  /** Cluster number i listens on this port plus i; default: the system chooses. */
  basePort?: number;
  /** Proxmox VE over TLS with a self-signed certificate. */
  https?: boolean;
  /** True (the default): usage numbers stay as the fleet has them. */
  frozen?: boolean;
}

export interface SimulatedCluster {
  name: string;
  type: Cluster['type'];
  /** Base URL; of OpenStack Keystone's, ending in /v3. */
  url: string;
  /** SHA-256 of the certificate, with TLS. */
  fingerprint?: string;
  /** PEM of the certificate, with TLS. */
  ca?: string;
  credentials: SimulatedCredentials;
}

/** Running servers of a fleet. */
export interface Simulator {
  clusters: ReadonlyMap<string, SimulatedCluster>;
  faults: FaultList;
  requests: RequestLog;
  fleet: Fleet;
  /** Changes a cluster while its server runs. */
  update(cluster: string, change: (cluster: Cluster) => void): void;
  /** Ends every OpenStack token of a cluster at once. */
  expireTokens(cluster: string): void;
  /** Entries of `infraDashboard.providers` that read this fleet. */
  providersConfig(): Array<Record<string, string>>;
  stop(): Promise<void>;
}

function toProviderConfig(
  cluster: SimulatedCluster,
  region: string | undefined,
): Record<string, string> {
  const { name, type, url, credentials } = cluster;
  if (type === 'proxmox') {
    const { tokenId, tokenSecret } = credentials;
    return {
      name,
      type,
      url,
      tokenId,
      tokenSecret,
      ...(cluster.fingerprint && { fingerprint: cluster.fingerprint }),
    };
  }
  if (type === 'kubernetes') {
    return { name, type, url, serviceAccountToken: credentials.token };
  }
  const { username, password, projectName, domainName } = credentials;
  return {
    name,
    type,
    authUrl: url,
    ...(region && { region }),
    projectName,
    projectDomainName: domainName,
    userDomainName: domainName,
    username,
    password,
  };
}

function createCertificate(host: string) {
  const pems = generate(
    [{ name: 'commonName', value: 'pve.simulator.example' }],
    {
      keySize: 2048,
      days: 365,
      extensions: [
        { name: 'subjectAltName', altNames: [{ type: 7, ip: host }] },
      ],
    },
  );
  const { fingerprint256 } = new X509Certificate(pems.cert);
  return { key: pems.private, cert: pems.cert, fingerprint: fingerprint256 };
}

/**
 * Starts one server per cluster.
 *
 * @throws Error that names the port where it is taken
 */
export async function startSimulator(
  options: StartSimulatorOptions,
): Promise<Simulator> {
  const {
    fleet,
    host = '127.0.0.1',
    basePort = 0,
    https = false,
    frozen = true,
  } = options;
  const faults = new FaultList();
  const requests = new RequestLog();
  const servers = new Map<string, SimulatedServer>();
  const clusters = new Map<string, SimulatedCluster>();
  const certificate = https ? createCertificate(host) : undefined;
  const stop = async () => {
    await Promise.all([...servers.values()].map(server => server.stop()));
  };
  for (const [index, cluster] of fleet.clusters.entries()) {
    const tls = cluster.type === 'proxmox' ? certificate : undefined;
    const handler = HANDLERS[cluster.type];
    const server = new SimulatedServer({
      cluster,
      handler,
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
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(
        code === 'EADDRINUSE'
          ? `Port ${port} is in use; choose another base port`
          : `The server of ${cluster.name} did not start: ${code}`,
      );
    }
    // An unreachable cluster has a port of its own, on which nobody listens.
    if (cluster.reachable) servers.set(cluster.name, server);
    const url =
      cluster.type === 'openstack' ? `${server.origin}/v3` : server.origin;
    clusters.set(cluster.name, {
      name: cluster.name,
      type: cluster.type,
      url,
      credentials: {
        ...CREDENTIALS,
        ...(cluster.type === 'openstack' && { region: cluster.region }),
      },
      ...(tls && {
        fingerprint: certificate?.fingerprint,
        ca: certificate?.cert,
      }),
    });
    if (!cluster.reachable) await server.stop();
  }
  return {
    clusters,
    faults,
    requests,
    fleet,
    update(name, change) {
      const cluster = fleet.clusters.find(one => one.name === name);
      if (!cluster) throw new Error(`There is no cluster ${name}`);
      change(cluster);
      servers.get(name)?.refresh();
    },
    expireTokens: name => servers.get(name)?.expireTokens(),
    providersConfig: () =>
      [...clusters.values()].map(cluster =>
        toProviderConfig(cluster, cluster.credentials.region),
      ),
    stop,
  };
}

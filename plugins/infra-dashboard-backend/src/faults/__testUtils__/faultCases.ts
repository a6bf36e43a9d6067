import type { ProviderErrorCode } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Fault, Simulator } from '@infra-dashboard/simulator';
import { MAX_ROWS } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { openBlackHole } from './openBlackHole';

export type Platform = 'proxmox' | 'kubernetes' | 'openstack';

/** What a fault leads to: an error, a limitation next to good data, or nothing at all. */
export type Outcome =
  | {
      error: ProviderErrorCode;
      /** Where it is another one as long as nothing was ever read. */
      cold?: ProviderErrorCode;
    }
  | {
      limitation: RegExp;
      cold?: ProviderErrorCode;
      /** Where the workloads, unlike the nodes, cannot be read at all. */
      workloads?: ProviderErrorCode;
    }
  | 'unnoticed';

export interface FaultCase {
  /** Fit for the name of a cluster. */
  name: string;
  /** Begins the fault; the promise is of a function that ends it. */
  begin: (simulator: Simulator, cluster: string) => Promise<() => unknown>;
  /** Same for all platforms, or one for each. */
  outcome: Outcome | Record<Platform, Outcome>;
  /** Limit of a request in milliseconds; short where the fault is that nothing comes. */
  timeoutMs?: number;
  /** Only a person's word or minutes end it, as with refused credentials. */
  needsForce?: boolean;
  /** With a login in place of a token, where the platform has both. */
  withLogin?: boolean;
}

const SHORT_MS = 1_500;

function http(fault: Omit<Fault, 'cluster'>): FaultCase['begin'] {
  return async (simulator, cluster) =>
    simulator.faults.add({ ...fault, cluster });
}

function status(
  code: number,
  outcome: FaultCase['outcome'],
  more: Partial<FaultCase> = {},
): FaultCase {
  return {
    name: `status-${code}`,
    begin: http({
      kind: 'status',
      status: code,
      ...(code === 429 && { retryAfter: 1 }),
    }),
    outcome,
    ...more,
  };
}

async function setReachable(
  simulator: Simulator,
  options: { cluster: string; reachable: boolean },
): Promise<void> {
  await simulator.update(options.cluster, cluster => {
    cluster.reachable = options.reachable;
  });
}

const UPSTREAM_ERROR: Outcome = { error: 'UPSTREAM_ERROR' };
const INVALID: Outcome = { error: 'INVALID_RESPONSE' };
const TIMEOUT: Outcome = { error: 'TIMEOUT' };
const UNAUTHORIZED: Outcome = { error: 'UNAUTHORIZED' };
const UNREACHABLE: Outcome = { error: 'UNREACHABLE' };

/** All upstream faults, and how they must be reported. */
export const FAULT_CASES: FaultCase[] = [
  {
    name: 'connect-refused',
    begin: async (simulator, cluster) => {
      await setReachable(simulator, { cluster, reachable: false });
      return () => setReachable(simulator, { cluster, reachable: true });
    },
    outcome: UNREACHABLE,
  },
  {
    name: 'connect-black-hole',
    begin: async (simulator, cluster) => {
      const { url } = simulator.clusters.get(cluster)!;
      await setReachable(simulator, { cluster, reachable: false });
      const close = await openBlackHole(Number(new URL(url).port));
      return async () => {
        await close();
        await setReachable(simulator, { cluster, reachable: true });
      };
    },
    outcome: TIMEOUT,
    timeoutMs: SHORT_MS,
  },
  {
    name: 'tls-error',
    begin: async (simulator, cluster) => {
      simulator.setCertificate(cluster, 'foreign');
      return () => simulator.setCertificate(cluster, 'own');
    },
    outcome: { error: 'TLS' },
  },
  {
    name: 'hang',
    begin: http({ kind: 'hang' }),
    outcome: TIMEOUT,
    timeoutMs: SHORT_MS,
  },
  {
    name: 'hang-after-headers',
    begin: http({ kind: 'hang-after-headers' }),
    outcome: TIMEOUT,
    timeoutMs: SHORT_MS,
  },
  {
    name: 'slow-body',
    begin: http({ kind: 'slow-body', ms: 200 }),
    outcome: TIMEOUT,
    timeoutMs: SHORT_MS,
  },
  {
    name: 'reset-mid-body',
    begin: http({ kind: 'reset-mid-body' }),
    outcome: UNREACHABLE,
  },
  {
    name: 'truncated-json',
    begin: http({ kind: 'truncated-json' }),
    outcome: INVALID,
  },
  {
    name: 'wrong-types',
    begin: http({ kind: 'wrong-types' }),
    outcome: INVALID,
  },
  {
    ...{ name: 'too-large', begin: http({ kind: 'huge' }), outcome: INVALID },
    // A busy machine takes seconds to send so much.
    timeoutMs: 40_000,
  },
  status(401, UNAUTHORIZED, { needsForce: true }),
  status(403, { error: 'FORBIDDEN' }),
  status(404, UPSTREAM_ERROR),
  status(429, { error: 'RATE_LIMITED' }),
  status(500, UPSTREAM_ERROR),
  status(502, UPSTREAM_ERROR),
  status(503, UPSTREAM_ERROR),
  {
    name: 'endless-paging',
    // Proxmox VE has no pages: the nearest thing is a list that is far too long.
    begin: async (simulator, cluster) =>
      simulator.faults.add(
        simulator.clusters.get(cluster)?.type === 'proxmox'
          ? { cluster, kind: 'too-many', rows: MAX_ROWS + 1 }
          : { cluster, kind: 'endless-paging' },
      ),
    outcome: { limitation: /-truncated$/ },
  },
  { name: 'redirect', begin: http({ kind: 'redirect' }), outcome: INVALID },
  {
    name: 'expired-token',
    begin: http({ kind: 'expired-token' }),
    outcome: UNAUTHORIZED,
    needsForce: true,
  },
  {
    // Tickets and tokens that end amid a run are renewed; a service account's is fixed.
    name: 'expired-session',
    begin: async (simulator, cluster) => {
      simulator.expireTokens(cluster);
      return () => undefined;
    },
    outcome: 'unnoticed',
    withLogin: true,
  },
];

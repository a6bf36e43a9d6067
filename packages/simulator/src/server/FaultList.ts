/** A fault that a server injects into responses. */
export const FAULT_KINDS = [
  'latency',
  'hang',
  'hang-after-headers',
  'slow-body',
  'reset',
  'reset-mid-body',
  'status',
  'truncated-json',
  'wrong-json',
  'wrong-types',
  'not-json',
  'huge',
  'too-many',
  'redirect',
  'endless-paging',
  'expired-token',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  /** Name of the cluster; default: all. */
  cluster?: string;
  /** Default: every method. */
  method?: string;
  /** Start of the path, or a pattern; default: every path. */
  path?: string | RegExp;
  kind: FaultKind;
  /** Of `status`; default: 500. */
  status?: number;
  /** Seconds in the Retry-After header, of `status`. */
  retryAfter?: number;
  /** Of `latency` (default 1000) and between the parts of `slow-body` (default 100). */
  ms?: number;
  /** Rows that `too-many` makes of each list (default 150,000). */
  rows?: number;
  /** How often; default: until it is removed. */
  times?: number;
}

interface FaultTarget {
  cluster: string;
  method: string;
  path: string;
}

export function fitsPath(
  pattern: string | RegExp | undefined,
  path: string,
): boolean {
  if (pattern === undefined) return true;
  return typeof pattern === 'string'
    ? path.startsWith(pattern)
    : path.search(pattern) >= 0;
}

function fits(fault: Fault, { cluster, method, path }: FaultTarget): boolean {
  if (fault.cluster !== undefined && fault.cluster !== cluster) return false;
  if (fault.method !== undefined && fault.method !== method) return false;
  return fitsPath(fault.path, path);
}

/** The faults in force, over all servers. */
export class FaultList {
  #faults: Fault[] = [];

  /** @returns a function that takes the fault away again */
  add(fault: Fault): () => void {
    const own = { ...fault };
    this.#faults.push(own);
    return () => {
      this.#faults = this.#faults.filter(one => one !== own);
    };
  }

  /** Takes all faults of a cluster away, or all that there are. */
  clear(cluster?: string): void {
    this.#faults = cluster
      ? this.#faults.filter(fault => fault.cluster !== cluster)
      : [];
  }

  /** The first fault that fits a request; one with a limit is used up by it. */
  take(target: FaultTarget): Fault | undefined {
    const fault = this.#faults.find(one => fits(one, target));
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) {
        this.#faults = this.#faults.filter(one => one !== fault);
      }
    }
    return fault;
  }
}

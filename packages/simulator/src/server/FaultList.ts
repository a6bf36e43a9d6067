/** What a server does instead of answering well. */
export type FaultKind =
  | 'latency'
  | 'hang'
  | 'hang-after-headers'
  | 'slow-body'
  | 'reset'
  | 'reset-mid-body'
  | 'status'
  | 'truncated-json'
  | 'wrong-json'
  | 'wrong-types'
  | 'not-json'
  | 'huge'
  | 'redirect'
  | 'endless-paging'
  | 'expired-token';

export interface Fault {
  /** Name of the cluster; default: all. */
  cluster?: string;
  /** Start of the path, or a pattern; default: every path. */
  path?: string | RegExp;
  kind: FaultKind;
  /** Of `status`. */
  status?: number;
  /** Seconds in the Retry-After header, of `status`. */
  retryAfter?: number;
  /** Of `latency` and `slow-body`: milliseconds. */
  ms?: number;
  /** How often; default: until it is removed. */
  times?: number;
}

function matches(fault: Fault, cluster: string, path: string): boolean {
  if (fault.cluster !== undefined && fault.cluster !== cluster) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === 'string'
    ? path.startsWith(fault.path)
    : fault.path.test(path);
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

  clear(cluster?: string): void {
    this.#faults = cluster
      ? this.#faults.filter(fault => fault.cluster !== cluster)
      : [];
  }

  /** The first fault that fits a request; one with a limit is used up by it. */
  take(cluster: string, path: string): Fault | undefined {
    const fault = this.#faults.find(one => matches(one, cluster, path));
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) {
        this.#faults = this.#faults.filter(one => one !== fault);
      }
    }
    return fault;
  }
}

import type { ExpectedCase } from './expectations';
import { FaultBench, type Observation } from './FaultBench';
import {
  FAULT_CASES,
  type FaultCase,
  type Outcome,
  type Platform,
} from './faultCases';
import { runFaultCase, type FaultRecord } from './runFaultCase';

const NEIGHBOUR = 'neighbour';

export interface FaultRunOptions {
  platform: Platform;
  /** Requests of one read, at most. */
  requestsPerRead: number;
  /** Where the platform has its own way with a fault. */
  outcomes?: Record<string, Outcome>;
  /** Whether a request that returned 403 is retried only after some minutes. */
  believesRefusals?: boolean;
}

function outcomeOf({ outcome }: FaultCase, platform: Platform): Outcome {
  return typeof outcome === 'object' && platform in outcome
    ? (outcome as Record<Platform, Outcome>)[platform]
    : (outcome as Outcome);
}

/**
 * Every fault at once, each against a cluster of its own in one and the same collector,
 * next to a cluster that is well.
 */
export class FaultRun {
  readonly #options: FaultRunOptions;
  readonly #records = new Map<string, FaultRecord>();
  readonly #sights: Observation[] = [];
  #bench: FaultBench | undefined;

  constructor(options: FaultRunOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { platform } = this.#options;
    const names = [NEIGHBOUR, ...FAULT_CASES.map(({ name }) => name)];
    const bench = await FaultBench.start(
      Object.fromEntries(names.map(name => [name, platform])),
    );
    this.#bench = bench;
    bench.connect(NEIGHBOUR);
    await bench.observeUntil(
      NEIGHBOUR,
      ({ cluster }) => cluster.freshness.state === 'fresh',
    );
    const watch = setInterval(
      () => this.#sights.push(bench.observe(NEIGHBOUR)),
      50,
    );
    await Promise.all(
      FAULT_CASES.map(async fault => {
        const record = await runFaultCase(bench, {
          fault,
          neighbour: NEIGHBOUR,
          isLimitedAfter: this.#isLimitedAfter(fault),
        });
        this.#records.set(fault.name, record);
      }),
    );
    clearInterval(watch);
  }

  async stop(): Promise<void> {
    await this.#bench?.stop();
  }

  /** What was seen of the cluster that is always well, again and again. */
  get neighbour(): Observation[] {
    return this.#sights;
  }

  record({ name }: FaultCase): FaultRecord | undefined {
    return this.#records.get(name);
  }

  /** What is to come of a fault. */
  expected(fault: FaultCase): ExpectedCase {
    const { platform, outcomes, requestsPerRead } = this.#options;
    return {
      outcome: outcomes?.[fault.name] ?? outcomeOf(fault, platform),
      requestsPerRead,
      isLimitedAfter: this.#isLimitedAfter(fault),
    };
  }

  #isLimitedAfter({ name }: FaultCase): boolean {
    return this.#options.believesRefusals === true && name === 'status-403';
  }
}

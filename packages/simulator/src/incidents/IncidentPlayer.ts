import { setTimeout as sleep } from 'node:timers/promises';
import type { Simulator } from '../startSimulator';
import { createIncident } from './createIncident';
import type { IncidentTarget } from './Incident';

/** Plays incidents in a running simulator, one at a time. */
export class IncidentPlayer {
  readonly #simulator: Simulator;
  readonly #log: (line: string) => void;
  readonly #ended = new AbortController();
  #playing: string | undefined;

  constructor(simulator: Simulator, log: (line: string) => void) {
    this.#simulator = simulator;
    this.#log = log;
  }

  /** What is being played. */
  get playing(): string | undefined {
    return this.#playing;
  }

  /**
   * Starts an incident; it ends by itself.
   *
   * @param options - `speed`: how many times faster than usual
   * @returns its title, and a promise of its end
   * @throws Error where it cannot be, or another one is being played
   */
  play(
    name: string,
    options: IncidentTarget & { speed?: number } = {},
  ): { title: string; done: Promise<void> } {
    if (this.#playing) {
      throw new Error(`An incident is being played already: ${this.#playing}`);
    }
    const { speed = 1, ...target } = options;
    const incident = createIncident(this.#simulator.fleet, name, target);
    const { title } = incident;
    this.#playing = title;
    this.#log(`Incident: ${title}`);
    const run = async () => {
      let passed = 0;
      for (const step of incident.steps) {
        await this.#sleep(((step.afterSeconds - passed) / speed) * 1_000);
        passed = step.afterSeconds;
        this.#log(`Incident: ${step.what}`);
        await step.run(this.#simulator);
      }
    };
    const done = run()
      .catch((error: Error) => {
        if (!this.#ended.signal.aborted) {
          this.#log(`The incident failed: ${error.message}`);
        }
      })
      .finally(() => {
        this.#playing = undefined;
      });
    return { title, done };
  }

  /** Plays an incident again and again, unless another one is being played. */
  async repeat(
    name: string,
    options: IncidentTarget & { firstSeconds: number; everySeconds: number },
  ): Promise<void> {
    const { everySeconds, firstSeconds, ...target } = options;
    try {
      await this.#sleep(firstSeconds * 1_000);
      while (!this.#ended.signal.aborted) {
        if (!this.#playing) await this.play(name, target).done;
        await this.#sleep(everySeconds * 1_000);
      }
    } catch (error) {
      if (!this.#ended.signal.aborted) throw error;
    }
  }

  /** Stops where it is. */
  stop(): void {
    this.#ended.abort();
  }

  #sleep(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.#ended.signal });
  }
}

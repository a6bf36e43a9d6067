import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { ageOf, currentMoment, type Moment } from './moment';

/** Status codes that mean the watch is forbidden or unsupported. */
const DENIED_STATUS = new Set([400, 403, 405, 501]);

/** A denied watch is requested again after this long, even if nothing has changed. */
const PAUSE_MS = 30 * 60_000;

export interface WatchPauseOptions {
  /** Changes with the credentials. */
  credentialsVersion: () => number;
  /** Whether an access review grants the watch; undefined where it does not tell. */
  mayWatch: (signal: AbortSignal) => Promise<boolean | undefined>;
}

interface Pause {
  since: Moment;
  credentialsVersion: number;
  /** Whether an access review can end it. */
  isReviewed: boolean;
}

/**
 * Keeps a denied watch from being requested again and again. Ends when the credentials or
 * their permissions have changed, and when a user asks for a refresh.
 */
export class WatchPause {
  readonly #options: WatchPauseOptions;
  #pause: Pause | undefined;
  /** The review granted the watch, which has not been requested since. */
  #isGranted = false;

  constructor(options: WatchPauseOptions) {
    this.#options = options;
  }

  get isActive(): boolean {
    return this.#pause !== undefined;
  }

  /** Whether a status means that watching is denied; pauses if so. */
  beginIfDenied(status: number): boolean {
    if (!DENIED_STATUS.has(status)) {
      this.#isGranted = false;
      return false;
    }
    this.#pause = {
      since: currentMoment(),
      credentialsVersion: this.#options.credentialsVersion(),
      // A watch that is denied although the review grants it is denied by something else.
      isReviewed: status === 403 && !this.#isGranted,
    };
    return true;
  }

  /** Ends the pause if there is a reason to. */
  async review(options: {
    signal: AbortSignal;
    force: boolean;
  }): Promise<void> {
    const pause = this.#pause;
    if (!pause) return;
    if (
      options.force ||
      ageOf(pause.since) > PAUSE_MS ||
      pause.credentialsVersion !== this.#options.credentialsVersion()
    ) {
      this.#isGranted = false;
      this.#pause = undefined;
    } else if (pause.isReviewed && (await this.#isGrantedNow(pause, options))) {
      this.#isGranted = true;
      this.#pause = undefined;
    }
  }

  async #isGrantedNow(
    pause: Pause,
    { signal }: { signal: AbortSignal },
  ): Promise<boolean> {
    try {
      return (await this.#options.mayWatch(signal)) === true;
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      if (error.upstreamStatus === 404) pause.isReviewed = false;
      return false;
    }
  }
}

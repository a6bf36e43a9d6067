/** A point in time on two clocks. */
export interface Moment {
  /** Can be set back or forward. */
  wall: number;
  /** Stops while the machine sleeps. */
  monotonic: number;
}

export function currentMoment(): Moment {
  return { wall: Date.now(), monotonic: performance.now() };
}

/** Milliseconds since a moment, by the clock that shows more: data is never called too new. */
export function ageOf({ wall, monotonic }: Moment): number {
  return Math.max(Date.now() - wall, performance.now() - monotonic, 0);
}

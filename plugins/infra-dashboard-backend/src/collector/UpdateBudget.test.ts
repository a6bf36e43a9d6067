import { UpdateBudget } from './UpdateBudget';

describe('UpdateBudget', () => {
  /** Starts of updates that take as long as given, each as soon as it may. */
  function startsOf(costMs: number, count: number) {
    const budget = new UpdateBudget(0);
    const starts: number[] = [];
    let startedAt = 0;
    for (let index = 0; index < count; index += 1) {
      starts.push(startedAt);
      const endedAt = startedAt + costMs;
      startedAt = endedAt + budget.pauseAfter({ startedAt, endedAt });
    }
    return starts;
  }

  const gaps = (starts: number[]) =>
    starts.slice(1).map((start, index) => start - starts[index]);

  it('lets changes of a cluster of usual size be shown each second or two, without end', () => {
    expect(Math.max(...gaps(startsOf(90, 1_000)))).toBeLessThanOrEqual(2_000);
  });

  it('shows the changes after a quiet period at once, and spends a twentieth of the time in the long run', () => {
    const starts = startsOf(400, 1_000);
    expect(Math.max(...gaps(starts.slice(0, 7)))).toBe(1_400);
    expect((400 * 1_000) / starts.at(-1)!).toBeLessThan(0.052);
    // However long an update takes.
    expect(Math.max(...gaps(startsOf(5_000, 10)))).toBe(20_000);
  });

  it('saves up again while nothing changes, but no more than before', () => {
    const budget = new UpdateBudget(0);
    const pause = (startedAt: number, costMs: number) =>
      budget.pauseAfter({ startedAt, endedAt: startedAt + costMs });
    expect(pause(0, 3_200)).toBe(4_000);
    expect(pause(3_600_000, 2_900)).toBe(1_000);
    expect(pause(3_602_900, 500)).toBeGreaterThan(4_000);
  });
});

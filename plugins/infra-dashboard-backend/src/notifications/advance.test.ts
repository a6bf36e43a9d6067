import { advance, type Memory, type Message } from './advance';

const MINUTE = 60_000;

/** Checks once a minute: `.` is gone, `a` is there, `-` is there and does not affect the owner. */
function watch(looks: string) {
  let memory: Memory | undefined;
  const reported: string[] = [];
  [...looks].forEach((letter, minute) => {
    const step: { memory: Memory | undefined; message?: Message } = advance(
      memory,
      letter === 'a',
      {
        now: minute * MINUTE,
        unhealthyAfterMs: 2 * MINUTE,
        healthyAfterMs: 3 * MINUTE,
        isStanding: letter !== '.',
      },
    );
    memory = step.memory;
    if (step.message) reported.push(`${minute} ${step.message}`);
  });
  return { reported, memory };
}

describe('advance', () => {
  it('reports a problem after the delay, and its end after the delay', () => {
    expect(watch('..aaaaaa......').reported).toEqual([
      '4 unhealthy',
      '11 recovered',
    ]);
  });

  it('does not report short problems, nor short breaks', () => {
    expect(watch('.a.a.aa.a.a..').reported).toEqual([]);
    expect(watch('aaaa.a.a..a..aaa').reported).toEqual(['2 unhealthy']);
  });

  it('reports what comes and goes once an hour', () => {
    const day = 'aaaa....'.repeat(20);
    expect(watch(day).reported).toEqual([
      ...['2 unhealthy', '7 recovered'],
      ...['66 unhealthy', '71 recovered'],
      ...['130 unhealthy', '135 recovered'],
    ]);
  });

  it('reports at the end of that time what is still there', () => {
    const looks = `aaaa....${'a'.repeat(60)}`;
    expect(watch(looks).reported).toEqual([
      ...['2 unhealthy', '7 recovered', '62 unhealthy'],
    ]);
  });

  it('waits an hour for the end of what does not affect the owner any more', () => {
    expect(watch('aaaa------.').reported).toEqual([
      ...['2 unhealthy', '10 recovered'],
    ]);
    const hour = `aaaa${'-'.repeat(61)}`;
    expect(watch(hour).memory).toBeUndefined();
    expect(watch(`${hour}aaa....`).reported).toEqual([
      ...['2 unhealthy', '67 unhealthy', '71 recovered'],
    ]);
    expect(watch('a----').memory).toBeUndefined();
  });

  it('forgets what is gone', () => {
    expect(watch('....').memory).toBeUndefined();
    expect(watch('a...').memory).toBeUndefined();
    expect(watch(`aaaa${'.'.repeat(60)}`).memory).toBeUndefined();
  });
});

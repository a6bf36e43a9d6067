import { Schedule } from './Schedule';

describe('Schedule', () => {
  let ms = 0;
  const clock = { now: () => 0, monotonic: () => ms };

  beforeEach(() => {
    ms = 100;
  });

  it('is due at once, or after a first time', () => {
    expect(new Schedule({ clock }).isDue).toBe(true);
    const later = new Schedule({ dueInMs: 10, clock });
    expect(later.isDue).toBe(false);
    ms = 110;
    expect(later.isDue).toBe(true);
  });

  it('is due again when it was set to, or earlier if it was advanced', () => {
    const schedule = new Schedule({ clock });
    schedule.set(50);
    expect([schedule.isDue, schedule.dueAt]).toEqual([false, 150]);
    schedule.advance(80);
    expect(schedule.dueAt).toBe(150);
    schedule.advance(20);
    ms = 119;
    expect(schedule.isDue).toBe(false);
    ms = 120;
    expect(schedule.isDue).toBe(true);
  });
});

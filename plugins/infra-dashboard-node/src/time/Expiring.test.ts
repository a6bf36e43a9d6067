import { Expiring, ExpiringMap } from './Expiring';

describe('Expiring', () => {
  let ms = 0;
  const clock = { now: () => 0, monotonic: () => ms };
  const flush = () => new Promise(resolve => setImmediate(resolve));

  beforeEach(() => {
    ms = 0;
  });

  it('loads once for all callers until the value expires', async () => {
    let loads = 0;
    const load = async () => {
      loads += 1;
      return loads;
    };
    const value = new Expiring<number>({ ttlMs: 1_000, clock });
    expect(await Promise.all([value.get(load), value.get(load)])).toEqual([
      1, 1,
    ]);
    ms = 999;
    expect(await value.get(load)).toBe(1);
    ms = 1_000;
    expect(value.has()).toBe(false);
    expect(await value.get(load)).toBe(2);
    value.clear();
    expect(await value.get(load)).toBe(3);
    value.set(9);
    expect(await value.get(load)).toBe(9);
  });

  it('counts the time to live from the end of the load', async () => {
    const load = async () => {
      ms += 5_000;
      return 'slow';
    };
    const value = new Expiring<string>({ ttlMs: 1_000, clock });
    await value.get(load);
    expect(value.has()).toBe(true);
  });

  it('loads again after a failure, or after its time where it has one', async () => {
    const fail = jest.fn(async () => {
      throw new Error('down');
    });
    const eager = new Expiring<never>({ ttlMs: 1_000, clock });
    await expect(eager.get(fail)).rejects.toThrow('down');
    await expect(eager.get(fail)).rejects.toThrow('down');
    expect(fail).toHaveBeenCalledTimes(2);

    const patient = new Expiring<never>({
      ttlMs: 1_000,
      failureTtlMs: 100,
      clock,
    });
    await expect(patient.get(fail)).rejects.toThrow('down');
    await expect(patient.get(fail)).rejects.toThrow('down');
    expect(fail).toHaveBeenCalledTimes(3);
    ms = 100;
    await expect(patient.get(fail)).rejects.toThrow('down');
    expect(fail).toHaveBeenCalledTimes(4);
  });

  it('does not delete a newer value when an older load fails late', async () => {
    const map = new ExpiringMap<string, number>({ ttlMs: 1_000, clock });
    let reject = (_: Error) => {};
    const late = map.get('a', () => new Promise((_, no) => (reject = no)));
    map.set('a', 2);
    reject(new Error('late'));
    await expect(late).rejects.toThrow('late');
    await flush();
    expect(map.has('a')).toBe(true);
    map.set('b', 3);
    map.retain(key => key === 'b');
    expect([map.has('a'), map.has('b')]).toEqual([false, true]);
  });
});

import { SharedResponses } from './SharedResponses';

describe('SharedResponses', () => {
  it('makes a response once for all who may get it', async () => {
    const shared = new SharedResponses();
    const make = jest.fn(async () => ({ items: [1] }));
    const bodies = await Promise.all(
      Array.from({ length: 100 }, () => shared.get('a', make)),
    );
    bodies.push(await shared.get('a', make));
    expect(new Set(bodies).size).toBe(1);
    expect(make).toHaveBeenCalledTimes(1);
    expect(await shared.get('b', make)).not.toBe(bodies[0]);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('makes it again after some seconds', async () => {
    let ms = 0;
    const shared = new SharedResponses({ now: () => 0, monotonic: () => ms });
    const make = jest.fn(() => ({ items: [1] }));
    const first = await shared.get('a', make);
    ms = 9_999;
    expect(await shared.get('a', make)).toBe(first);
    ms = 10_000;
    expect(await shared.get('a', make)).not.toBe(first);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('makes it again after a failure, and where all take too much memory', async () => {
    const shared = new SharedResponses();
    const fail = async () => Promise.reject(new Error('away'));
    await expect(shared.get('a', fail)).rejects.toThrow('away');
    const make = jest.fn(() => ({ text: 'ü'.repeat(9_000_000) }));
    const first = await shared.get('a', make);
    expect(first.bytes).toBeGreaterThan(18_000_000);
    expect(await shared.get('a', make)).toBe(first);
    await shared.get('b', make);
    expect(await shared.get('a', make)).not.toBe(first);
    expect(make).toHaveBeenCalledTimes(3);
  });
});

import { setImmediate } from 'node:timers';
import { forEachSliced, nextTurn, yieldIfDue } from './sliceWork';

it('lets one of many that wait go on in each turn of the event loop', async () => {
  const sizes: number[] = [];
  let inTurn = 0;
  let isDone = false;
  const count = () => {
    sizes.push(inTurn);
    inTurn = 0;
    if (!isDone) setImmediate(count);
  };
  count();
  const order: string[] = [];
  const work = async (name: string) => {
    for (let round = 0; round < 20; round += 1) {
      await nextTurn();
      inTurn += 1;
      order.push(name);
    }
  };
  await Promise.all(['a', 'b', 'c', 'd'].map(work));
  isDone = true;
  expect(Math.max(...sizes)).toBe(1);
  expect(order).toHaveLength(80);
  expect(order.slice(0, 8).join('')).toBe('abcdabcd');
});

it('counts all work of a turn together, however short each piece is', async () => {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const work = () => {
    const end = performance.now() + 2;
    while (performance.now() < end);
  };
  for (let piece = 0; piece < 20; piece += 1) {
    await forEachSliced([piece], work);
  }
  expect(turns).toBeGreaterThanOrEqual(3);
  turns = 0;
  for (let piece = 0; piece < 20; piece += 1) {
    work();
    await yieldIfDue();
  }
  expect(turns).toBeGreaterThanOrEqual(3);
  isDone = true;
});

it('measures by the clock that it is given', async () => {
  let ms = 0;
  const clock = { now: () => 0, monotonic: () => ms };
  const inTurn: number[] = [0];
  let turns = 0;
  let isDone = false;
  const next = () => {
    turns += 1;
    inTurn[turns] = 0;
    if (!isDone) setImmediate(next);
  };
  setImmediate(next);
  const work = () => {
    ms += 3;
    inTurn[turns] += 1;
  };
  await forEachSliced(Array(12).fill(0), work, clock);
  isDone = true;
  // Three of 3 ms are more than 8 ms.
  expect(inTurn.filter(rows => rows > 0)).toEqual([3, 3, 3, 3]);
});

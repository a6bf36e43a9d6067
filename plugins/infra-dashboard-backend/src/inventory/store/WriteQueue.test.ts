import { WriteQueue } from './WriteQueue';

describe('WriteQueue', () => {
  it('writes an item again that changes while it is written, and never twice at once', async () => {
    const item = { name: 'a', version: 1 };
    const written: number[] = [];
    let running = 0;
    const queue: WriteQueue<typeof item> = new WriteQueue<typeof item>({
      groupOf: ({ name }) => name,
      write: async ({ version }) => {
        running += 1;
        expect(running).toBe(1);
        if (version === 1) {
          item.version = 2;
          queue.add(item);
          queue.add(item);
        }
        await new Promise(resolve => setTimeout(resolve, 10));
        written.push(version);
        running -= 1;
      },
    });
    queue.add(item);
    await queue.settle('a');
    expect(written).toEqual([1, 2]);
    await queue.close();
  });
});

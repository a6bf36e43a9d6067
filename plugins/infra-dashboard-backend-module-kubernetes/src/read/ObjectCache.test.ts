import { ObjectCache } from './ObjectCache';

describe('the objects of a list that is watched', () => {
  it('are as many as a list may have, however many the watch reports', async () => {
    const objects = new ObjectCache(row => {
      const { uid, isInvalid } = (row as any).metadata;
      return isInvalid ? undefined : { uid, at: () => uid };
    });
    const report = (type: string, uid: string, isInvalid = false) =>
      objects.apply({ type, object: { metadata: { uid, isInvalid } } } as any);
    for (let index = 0; index < 60_000; index += 1) {
      report('ADDED', `valid-${index}`);
      report('ADDED', `invalid-${index}`, true);
    }
    const items = await objects.itemsAt(0);
    expect(items.length + objects.skipped).toBe(100_000);
    expect(objects.truncated).toBe(true);
    // What is known is still followed.
    report('MODIFIED', 'invalid-1');
    report('DELETED', 'valid-1');
    expect(await objects.itemsAt(0)).toHaveLength(items.length);
    expect(objects.skipped).toBe(100_000 - items.length - 1);
  });
});

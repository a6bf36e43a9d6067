import { fakeCatalogCluster, fakeConfig } from '../__testUtils__/fakes';
import { toEntities } from '../entities';
import { hashEntities } from './hashEntities';
import { planChanges } from './planChanges';
import type { LedgerEntry } from './types';

const MINUTE = 60_000;
const removal = { reads: 3, afterMs: 30 * MINUTE };
const { entities } = toEntities(fakeCatalogCluster(), fakeConfig());
const wanted = hashEntities(entities);
const [clusterRef, nodeRef] = [...wanted.keys()];
const known: LedgerEntry[] = [...wanted.values()].map(
  ({ entityRef, hash }) => ({ entityRef, hash, cluster: 'pve-paris' }),
);

describe('planChanges', () => {
  it('puts what is new or different, and nothing where all is the same', () => {
    const put = (entries: LedgerEntry[], compareAll = false) =>
      planChanges({ known: entries, wanted, removal, compareAll }).put.map(
        ({ entityRef }) => entityRef,
      );
    expect(put([])).toEqual([clusterRef, nodeRef]);
    expect(put(known)).toEqual([]);
    expect(put([known[0], { ...known[1], hash: 'other' }])).toEqual([nodeRef]);
    expect(put([known[0], { ...known[1], hash: undefined }])).toEqual([
      nodeRef,
    ]);
    expect(put(known, true)).toEqual([clusterRef, nodeRef]);
  });

  it('takes in only what is new out of a read that lacks facts', () => {
    const [first, second] = known;
    const put = (entries: LedgerEntry[]) =>
      planChanges({ known: entries, wanted, removal, newOnly: true }).put.map(
        ({ entityRef }) => entityRef,
      );
    expect(put([{ ...first, hash: 'with more facts' }])).toEqual([nodeRef]);
    expect(put([first, { ...second, hash: undefined }])).toEqual([nodeRef]);
    expect(put([first, { ...second, hash: 'other' }])).toEqual([]);
  });

  it('removes after enough good reads over enough time, not before', () => {
    const onlyCluster = new Map([...wanted].slice(0, 1));
    let entries = known;
    const read = (absentAt: number | undefined, present = onlyCluster) => {
      const plan = planChanges({
        known: entries,
        wanted: present,
        removal,
        absentAt,
      });
      const noted = new Map(plan.note.map(one => [one.entityRef, one]));
      entries = entries.map(one => noted.get(one.entityRef) ?? one);
      return [plan.note.length, plan.remove];
    };
    // Not one of these is a good read of its own.
    expect(read(undefined)).toEqual([0, []]);
    expect(read(0)).toEqual([1, []]);
    expect(read(0)).toEqual([0, []]);
    // Often enough, but not for long enough.
    expect(read(2 * MINUTE)).toEqual([1, []]);
    expect(read(4 * MINUTE)).toEqual([1, []]);
    expect(read(29 * MINUTE)).toEqual([1, []]);
    // Back again: the count starts again.
    expect(read(30 * MINUTE, wanted)).toEqual([1, []]);
    expect(read(32 * MINUTE)).toEqual([1, []]);
    // Long enough, but not often enough.
    expect(read(90 * MINUTE)).toEqual([1, []]);
    expect(read(92 * MINUTE)).toEqual([0, [nodeRef]]);
  });
});

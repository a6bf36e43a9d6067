import type { WorkloadsReading } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';
import { fakeWorkload } from '../testing/FakeProvider';
import { OwnershipMatcher } from './OwnershipMatcher';
import { OwnershipVocabulary } from './OwnershipVocabulary';
import { toOwnerEntity } from './OwnerEntity';
import { WorkloadOwnership } from './WorkloadOwnership';

const vocabulary = new OwnershipVocabulary();

function matcherFor(...names: string[]) {
  const entities = names.map(
    name =>
      toOwnerEntity(
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name },
          spec: { owner: 'team' },
        },
        vocabulary,
      )!,
  );
  return new OwnershipMatcher(
    entities,
    { rules: [], defaults: [] },
    vocabulary,
  );
}

function record(reading: WorkloadsReading, owner?: string): ClusterRecord {
  return {
    entry: { name: 'c', owner } as ClusterRecord['entry'],
    snapshot: { name: 'c', topology: {}, workloads: { data: reading } },
  };
}

const readingOf = (...names: string[]): WorkloadsReading => ({
  items: names.map(name =>
    fakeWorkload('c', name, { tags: [`component-${name}`] }),
  ),
});

const refs = ({ snapshot }: ClusterRecord) =>
  snapshot.workloads.data!.items.map(({ entityRefs }) => entityRefs?.[0]);

describe('WorkloadOwnership', () => {
  it('gives a reading once, as long as nothing changes', async () => {
    const reading = readingOf('web', 'other');
    const records = [record(reading, 'platform')];
    const ownership = new WorkloadOwnership({ records: () => records });
    await ownership.use(matcherFor('web'));
    const first = ownership.decorate(records[0]);
    expect(refs(first)).toEqual(['component:default/web', undefined]);
    expect(first.snapshot.workloads.data!.items[1].ownerRef).toBe(
      'group:default/platform',
    );
    // The snapshot itself stays as it was read.
    expect(refs(records[0])).toEqual([undefined, undefined]);
    expect(ownership.decorate(records[0]).snapshot.workloads.data).toBe(
      first.snapshot.workloads.data,
    );
    // The owner of a provider may change while its data stay.
    const renamed = ownership.decorate(record(reading, 'cloud'));
    expect(renamed.snapshot.workloads.data!.items[1].ownerRef).toBe(
      'group:default/cloud',
    );
  });

  it('shows what was known until all is matched again, new readings included', async () => {
    const records = [record(readingOf('web')), record(readingOf('api'))];
    const ownership = new WorkloadOwnership({ records: () => records });
    await ownership.use(matcherFor('web'));
    const change = ownership.use(matcherFor('api', 'late'));
    expect(refs(ownership.decorate(records[0]))).toEqual([
      'component:default/web',
    ]);
    const late = readingOf('late');
    records.push(record(late));
    await change;
    expect(records.flatMap(one => refs(ownership.decorate(one)))).toEqual([
      undefined,
      'component:default/api',
      'component:default/late',
    ]);
  });

  it('leaves room for others while it works on 50,000 workloads', async () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `s-${index}`);
    const reading = readingOf(
      ...Array.from({ length: 50_000 }, (_, index) => `s-${index % 6_000}`),
    );
    const matcher = matcherFor(...names);
    const match = jest.spyOn(matcher, 'match');
    const ownership = new WorkloadOwnership({
      records: () => [record(reading)],
      matcher,
    });
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await ownership.prepare(reading);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
    const matched = match.mock.calls.length;
    const [first] = refs(ownership.decorate(record(reading)));
    // A prepared reading is not matched in the request.
    expect(match).toHaveBeenCalledTimes(matched);
    expect(matched).toBe(50_000);
    expect(first).toBe('component:default/s-0');
  });
});

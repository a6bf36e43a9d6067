import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { createFakeFactory, fakeWorkload } from '../testing/FakeProvider';
import {
  fill,
  MAX_HOLD_MS,
  useForeignTexts,
} from './__testUtils__/useForeignTexts';
import { platformModule } from '../testing/platformModule';

jest.setTimeout(120_000);

describe('a text of a megabyte', () => {
  const { hold, start, get } = useForeignTexts();

  it('in annotations of the catalog, tags and namespaces', async () => {
    const entity = (
      name: string,
      annotations: Record<string, string>,
    ): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, annotations },
      spec: { type: 'service', owner: `owner-of-${name}` },
    });
    const SELECTOR = 'infra-dashboard.io/workload-selector';
    const hostile = [
      fill(','),
      fill('('),
      `a in (${fill('b,')}`,
      `a in (${fill('b,')})`,
      `workload.name=web${fill(',a!=b')}`,
      fill(' '),
      fill('!'),
    ];
    const entities = [
      ...hostile.flatMap((text, index) => [
        entity(`selector-${index}`, { [SELECTOR]: text }),
        entity(`kubernetes-${index}`, {
          'backstage.io/kubernetes-id': text,
          'backstage.io/kubernetes-label-selector': text,
          'backstage.io/kubernetes-namespace': text,
        }),
      ]),
      entity('repeated', {
        'infra-dashboard.io/workloads': fill('lab/allocation/web,'),
      }),
      entity('slashes', { 'infra-dashboard.io/workloads': fill('/') }),
      entity('selected', { [SELECTOR]: 'workload.tag=b,workload.tag!=c' }),
    ];
    const fake = createFakeFactory({
      workloads: async ({ name }) => ({
        items: [
          fakeWorkload(name, 'web'),
          fakeWorkload(name, 'fits', { tags: [`${fill('a-')}x`] }),
          fakeWorkload(name, 'differs', { tags: [`${fill('a-')}y`] }),
          fakeWorkload(name, 'dashes', { namespace: fill('-') }),
          fakeWorkload(name, 'pool', { namespace: `${fill('-a')}-x` }),
          fakeWorkload(name, 'tags', { tags: fill('b,').split(',') }),
          fakeWorkload(name, 'labels', {
            labels: { team: fill('a/'), 'backstage.component': fill(':') },
          }),
        ],
      }),
    });
    const module = platformModule(fake.factory);
    await hold.during(async () => {
      await start(
        {
          providers: [{ name: 'lab', type: 'nomad' }],
          ownership: {
            refreshInterval: '1s',
            rules: [
              { tag: '*-*-*-x', owner: 'rule' },
              { label: 'team', owner: '{value}' },
            ],
            defaults: [{ namespace: '*-*-*-x', owner: 'default' }],
          },
        },
        [module, catalogServiceMock.factory({ entities })],
      );
      await waitFor(async () => {
        const { items } = await get('/workloads');
        expect(
          Object.fromEntries(
            items.map((one: any) => [one.name, [one.entityRefs, one.ownerRef]]),
          ),
        ).toEqual({
          web: [
            ['component:default/repeated'],
            'group:default/owner-of-repeated',
          ],
          fits: [undefined, 'group:default/rule'],
          differs: [undefined, undefined],
          dashes: [undefined, undefined],
          pool: [undefined, 'group:default/default'],
          tags: [
            ['component:default/selected'],
            'group:default/owner-of-selected',
          ],
          labels: [undefined, undefined],
        });
      });
    });
    expect(hold.milliseconds).toBeLessThan(MAX_HOLD_MS);
  });
});

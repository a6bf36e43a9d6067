import { mockServices } from '@backstage/backend-test-utils';
import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { createReport } from '../testing/createReport';
import { fakeWorkload } from '../testing/FakeProvider';
import { OwnershipUpdater } from './OwnershipUpdater';
import { OwnershipVocabulary } from './OwnershipVocabulary';
import { WorkloadOwnership } from './WorkloadOwnership';

const component = (
  name: string,
  location: string,
  workload: string,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: {
      [ANNOTATION_ORIGIN_LOCATION]: location,
      'infra-dashboard.io/workloads': `vault/allocation/${workload}`,
    },
  },
  spec: { owner: `team-${name}`, type: 'service', lifecycle: 'production' },
});

/** Owners of two workloads, each of which one entity claims. */
async function ownersWith(locations?: string[]) {
  const ownership = new WorkloadOwnership();
  const updater = new OwnershipUpdater({
    ownership,
    report: createReport({ ownership: locations ? { locations } : {} }),
    vocabulary: new OwnershipVocabulary(),
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    catalog: catalogServiceMock({
      entities: [
        component('ours', 'url:https://git.example/acme/a.yaml', 'db'),
        component('spy', 'url:https://git.example/acme-evil/a.yaml', 'secret'),
      ],
    }),
  });
  updater.start();
  await waitFor(async () => expect(ownership.hasCatalog).toBe(true));
  await updater.close();
  return ['db', 'secret'].map(
    name => ownership.match(fakeWorkload('vault', name), undefined).ownerRef,
  );
}

describe('OwnershipUpdater', () => {
  it('takes no owner from an entity of another location', async () => {
    const [ours, spy] = ['group:default/team-ours', 'group:default/team-spy'];
    expect(await ownersWith()).toEqual([ours, spy]);
    const trusted = ['url:https://git.example/acme/'];
    expect(await ownersWith(trusted)).toEqual([ours, undefined]);
    expect(await ownersWith([])).toEqual([undefined, undefined]);
  });
});

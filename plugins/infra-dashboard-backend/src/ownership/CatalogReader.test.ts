import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceMock,
  type CatalogServiceMock,
} from '@backstage/plugin-catalog-node/testUtils';
import { CatalogReader } from './CatalogReader';
import type { OwnerEntity } from './OwnerEntity';
import { OwnershipVocabulary } from './OwnershipVocabulary';

const entity = (
  kind: string,
  name: string,
  annotations?: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    description: 'Not read',
    annotations: { 'example.com/other': 'x', ...annotations },
  },
  spec: { owner: 'team', type: 'service', lifecycle: 'production' },
});

function createReader(catalog: CatalogServiceMock, refreshMs = 60_000) {
  const found: OwnerEntity[][] = [];
  const logger = mockServices.logger.mock();
  const reader = new CatalogReader({
    catalog,
    auth: mockServices.auth(),
    logger,
    vocabulary: new OwnershipVocabulary(),
    refreshMs: () => refreshMs,
    onChange: async entities => {
      found.push(entities);
    },
  });
  return { reader, found, logger };
}

describe('CatalogReader', () => {
  it('reads in pages what may claim workloads, with only the fields it needs', async () => {
    const entities = [
      ...Array.from({ length: 1_200 }, (_, index) =>
        entity('Component', `service-${index}`),
      ),
      entity('System', 'shop'),
      entity('Group', 'team'),
      entity('User', 'ada'),
      entity('API', 'orders'),
      entity('Resource', 'pve1', { 'infra-dashboard.io/node': 'pve1' }),
      entity('Resource', 'database', {
        'infra-dashboard.io/workloads': 'pve-a/qemu/1',
      }),
    ];
    const catalog = catalogServiceMock({ entities });
    const query = jest.spyOn(catalog, 'queryEntities');
    const stream = jest.spyOn(catalog, 'streamEntities');
    const { reader, found } = createReader(catalog);
    await reader.refresh();
    expect(found).toHaveLength(1);
    expect(found[0]).toHaveLength(1_203);
    expect(found[0].at(-1)).toMatchObject({
      ref: 'resource:default/database',
      ownerRef: 'group:default/team',
      workloads: ['pve-a/qemu/1'],
    });
    const { fields, pageSize } = stream.mock.calls[0][0]!;
    expect(pageSize).toBe(500);
    expect(fields).toContain('spec.owner');
    expect(fields).not.toContain('metadata.description');
    expect(query.mock.calls.length).toBeLessThan(5);

    // Unchanged data: no new matching is needed.
    await reader.refresh();
    expect(found).toHaveLength(1);
    await reader.close();
  });

  it('publishes nothing from a read that fails half way, and retries soon', async () => {
    let pages: Array<() => Entity[]> = [];
    const catalog = catalogServiceMock.mock({
      streamEntities: async function* stream() {
        for (const page of pages) yield page();
      },
    });
    const broken = () => {
      throw new Error('503 of http://catalog.internal:7007');
    };
    const { reader, found, logger } = createReader(catalog);
    const first = [entity('Component', 'a'), entity('Component', 'b')];
    pages = [() => first];
    await reader.refresh();
    expect(found).toHaveLength(1);

    pages = [() => [first[0]], broken];
    for (let count = 0; count < 4; count += 1) await reader.refresh();
    expect(found).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(String(logger.warn.mock.calls)).not.toContain('http');

    pages = [() => [first[0]]];
    await reader.refresh();
    expect(found[1].map(({ name }) => name)).toEqual(['a']);
    expect(logger.info).toHaveBeenCalledWith('Reading the catalog works again');
    await reader.close();
  });

  it('reads by itself until it is closed', async () => {
    const catalog = catalogServiceMock({ entities: [] });
    const stream = jest.spyOn(catalog, 'streamEntities');
    const { reader } = createReader(catalog, 10);
    reader.start();
    await new Promise(resolve => setTimeout(resolve, 200));
    await reader.close();
    const { length } = stream.mock.calls;
    expect(length).toBeGreaterThan(2);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(stream.mock.calls).toHaveLength(length);
  });
});

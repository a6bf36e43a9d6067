import type { ClusterRecord } from '../collector';
import { placesOf } from './placesOf';

const record = (
  entry: string,
  name: string,
  topology: 'read' | 'failed' | 'pending',
  enabled = true,
): ClusterRecord => ({
  entry: { name: entry, enabled, owner: 'ops' } as ClusterRecord['entry'],
  snapshot: {
    ...{ name, workloads: {} },
    topology: {
      ...(topology === 'read' && { data: {} as never }),
      ...(topology === 'failed' && { error: {} as never }),
    },
  },
});

describe('placesOf', () => {
  it('knows an entry by its name while and after it cannot be used', () => {
    const before = placesOf([record('paris', 'paris', 'failed')]);
    expect([...before.clusters]).toEqual(['paris']);
    const after = placesOf([record('paris', 'pve-paris', 'read')]);
    expect(after.clusters).toEqual(new Set(['paris', 'pve-paris']));
    expect(after.configured).toEqual(after.clusters);
    expect(after.ownerOf.get('pve-paris')).toBe('group:default/ops');
  });

  it('knows nothing of what is disabled or was not read yet', () => {
    const { clusters, configured } = placesOf([
      record('off', 'a', 'read', false),
      record('new', 'new', 'pending'),
      record('partly', 'b', 'read'),
      record('partly', 'c', 'pending'),
    ]);
    expect([...clusters]).toEqual(['b']);
    expect(configured).toEqual(
      new Set(['off', 'a', 'new', 'partly', 'b', 'c']),
    );
  });
});

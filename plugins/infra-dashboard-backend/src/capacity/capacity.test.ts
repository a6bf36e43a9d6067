import type {
  NodePlacement,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { createRandom } from '../permissions/__testUtils__/createPolicy';
import { fakeNode } from '../testing/FakeProvider';
import { composeCapacity } from './composeCapacity';

const GIB = 1024 ** 3;

const node = (
  name: string,
  placement: Partial<NodePlacement> | undefined,
): NodeStatus => ({
  ...fakeNode('paris', name),
  ...(placement && {
    placement: {
      ...{ isOpen: true, allocatable: {}, allocated: {}, physical: {} },
      ...placement,
    },
  }),
});

/** What a scheduler does: places one after the other until no node takes the next one. */
function place(
  nodes: NodeStatus[],
  size: { cpu: number; memory: number },
): number {
  const free = nodes
    .filter(one => one.placement?.isOpen)
    .map(({ placement: { allocatable, allocated, largest } = {} as any }) => ({
      // In thousandths and whole bytes, as schedulers count.
      cpu: Math.round(((allocatable.cpu ?? 1e6) - (allocated.cpu ?? 0)) * 1e3),
      memory: allocatable.memory - allocated.memory,
      slots: (allocatable.slots ?? 1e6) - (allocated.slots ?? 0),
      largest: largest?.cpu ?? Infinity,
    }));
  const cpu = Math.round(size.cpu * 1e3);
  let placed = 0;
  for (;;) {
    const taker = free.find(
      one =>
        (cpu === 0 || one.cpu >= cpu) &&
        one.largest * 1e3 >= cpu &&
        (size.memory === 0 || one.memory >= size.memory) &&
        one.slots >= 1,
    );
    if (!taker) return placed;
    placed += 1;
    taker.cpu -= cpu;
    taker.memory -= size.memory;
    taker.slots -= 1;
  }
}

describe('composeCapacity', () => {
  it('agrees with a scheduler that places one after the other', () => {
    const random = createRandom(20_261_130);
    for (let round = 0; round < 300; round += 1) {
      const nodes = Array.from({ length: 1 + random(6) }, (_, index) => {
        const cpu = 1 + random(16);
        const memory = (1 + random(64)) * GIB;
        return node(`n${index}`, {
          isOpen: random(5) > 0,
          allocatable: {
            ...(random(4) && { cpu: cpu + random(1000) / 1000 }),
            ...{ memory, slots: 5 + random(110) },
          },
          allocated: {
            cpu: Array.from({ length: random(9) }, () => random(1000) / 1000)
              // As sums of requests are: not exact.
              .reduce((sum, one) => sum + one, 0),
            ...{ memory: random(60) * GIB, slots: random(30) },
          },
          ...(random(3) === 0 && { largest: { cpu } }),
        });
      });
      const size = {
        cpu: [0.1, 0.25, 1, 3.7, 8][random(5)],
        memory: [GIB / 8, GIB, 7 * GIB][random(3)],
      };
      const { fits, limits, nodes: taking } = composeCapacity(nodes, size);
      expect([round, fits]).toEqual([round, place(nodes, size)]);
      const limited = limits.reduce((sum, one) => sum + one.nodes, 0);
      expect(limited + taking.length).toBe(nodes.length);
    }
  });

  it('names what keeps nodes from taking one more', () => {
    const full = { cpu: 4, memory: 8, slots: 2 };
    const { limits } = composeCapacity(
      [
        node('a', { allocatable: full, allocated: { ...full, memory: 1 } }),
        node('b', { allocatable: full, allocated: { ...full, cpu: 1 } }),
        node('c', { allocatable: full, allocated: { slots: 2 } }),
        node('d', { isOpen: false, blockedBy: ['drained'] }),
        node('e', { isOpen: false, blockedBy: ['drained'] }),
        node('f', undefined),
        node('g', { largest: { cpu: 1 } }),
      ],
      { cpu: 2, memory: 4 },
    );
    expect(limits).toEqual(
      expect.arrayContaining([
        { kind: 'closed', reason: 'drained', nodes: 2 },
        { kind: 'cpu', nodes: 2 },
        { kind: 'memory', nodes: 1 },
        { kind: 'slots', nodes: 1 },
        { kind: 'unknown', nodes: 1 },
      ]),
    );
  });

  it('tells what remains without the largest node, and the overcommitment', () => {
    const of = (memory: number, used: number) => ({
      allocatable: { memory },
      allocated: { cpu: 8, memory: used },
      physical: { cpu: 4, memory },
    });
    const nodes = [node('a', of(64, 30)), node('b', of(100, 50))];
    const report = composeCapacity(nodes, { memory: 10 });
    expect(report).toMatchObject({
      ...{ fits: 8, free: { memory: 84 } },
      overcommit: { cpu: 2, memory: 0.488 },
      // 34 are free on the other one, and 50 have to find a place.
      withoutLargest: {
        ...{ node: 'b', fits: 0, isEnough: false },
        free: { memory: -16 },
      },
    });
    nodes.push(node('c', of(60, 10)));
    expect(composeCapacity(nodes, { memory: 10 }).withoutLargest).toEqual({
      ...{ node: 'b', fits: 3, isEnough: true, free: { memory: 34 } },
    });
    const [alone] = nodes;
    expect(composeCapacity([alone], {}).withoutLargest).toBeUndefined();
  });

  it('does not take a cluster without known nodes for a full one', () => {
    expect(composeCapacity([], { memory: GIB })).toMatchObject({
      ...{ fits: 0, limits: [{ kind: 'unknown', nodes: 0 }] },
    });
  });

  it('says nothing about the loss of the largest node where one is not known', () => {
    const known = ['a', 'b'].map(name =>
      node(name, { allocatable: { cpu: 8, memory: 8 * GIB } }),
    );
    const { withoutLargest } = composeCapacity(known, {});
    expect(withoutLargest).toMatchObject({ isEnough: true });
    const unknown = node('c', undefined);
    expect(
      composeCapacity([...known, unknown], {}).withoutLargest,
    ).toBeUndefined();
    const down = { ...unknown, health: 'failed' as const };
    expect(composeCapacity([...known, down], {})).toMatchObject({
      withoutLargest,
    });
  });

  it('has room for none where what is there has no place, and counts bytes exactly', () => {
    const full = (name: string) =>
      node(name, {
        allocatable: { cpu: 8, memory: 64 * GIB },
        allocated: { cpu: 12, memory: GIB },
        physical: { cpu: 8, memory: 64 * GIB },
      });
    expect(
      composeCapacity([full('a'), full('b')], { memory: GIB }).withoutLargest,
    ).toMatchObject({ fits: 0, isEnough: false });
    const tight = node('c', { allocatable: { cpu: 8, memory: GIB - 1_000 } });
    expect(composeCapacity([tight], { memory: GIB }).fits).toBe(0);
  });
});

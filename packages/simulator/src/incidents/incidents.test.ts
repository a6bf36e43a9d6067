import {
  createIncident,
  demoFleet,
  INCIDENT_NAMES,
  IncidentPlayer,
  startSimulator,
  type Simulator,
} from '..';

describe('incidents', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({ fleet: demoFleet() });
  });

  afterAll(() => simulator.stop());

  it.each(INCIDENT_NAMES)(
    '%s changes the demo and ends as it began',
    async name => {
      const { fleet } = simulator;
      const before = JSON.stringify(fleet);
      const { steps } = createIncident(fleet, name);
      const seen: string[] = [];
      for (const step of steps) {
        await step.run(simulator);
        seen.push(JSON.stringify(fleet));
      }
      expect(seen[0]).not.toBe(before);
      expect(seen.at(-1)).toBe(before);
    },
  );

  it('moves what ran on the node, and brings back what moved elsewhere', async () => {
    const { fleet } = simulator;
    const node = 'compute-1.eu.example';
    const target = { cluster: 'os-eu', object: node };
    const { steps } = createIncident(fleet, 'node-down', target);
    const worker = () =>
      fleet.clusters
        .find(({ name }) => name === 'k8s-prod')!
        .nodes.find(({ name }) => name === 'worker-4')!.state;
    const left = () =>
      fleet.clusters
        .find(({ name }) => name === 'os-eu')!
        .workloads.filter(one => one.node === node).length;
    const count = left();
    await steps[0].run(simulator);
    expect([worker(), left()]).toEqual(['Unknown', count]);
    await steps[1].run(simulator);
    expect([worker(), left()]).toEqual(['Ready', 0]);
    await steps[2].run(simulator);
    await steps[3].run(simulator);
    expect(left()).toBe(count);
  });

  it('plays one at a time, and says what is wrong', async () => {
    const lines: string[] = [];
    const player = new IncidentPlayer(simulator, line => lines.push(line));
    const target = { cluster: 'pve-lab', speed: 1e6 };
    const { done, title } = player.play('cluster-unreachable', target);
    expect([title, player.playing]).toEqual([
      'pve-lab cannot be reached',
      title,
    ]);
    expect(() => player.play('flapping')).toThrow('is being played already');
    await done;
    expect(player.playing).toBeUndefined();
    expect(lines.at(-1)).toBe('Incident: it can be reached again');
    for (const [name, more, message] of [
      ['flood', {}, 'There is no incident flood; there are node-down'],
      ['node-down', { cluster: 'nope' }, 'There is no cluster nope'],
      ['node-down', { object: 'nope' }, 'There is no node nope'],
      ['bad-release', { cluster: 'os-eu' }, 'os-eu is openstack'],
      ['storage-full', { object: 'nope' }, 'There is no shared storage nope'],
    ] as const) {
      expect(() => player.play(name, more)).toThrow(message);
    }
    const { done: stopped } = player.play('flapping');
    player.stop();
    await stopped;
  });
});

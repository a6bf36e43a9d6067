import { workloadSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { readItems, readOracle, RECORDED_AT } from '../__fixtures__';
import { deploymentSchema } from '../schemas';
import { mapDeployment } from './deployment';

const options = { cluster: 'lab', now: RECORDED_AT };
const deployments = new Map(
  readItems('deployments-edge.json').map(item => [
    item.metadata.name as string,
    mapDeployment(deploymentSchema.parse(item), options),
  ]),
);
const oracle = readOracle('oracle-deployments.jsonl');

describe('mapDeployment', () => {
  it('maps every recorded deployment, in the shape of the model', () => {
    expect([...deployments.keys()].sort()).toEqual(
      oracle.map(row => row.Name).sort(),
    );
    for (const deployment of deployments.values()) {
      expect(workloadSchema.parse(deployment)).toEqual(deployment);
    }
  });

  it.each(oracle.map(row => [row.Name, row] as const))(
    'prints the cells of %s as the API server does',
    (name, row) => {
      const { ready, metadata, images } = deployments.get(name)!;
      expect({
        Ready: `${ready?.ready}/${ready?.desired}`,
        'Up-to-date': Number(metadata?.updated),
        Available: Number(metadata?.available),
        Images: images?.join(','),
      }).toEqual({
        Ready: row.Ready,
        'Up-to-date': row['Up-to-date'],
        Available: row.Available,
        Images: row.Images,
      });
    },
  );

  it.each([
    ['ready', 'Available', 'healthy'],
    ['recreate', 'Available', 'healthy'],
    ['partly-ready', 'Degraded', 'degraded'],
    ['none-ready', 'Unavailable', 'failed'],
    ['ready-not-available', 'Degraded', 'degraded'],
    ['scaled-to-zero', 'ScaledToZero', 'stopped'],
    ['scaling-down', 'Progressing', 'transitional'],
    ['rolling', 'Progressing', 'transitional'],
    ['no-status', 'Progressing', 'transitional'],
    ['not-observed', 'Progressing', 'transitional'],
    ['stuck', 'Degraded', 'degraded'],
    ['quota', 'Unavailable', 'failed'],
    ['paused', 'Paused', 'healthy'],
  ])('judges %s as %s, %s', (name, status, health) => {
    expect(deployments.get(name)).toMatchObject({ status, health });
  });

  it('reports why a deployment is unhealthy', () => {
    expect(deployments.get('quota')?.statusReason).toMatch(/exceeded quota/);
    expect(deployments.get('stuck')?.statusReason).toMatch(/timed out/);
    expect(deployments.get('rolling')?.statusReason).toBe(
      '2 of 4 replicas updated, 5 exist',
    );
  });

  it('leaves CPU and memory to its pods, which are listed as well', () => {
    expect(deployments.get('ready')).toMatchObject({ cpu: {}, memory: {} });
  });
});

import { screen, within } from '@testing-library/react';
import {
  demoInventory,
  recordedInventory,
} from './__testUtils__/demoInventory';
import { renderAt } from './__testUtils__/renderAt';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);

const threeHoursAgo = () =>
  new Date(Date.now() - 3 * 3_600_000 - 5.5 * 60_000).toISOString();

describe('how long a status lasts', () => {
  it('is next to the problems of the overview', async () => {
    const inventory = demoInventory();
    const paris = inventory.clusters.find(({ name }) => name === 'pve-paris')!;
    paris.nodes!.find(({ name }) => name === 'pve3')!.since = threeHoursAgo();
    renderAt('/infrastructure?provider=proxmox', inventory);
    const problems = await screen.findByRole('region', { name: 'Problems' });
    const node = await within(problems).findByRole('link', { name: 'pve3' });
    expect(node.closest('li')).toHaveTextContent(
      /pve-paris ▸ pve3Node down for 3h \d+m – /,
    );
  });

  it('is in the list of nodes', async () => {
    const inventory = recordedInventory();
    const paris = inventory.clusters.find(({ name }) => name === 'pve-paris')!;
    const offline = paris.nodes!.find(({ name }) => name === 'pve3')!;
    offline.since = threeHoursAgo();
    renderAt('/infrastructure/clusters/pve-paris?view=table', inventory);
    const table = await screen.findByRole('table');
    expect(within(table).getAllByText('for 3h 5m')).toHaveLength(1);
    const row = within(table).getByRole('link', { name: 'pve3' }).closest('tr');
    expect(row).toHaveTextContent('for 3h 5m');
  });

  it('is a column of workloads on request', async () => {
    const inventory = recordedInventory();
    const failed = inventory.workloads.find(
      ({ name }) => name === 'file-server',
    )!;
    failed.since = threeHoursAgo();
    renderAt(
      '/infrastructure/workloads?columns=since&q=file-server',
      inventory,
    );
    const table = await screen.findByRole('table');
    expect(
      within(table).getByRole('columnheader', { name: 'Since' }),
    ).toBeInTheDocument();
    expect(await within(table).findByText('3h ago')).toBeInTheDocument();
  });
});

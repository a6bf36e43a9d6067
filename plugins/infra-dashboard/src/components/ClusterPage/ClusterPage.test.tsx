import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { recordedInventory } from '../../__testUtils__/demoInventory';
import { renderAt } from '../../__testUtils__/renderAt';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
registerMswTestHooks(setupServer());

const nodesOf = (name: string) =>
  recordedInventory().clusters.find(one => one.name === name)!.nodes!;

it('calls things on the page of a cluster what its platform calls them', async () => {
  const { name } = recordedInventory().clusters.find(
    ({ nodes, provider }) => provider === 'openstack' && nodes?.length,
  )!;
  renderAt(`/infrastructure/clusters/${name}?view=table`);
  expect(
    await screen.findByRole('table', { name: `Hypervisors of ${name}` }),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('columnheader', { name: 'Hypervisor' }),
  ).toBeInTheDocument();
  expect(screen.getByLabelText('Filter hypervisors')).toBeInTheDocument();
  // The tab in the header of every page stands for all platforms.
  expect(screen.getAllByText('Nodes')).toEqual([
    screen.getByRole('tab', { name: 'Nodes' }),
  ]);

  const count = nodesOf(name).length;
  const tab = screen.getByRole('tab', { name: `Hypervisors (${count})` });
  await userEvent.click(
    within(tab.parentElement!).getByRole('tab', { name: /^Workloads/ }),
  );
  await userEvent.click(
    await screen.findByRole('button', { name: /More filters/ }),
  );
  expect(screen.getByLabelText('Project')).toBeInTheDocument();
  expect(screen.getByLabelText('Hypervisor')).toBeInTheDocument();
});

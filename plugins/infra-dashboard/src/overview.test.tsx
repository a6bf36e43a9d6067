import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { recordedInventory } from './__testUtils__/demoInventory';
import { createResponseError } from './__testUtils__/FakeInfraDashboardApi';
import { card, link, renderAt } from './__testUtils__/renderAt';

// Whole pages, loaded lazily, on a machine that may be busy.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

// No page asks anything but the fake backend.
registerMswTestHooks(setupServer());

const cards = () =>
  screen
    .getAllByRole('article')
    .flatMap(one => one.getAttribute('aria-label') ?? []);

describe('overview', () => {
  it('shows the clusters of three platforms, with a place in the sidebar', async () => {
    renderAt('/infrastructure', recordedInventory());
    const proxmox = await screen.findByRole('region', { name: 'Proxmox VE' });
    expect(link('pve-paris', proxmox)).toHaveAttribute(
      'href',
      '/infrastructure/clusters/pve-paris',
    );
    const kubernetes = screen.getByRole('region', { name: 'Kubernetes' });
    expect(link('k8s-prod', kubernetes)).toBeInTheDocument();
    const openstack = screen.getByRole('region', { name: 'OpenStack' });
    expect(link('os-eu', openstack)).toBeInTheDocument();
    expect(
      screen.getAllByRole('link', { name: 'Infrastructure' })[0],
    ).toHaveAttribute('href', '/infrastructure');

    const paris = await card('pve-paris');
    expect(
      within(paris)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(
      expect.arrayContaining([
        '1 failed',
        '2 healthy',
        '2 unknown',
        '7 healthy',
      ]),
    );
    expect(within(paris).getByText(/^Updated \d+s ago$/)).toBeInTheDocument();
    expect(
      within(paris).getByRole('progressbar', { name: 'CPU pve-paris' }),
    ).toHaveAttribute('aria-valuetext', expect.stringMatching(/64 cores used/));
    expect(
      within(await card('os-eu')).getByText('62 of 768 cores allocated (8.1%)'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Excludes 1 cluster without data/),
    ).toBeInTheDocument();
  });

  it('shows why a cluster is unreachable, and lists it first', async () => {
    renderAt('/infrastructure');
    const edge = await card('k8s-edge');
    expect(within(edge).getAllByText('Unreachable')).not.toHaveLength(0);
    expect(edge).toHaveTextContent('Kubernetes refused the connection');
    expect(edge).toHaveTextContent('Check that the server runs');
    expect(within(edge).queryByRole('progressbar')).not.toBeInTheDocument();

    const problems = screen.getByRole('region', { name: 'Problems' });
    const rows = await within(problems).findAllByRole('listitem');
    expect(rows[0]).toHaveTextContent(
      'k8s-edgeUnreachable – Kubernetes refused the connection',
    );
    expect(link('pve-berlin', problems)).toHaveAttribute(
      'href',
      '/infrastructure/settings',
    );
    expect(problems).toHaveTextContent(
      "Misconfigured – infraDashboard.providers[6]: 'tokenSecret' is missing",
    );
  });

  it('says in one line what is wrong, narrows the list and mutes', async () => {
    const api = renderAt('/infrastructure?provider=proxmox');
    const problems = await screen.findByRole('region', { name: 'Problems' });
    const node = await within(problems).findByRole('link', { name: 'pve3' });
    expect(node).toHaveAttribute(
      'href',
      '/infrastructure/clusters/pve-paris/nodes/pve3',
    );
    await userEvent.click(
      within(problems).getByRole('link', { name: '1 node down' }),
    );
    await waitFor(() =>
      expect(within(problems).getAllByRole('listitem')).toHaveLength(1),
    );
    expect(api.problemQueries).toContainEqual(
      expect.objectContaining({ kind: 'node-down', provider: 'proxmox' }),
    );
    await userEvent.click(
      within(problems).getByRole('button', { name: 'Mute pve3' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Mute a problem',
    });
    await userEvent.selectOptions(
      within(dialog).getByRole('combobox', { name: 'For how long' }),
      '1 day',
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Reason (optional)' }),
      'New disk',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Mute' }));
    const unmute = await within(problems).findByRole('button', {
      name: 'Unmute pve3',
    });
    expect(unmute.closest('li')).toHaveTextContent(/Muted until .+ – New disk/);
    const end = Date.parse(api.mutes[0].until) - Date.now();
    expect(Math.round(end / 3_600_000)).toBe(24);
    expect(problems).toHaveTextContent('1 muted');
    expect(
      within(problems).queryByRole('link', { name: '1 node down' }),
    ).not.toBeInTheDocument();
    await userEvent.click(unmute);
    expect(
      await within(problems).findByRole('link', { name: '1 node down' }),
    ).toBeInTheDocument();
  });

  it('lists the problems of a cluster on its page, and no button without the right', async () => {
    const api = renderAt('/infrastructure/clusters/pve-paris');
    api.mayMute = false;
    const problems = await screen.findByRole('region', { name: 'Problems' });
    expect(
      await within(problems).findByRole('link', { name: 'pve3' }),
    ).toBeInTheDocument();
    expect(
      within(problems).queryByRole('button', { name: /Mute/ }),
    ).not.toBeInTheDocument();
    expect(problems).not.toHaveTextContent('k8s-edge');
  });

  it('shows what is stale, pending, disabled and misconfigured', async () => {
    renderAt('/infrastructure');
    const stale = await card('k8s-staging');
    expect(stale).toHaveTextContent('Stale, updated 1m ago');
    expect(stale).toHaveTextContent('did not respond within 10 seconds');
    expect(within(stale).getAllByRole('progressbar')).toHaveLength(3);
    expect(await card('pve-new')).toHaveTextContent('Pending');
    expect(await card('os-old')).toHaveTextContent('Disabled');
    expect(await card('pve-berlin')).toHaveTextContent('Misconfigured');
    expect(
      within(await card('os-us')).getByText('3 missing permissions'),
    ).toBeVisible();
  });

  it('filters by platform, text and health, which are stored in the URL', async () => {
    renderAt('/infrastructure?provider=kubernetes');
    expect(await card('k8s-prod')).toBeInTheDocument();
    expect(cards()).toEqual(['k8s-prod', 'k8s-edge', 'k8s-staging']);
    expect(screen.getByRole('status')).toHaveTextContent('3 of 9 clusters');

    const search = screen.getByRole('searchbox', { name: 'Search clusters' });
    await userEvent.click(search);
    await userEvent.paste('refused edge');
    await waitFor(() => expect(cards()).toEqual(['k8s-edge']));

    const group = screen.getByRole('group', { name: 'Platform' });
    await userEvent.click(within(group).getByText('Kubernetes (3)'));
    await userEvent.clear(search);
    await userEvent.paste('eu-1');
    await waitFor(() => expect(cards()).toEqual(['os-eu']));
    await userEvent.click(screen.getByText('Clear filters'));
    await waitFor(() => expect(cards()).toHaveLength(10));
  });

  it('narrows by health', async () => {
    renderAt('/infrastructure?provider=proxmox&provider=kubernetes');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Status All statuses' }),
    );
    await userEvent.click(screen.getByText('Healthy', { selector: 'li' }));
    await waitFor(() => expect(cards()).toEqual(['pve-lab']));
    await userEvent.click(
      screen.getByRole('button', { name: 'Status Healthy' }),
    );
    await userEvent.click(screen.getByText('Stale', { selector: 'li' }));
    await waitFor(() => expect(cards()).toEqual(['k8s-staging']));
  });

  it('ranks what is full, and counts what has no owner and what changed', async () => {
    const api = renderAt('/infrastructure?provider=kubernetes');
    const top = await screen.findByRole('region', { name: 'Fullest' });
    const clusters = within(top).getByRole('list', {
      name: 'Fullest: Clusters',
    });
    expect(within(clusters).getAllByRole('progressbar').length).toBeGreaterThan(
      0,
    );
    // What is stale is marked here as well.
    expect(
      within(clusters)
        .getAllByRole('listitem')
        .find(row => row.textContent?.includes('k8s-staging')),
    ).toHaveTextContent('Stale, updated 1m ago');

    await userEvent.click(
      await within(top).findByRole('button', { name: 'Pod' }),
    );
    await within(top).findByRole('list', { name: 'Fullest: Pod' });
    expect(api.workloadQueries).toContainEqual(
      expect.objectContaining({ type: 'pod', sort: '-memory', limit: 5 }),
    );

    expect(
      await screen.findByRole('link', { name: /^\d+ No owner$/ }),
    ).toHaveAttribute(
      'href',
      '/infrastructure/workloads?provider=kubernetes&owner=none&template=false',
    );
    const recent = await screen.findByRole('region', { name: 'Last hour' });
    expect(within(recent).getAllByRole('link')[0]).toHaveAttribute(
      'href',
      '/infrastructure/changes?provider=kubernetes&range=1h',
    );

    await userEvent.click(within(top).getByRole('button', { name: 'Nodes' }));
    const nodes = await within(top).findByRole('list', {
      name: 'Fullest: Nodes',
    });
    expect(within(nodes).getAllByRole('listitem')[0]).toHaveTextContent('k8s-');
    expect(link('Show all', top)).toHaveAttribute(
      'href',
      '/infrastructure/nodes?sort=-memory',
    );
    await userEvent.click(link('Show all', top));
    const table = await screen.findByRole('table', {
      name: 'Nodes of all clusters',
    });
    expect(
      within(table).getByRole('columnheader', { name: 'Memory' }),
    ).toHaveAttribute('aria-sort', 'descending');
    const all = within(table).getAllByRole('rowheader').length;
    expect(screen.getByRole('status')).toHaveTextContent(`${all} nodes`);
    const staging = within(table)
      .getAllByRole('row')
      .filter(row => within(row).queryByRole('link', { name: 'k8s-staging' }));
    expect(staging[0]).toHaveTextContent('Stale, updated 1m ago');
    // A cluster of which nothing is known is named, and not left out.
    expect(screen.getByText(/refused the connection/)).toBeInTheDocument();

    await userEvent.click(screen.getByText(/^Kubernetes \(\d+\)$/));
    const failed = screen.getByRole('button', { name: /^Degraded \(\d+\)$/ });
    await userEvent.click(failed);
    const count = Number(/\d+/.exec(failed.textContent!)![0]);
    await waitFor(() =>
      expect(within(table).getAllByRole('rowheader')).toHaveLength(count),
    );
  });

  it('finds from every page by keyboard what a name or an address belongs to', async () => {
    renderAt('/infrastructure/settings');
    const field = await screen.findByRole('combobox', {
      name: 'Search infrastructure',
    });
    await userEvent.keyboard('/');
    expect(field).toHaveFocus();
    await userEvent.paste('pve1');
    const options = await screen.findByRole('listbox', { name: 'Suggestions' });
    expect(
      await within(options).findByRole('option', {
        name: 'pve1 Node on pve-paris',
      }),
    ).toBeInTheDocument();
    await within(options).findByRole('option', { name: /^All workloads/ });
    await userEvent.keyboard('{ArrowDown}');
    expect(
      within(options).getByRole('option', { selected: true }),
    ).toHaveTextContent('pve1');
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('heading', { level: 2, name: 'pve1' }),
    ).toBeInTheDocument();

    await userEvent.type(
      screen.getByRole('combobox', { name: 'Search infrastructure' }),
      '10.119.{Enter}',
    );
    expect(
      await screen.findByRole('searchbox', { name: 'Search workloads' }),
    ).toHaveValue('10.119.');
  });

  it('shows all clusters without groups if the URL has the view', async () => {
    renderAt('/infrastructure?group=flat');
    expect(await card('pve-paris')).toHaveTextContent('Proxmox VE');
    expect(
      screen.queryByRole('region', { name: 'Proxmox VE' }),
    ).not.toBeInTheDocument();
  });

  it('shows how to add clusters if there are none', async () => {
    renderAt('/infrastructure', { clusters: [], providers: [], workloads: [] });
    expect(
      await screen.findByText('No clusters are configured'),
    ).toBeInTheDocument();
    expect(await screen.findByText(/my-proxmox/)).toBeInTheDocument();
  });

  it('names the missing permission', async () => {
    const api = renderAt('/infrastructure/clusters/pve-paris');
    api.failure = await createResponseError(403);
    expect(
      await screen.findByText(/infra-dashboard\.clusters\.read/),
    ).toBeInTheDocument();
    expect(screen.queryByText('pve1')).not.toBeInTheDocument();
  });
});

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { card, expect, test, waitForText } from '../portal';

const PAGES: Array<
  [name: string, path: string, ready: (page: Page) => Promise<void>]
> = [
  [
    'overview',
    '/infrastructure',
    page => expect(card(page, 'os-eu')).toContainText(/Updated .+ ago/),
  ],
  [
    'nodes of a cluster',
    '/infrastructure/clusters/pve-paris',
    page => expect(card(page, 'pve1')).toBeVisible(),
  ],
  [
    'workloads of a cluster',
    '/infrastructure/clusters/k8s-prod?tab=workloads',
    page => expect(page.getByRole('table')).toBeVisible(),
  ],
  [
    'node',
    '/infrastructure/clusters/k8s-prod/nodes/worker-4',
    page => expect(page.getByRole('table')).toBeVisible(),
  ],
  [
    'workload',
    `/infrastructure/clusters/pve-paris/workloads/${encodeURIComponent(
      'pve-paris/qemu/101',
    )}`,
    page => expect(page.getByRole('table', { name: 'Disks' })).toBeVisible(),
  ],
  [
    'overview as a table',
    '/infrastructure?view=table',
    page =>
      expect(page.getByRole('rowheader', { name: /os-eu/ })).toBeVisible(),
  ],
  [
    'overview as a heat map',
    '/infrastructure?view=heat-map',
    page => expect(page.getByRole('link', { name: /^pve1: / })).toBeVisible(),
  ],
  [
    'all workloads',
    '/infrastructure/workloads',
    page => expect(page.getByRole('rowheader').first()).toContainText(/\S/),
  ],
  [
    'nodes',
    '/infrastructure/nodes',
    page => expect(page.getByRole('rowheader').first()).toContainText(/\S/),
  ],
  [
    'storages',
    '/infrastructure/storage',
    page => expect(page.getByRole('rowheader').first()).toContainText(/\S/),
  ],
  [
    'changes',
    '/infrastructure/changes',
    page => expect(page.getByText(/^(Latest )?\d+ changes?$/)).toBeVisible(),
  ],
  [
    'history',
    '/infrastructure/clusters/pve-paris?tab=history',
    page => expect(page.getByRole('button', { name: 'Week' })).toBeVisible(),
  ],
  [
    'settings',
    '/infrastructure/settings',
    page => expect(card(page, 'k8s-edge')).toBeVisible(),
  ],
  [
    'cluster that cannot be read',
    '/infrastructure/clusters/k8s-edge',
    page =>
      expect(page.getByText(/refused the connection/).first()).toBeVisible(),
  ],
];

/** Axe looks at what the plugin renders; the frame around it is the portal's own. */
async function violations(page: Page) {
  const { violations: found } = await new AxeBuilder({ page })
    .include('main')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ help, id, nodes }) => ({
      id,
      help,
      nodes: nodes.map(
        ({ html, failureSummary }) => `${html} ${failureSummary}`,
      ),
    }));
}

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    for (const [name, path, ready] of PAGES) {
      test(`axe finds nothing serious: ${name}`, async ({ page }) => {
        await page.goto(path);
        await ready(page);
        expect(await violations(page)).toEqual([]);
      });
    }

    test('axe finds nothing serious: tab of a component', async ({ page }) => {
      test.setTimeout(180_000);
      await waitForText(
        page,
        '/api/infra-dashboard/workloads?entityRef=component:default/web-shop',
        'instance',
      );
      await page.goto('/catalog/default/component/web-shop/infrastructure');
      await expect(page.getByRole('table')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

import type { Locator, Page } from '@playwright/test';
import { expect, openInfrastructure, readApi, test } from '../portal';

/**
 * The questions that the pages answer (docs/tour.md), each from the overview, in at most two
 * clicks. Typing a word into the search is none.
 */
const MAX_CLICKS = 2;

/** Counts the clicks of a task. */
function clicker() {
  let clicks = 0;
  return async (target: Locator) => {
    clicks += 1;
    expect(clicks, 'clicks from the overview').toBeLessThanOrEqual(MAX_CLICKS);
    await target.click();
  };
}

const region = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

/** Without a filter or choice of an earlier task. */
async function toOverview(page: Page) {
  await page
    .getByRole('tab', { name: 'Overview', exact: true })
    .and(page.locator('[href]'))
    .click();
  await expect(region(page, 'Problems')).toBeVisible();
}

async function find(page: Page, text: string) {
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search infrastructure' });
  await expect(field).toBeFocused();
  await field.fill(text);
  return page.getByRole('listbox', { name: 'Suggestions' });
}

const workloads = (page: Page) =>
  page.getByRole('table', { name: 'Workloads on all clusters' });

const step = (
  page: Page,
  question: string,
  run: (click: (target: Locator) => Promise<void>) => Promise<void>,
) =>
  test.step(question, async () => {
    await toOverview(page);
    await run(clicker());
  });

test('what is broken, and why', async ({ page }) => {
  test.setTimeout(120_000);
  await openInfrastructure(page);
  const problems = region(page, 'Problems');

  await step(page, 'Which component is hit by the dead node?', async click => {
    await click(problems.getByRole('link', { name: 'pve3', exact: true }));
    await expect(region(page, 'Impact')).toContainText('Payments API');
  });

  await step(page, 'What is failing, everywhere?', async click => {
    await click(
      region(page, 'Summary of all clusters')
        .getByRole('link', { name: /^\d+ failed$/ })
        .last(),
    );
    await expect(page).toHaveURL(/\/workloads\?.*health=failed/);
    await expect(workloads(page).getByRole('rowheader').first()).toBeVisible();
  });

  await step(page, 'Why is a cluster degraded?', async click => {
    await click(
      page
        .getByRole('article', { name: 'k8s-prod', exact: true })
        .getByRole('link', { name: 'k8s-prod', exact: true }),
    );
    await expect(problems).toContainText(/worker-4.+MemoryPressure/);
  });

  await step(page, 'What do the events of a crashing pod say?', async click => {
    await click(
      problems.getByRole('link', { name: /^recommendations-/ }).first(),
    );
    await expect(page.getByRole('table', { name: 'Events' })).toContainText(
      'Back-off restarting failed container',
    );
  });
});

test('what is full', async ({ page }) => {
  test.setTimeout(120_000);
  await openInfrastructure(page);
  const top = region(page, 'Fullest');
  const rows = (name: string) =>
    top.getByRole('list', { name: `Fullest: ${name}` }).getByRole('listitem');

  await step(page, 'Which cluster is nearest to full memory?', async () => {
    await expect(
      rows('Clusters').first().getByRole('link').first(),
    ).toBeVisible();
  });

  await step(page, 'Which pods use the most memory?', async click => {
    await click(top.getByRole('button', { name: 'Pod' }));
    await expect(rows('Pod')).toHaveCount(5);
    await click(top.getByRole('link', { name: 'Show all' }));
    await expect(page).toHaveURL(/type=pod.*sort=-memory/);
    await expect(workloads(page).getByRole('rowheader').first()).toBeVisible();
  });

  await step(page, 'Which node is the hottest?', async click => {
    await click(top.getByRole('button', { name: 'Nodes' }));
    await click(top.getByRole('button', { name: 'CPU' }));
    await expect(rows('Nodes').first()).toContainText('%');
  });

  await step(page, 'When is a storage full?', async click => {
    await click(top.getByRole('button', { name: 'Storages' }));
    const fullest = rows('Storages').first();
    await expect(fullest).toContainText('pbs-paris');
    await click(fullest.getByRole('link', { name: 'History' }));
    // The first sample of the past takes a while after the start.
    await expect(async () => {
      await page.reload();
      await expect(region(page, 'Storage')).toContainText(/Min .+ Max /, {
        timeout: 5_000,
      });
    }).toPass({ timeout: 60_000 });
  });
});

test('whose it is, and what changed', async ({ page }) => {
  test.setTimeout(120_000);
  const { text } = await readApi(
    page,
    '/api/infra-dashboard/workloads?cluster=os-eu&limit=50',
  );
  const owned = JSON.parse(text).items.find(
    (one: { addresses?: string[]; ownerRef?: string }) =>
      one.ownerRef && one.addresses?.length,
  );
  await openInfrastructure(page);

  await step(page, 'Whose is this IP address?', async click => {
    const options = await find(page, owned.addresses[0]);
    const option = options.getByRole('option').filter({ hasText: owned.name });
    await expect(option).toContainText(`Owner ${owned.ownerRef}`);
    await click(option);
    await expect(
      page.getByRole('heading', { level: 2, name: owned.name }),
    ).toBeVisible();
  });

  await step(page, 'What changed in the last hour?', async click => {
    await click(region(page, 'Last hour').getByRole('link').first());
    await expect(page).toHaveURL(/\/changes\?range=1h$/);
    await expect(page.getByText(/^(Latest )?\d+ changes?$/)).toBeVisible();
  });

  await step(page, 'Which machines have no owner?', async click => {
    await click(page.getByRole('link', { name: /^\d+ No owner$/ }));
    await click(page.getByRole('button', { name: 'Machines', exact: true }));
    await expect(page).toHaveURL(/owner=none/);
    await expect(workloads(page).getByText('home-assistant')).toBeVisible();
  });

  await step(page, 'Is a component well on all platforms?', async click => {
    const options = await find(page, 'payments-api');
    await click(
      options.getByRole('option', { name: /^payments-api ?component$/ }),
    );
    await expect(page).toHaveURL(/entityRef=component/);
    await expect(
      page.getByText(/on (Kubernetes|Proxmox VE)/).first(),
    ).toBeVisible();
  });
});

import { expect, readApi, test, waitForText } from '../portal';

const SECRET = 'pve-vault';

interface Guest {
  name: string;
  addresses?: string[];
  metadata?: { vmid?: string };
}

const queryOf = (term: string) =>
  `/api/search/query?types[0]=infra-dashboard&pageLimit=100&term=${term}`;

const SEARCHES = [
  {
    by: 'its IP address',
    cluster: 'os-eu',
    platform: 'OpenStack',
    termOf: ({ addresses }: Guest) => addresses?.[0],
  },
  {
    by: 'its number',
    cluster: 'pve-paris',
    platform: 'Proxmox VE',
    termOf: ({ metadata }: Guest) => metadata?.vmid,
  },
];

for (const { by, cluster, platform, termOf } of SEARCHES) {
  test(`search finds a VM by ${by}`, async ({ page, consoleErrors }) => {
    test.setTimeout(240_000);
    await waitForText(page, queryOf(cluster), `/clusters/${cluster}/`);
    const { items } = JSON.parse(
      (await readApi(page, `/api/infra-dashboard/workloads?cluster=${cluster}`))
        .text,
    );
    const guest = items.find(termOf);

    await page.goto(`/search?query=${termOf(guest)}`);
    const types = page.getByRole('navigation', { name: 'filter by type' });
    await types.getByText('Infrastructure').click();
    const link = page.getByRole('link', { name: guest.name, exact: true });
    const result = page
      .getByRole('listitem')
      .filter({ has: link })
      .filter({ hasText: `Cluster ${cluster}` });
    await expect(result).toContainText(platform);
    await result.getByRole('link').click();
    await expect(page).toHaveURL(/\/workloads\/[^/]+$/);
    await expect(
      page.getByRole('heading', { level: 2, name: guest.name }),
    ).toBeVisible();

    // Lunr returns 500 for a document type without an index.
    const others = consoleErrors.filter(
      error => !error.includes('types%5B0%5D=techdocs'),
    );
    consoleErrors.splice(0, consoleErrors.length, ...others);
  });
}

test('search returns nothing of a cluster that the policy denies', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await waitForText(page, queryOf('pve'), '/clusters/pve-lab/');
  for (const term of ['', 'pve', SECRET]) {
    const { status, text } = await readApi(page, queryOf(term));
    expect([term, status]).toEqual([term, 200]);
    // The response does not contain the query.
    expect(text).not.toContain(SECRET);
    expect(JSON.parse(text).numberOfResults).toBeUndefined();
  }
});

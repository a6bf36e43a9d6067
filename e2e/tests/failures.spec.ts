import { card, expect, openInfrastructure, test } from '../portal';
import { breakCluster, countRequests, healClusters } from '../simulator';

test.afterEach(healClusters);

test('an unreachable cluster shows the reason, on the overview and on its page', async ({
  page,
}) => {
  await openInfrastructure(page);
  const edge = card(page, 'k8s-edge');
  await expect(edge).toContainText('Unreachable');
  await expect(edge).toContainText('refused the connection');
  await edge.getByRole('link', { name: 'k8s-edge' }).click();
  await expect(page.getByText(/refused the connection/).first()).toBeVisible();
  await expect(
    page.getByText(/Check that the server runs/).first(),
  ).toBeVisible();
});

test('a node that is down is offline, with what is known of it', async ({
  page,
}) => {
  await openInfrastructure(page, '/clusters/pve-paris');
  await expect(card(page, 'pve3')).toContainText(/offline/i);
  await expect(card(page, 'pve3')).toContainText('no usage data');
});

test('a provider whose configuration is wrong names the key', async ({
  page,
}) => {
  await openInfrastructure(page);
  await expect(page.getByText('pve-typo').first()).toBeVisible();
  await expect(page.getByText(/tokenId/).first()).toBeVisible();
});

test('a failing cluster keeps its last data, does not affect others, and recovers', async ({
  page,
}) => {
  // The page polls, and the backend backs off from a failing connection.
  test.setTimeout(180_000);
  await openInfrastructure(page);
  await expect(card(page, 'pve-lab')).toContainText('Healthy');

  await breakCluster('pve-lab', 'reset');
  await expect(card(page, 'pve-lab')).not.toContainText('Healthy', {
    timeout: 75_000,
  });
  await expect(card(page, 'pve-lab')).toContainText('1 healthy');
  await expect(card(page, 'pve-paris')).toContainText('2 healthy');

  await healClusters();
  await expect(card(page, 'pve-lab')).toContainText('Healthy', {
    timeout: 75_000,
  });
});

test('open pages cost the platforms nothing', async ({ page, context }) => {
  const requestsIn = async (seconds: number) => {
    const before = await countRequests('pve-lab');
    await page.waitForTimeout(seconds * 1_000);
    return (await countRequests('pve-lab')) - before;
  };
  await openInfrastructure(page);
  await expect(card(page, 'pve-lab')).toBeVisible();
  const withOne = await requestsIn(8);
  const others = await Promise.all(
    Array.from({ length: 4 }, () => context.newPage()),
  );
  for (const other of others) {
    await openInfrastructure(other, '/clusters/pve-lab');
    await expect(card(other, 'pve')).toBeVisible();
  }
  const withFive = await requestsIn(8);
  // Five pages must not multiply the requests to upstream.
  expect(withFive).toBeLessThan(withOne * 2 + 4);
});

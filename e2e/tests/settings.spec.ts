import { card, expect, openInfrastructure, test } from '../portal';

test('a provider is tested, refreshed, switched off and on again', async ({
  page,
}) => {
  await openInfrastructure(page);
  await page.getByRole('tab', { name: 'Connections' }).click();
  await expect(page).toHaveURL(/\/infrastructure\/settings$/);
  const lab = card(page, 'pve-lab');
  await expect(lab).toContainText('Connected');

  await lab.getByRole('button', { name: 'Test: pve-lab' }).click();
  await expect(lab.getByText('Connection OK')).toBeVisible();
  await lab.getByRole('button', { name: 'Refresh: pve-lab' }).click();
  await expect(
    lab.getByRole('button', { name: 'Refresh: pve-lab' }),
  ).toBeEnabled();

  await lab.getByRole('button', { name: 'Disable: pve-lab' }).click();
  await expect(lab).toContainText('Disabled');
  // It is stored: a page that is opened again shows the same.
  await page.reload();
  await expect(lab).toContainText('Disabled');
  await lab.getByRole('button', { name: 'Enable: pve-lab' }).click();
  await expect(lab).not.toContainText('Disabled');
  await openInfrastructure(page);
  await expect(card(page, 'pve-lab')).toContainText(/Updated .+ ago/);
});

test('a failing provider shows the reason, and the result of the test', async ({
  page,
}) => {
  await openInfrastructure(page, '/settings');
  const edge = card(page, 'k8s-edge');
  await expect(edge).toContainText('refused the connection');
  await edge.getByRole('button', { name: 'Test: k8s-edge' }).click();
  await expect(edge.getByText('Connection failed')).toBeVisible();
});

test('the form checks as the backend does, and gives the lines to paste', async ({
  page,
}) => {
  await openInfrastructure(page, '/settings');
  await page.getByRole('button', { name: /^Platform/ }).click();
  await page.getByRole('option', { name: 'Proxmox VE' }).click();
  await page.getByLabel(/^Name/).fill('pve-rome');
  await page.getByLabel(/^API URL/).fill('not a url');
  await page.getByRole('button', { name: 'Generate configuration' }).click();
  await expect(
    page.getByText(/url/i).filter({ hasText: /http/ }),
  ).toBeVisible();
  await page.getByLabel(/^API URL/).fill('https://pve1.rome.example:8006');
  await page.getByLabel(/^Token ID/).fill('portal@pve!read');
  await page.getByRole('button', { name: 'Generate configuration' }).click();
  await expect(page.locator('pre')).toContainText('name: pve-rome');
  await expect(page.locator('pre')).toContainText(/tokenSecret: \$\{/);
});

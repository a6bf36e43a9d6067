import type { Page } from '@playwright/test';
import { card, expect, openInfrastructure, test } from '../portal';

/** As if a user had selected the language in the settings of the portal. */
async function speak(page: Page, language: string) {
  await page.addInitScript(
    chosen => window.localStorage.setItem('language', chosen),
    language,
  );
}

test('the portal is English until a user selects another language', async ({
  page,
}) => {
  await openInfrastructure(page);
  await expect(card(page, 'pve-lab')).toContainText('Healthy');
  await expect(page.getByRole('searchbox').first()).toHaveAttribute(
    'placeholder',
    'Name, version, region, reason…',
  );
});

test('the pages speak German, and write numbers and ages as Germans do', async ({
  page,
}) => {
  await speak(page, 'de');
  await openInfrastructure(page);
  const lab = card(page, 'pve-lab');
  await expect(lab).toContainText('Gesund');
  await expect(lab).toContainText(/Aktualisiert (jetzt|vor \d+ s)/);
  await expect(
    lab.getByRole('progressbar', { name: /^Arbeitsspeicher/ }),
  ).toHaveAttribute('aria-valuetext', /genutzt \([\d.]+(,\d)?\s%\)/);
  await expect(
    page.getByPlaceholder('Name, Version, Region, Grund…'),
  ).toBeVisible();

  await openInfrastructure(page, '/workloads');
  await expect(
    page.getByPlaceholder('Name, Adresse, tag:prod, mem>90…'),
  ).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Als CSV exportieren' }),
  ).toBeVisible();
});

test('the pages speak French', async ({ page }) => {
  await speak(page, 'fr');
  await openInfrastructure(page);
  await expect(card(page, 'pve-lab')).toContainText('En bon état');
  await expect(card(page, 'pve-lab')).toContainText(
    /Actualisé (maintenant|il y a \d+\ss)/,
  );

  await openInfrastructure(page, '/workloads');
  await expect(
    page.getByRole('button', { name: 'Exporter en CSV' }),
  ).toBeVisible();
});

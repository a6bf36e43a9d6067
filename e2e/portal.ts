import { expect, test as base, type Page } from '@playwright/test';

/** Fails a test when the page writes an error to the browser's console. */
export const test = base.extend<{ consoleErrors: string[] }>({
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', error => errors.push(error.message));
      page.on('console', message => {
        if (message.type() === 'error') {
          errors.push(`${message.text()} ${message.location().url}`);
        }
      });
      await use(errors);
      expect(errors, 'errors in the console of the browser').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Opens a page under /infrastructure; guests are signed in without a click. */
export async function openInfrastructure(page: Page, path = '') {
  await page.goto(`/infrastructure${path}`);
}

/** The card of a cluster or node. */
export function card(page: Page, name: string) {
  return page.getByRole('article', { name, exact: true });
}

/** Sends a request to the portal's API as the guest. */
export async function readApi(page: Page, path: string) {
  const signIn = await page.request.post('/api/auth/guest/refresh');
  const { backstageIdentity } = await signIn.json();
  const response = await page.request.get(path, {
    headers: { Authorization: `Bearer ${backstageIdentity.token}` },
  });
  return { status: response.status(), text: await response.text() };
}

/**
 * Waits until the API response contains a text, because catalog and search fill in the
 * background.
 */
export async function waitForText(page: Page, path: string, text: string) {
  await expect
    .poll(async () => (await readApi(page, path)).text, { timeout: 150_000 })
    .toContain(text);
}

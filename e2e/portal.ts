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

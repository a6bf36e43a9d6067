import { defineConfig } from '@playwright/test';

const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Against a running demo portal; `node scripts/e2e.mjs` starts one and runs these tests,
 * `node scripts/e2e.mjs --screenshots` makes the pictures of the documentation.
 */
export default defineConfig({
  timeout: 60_000,
  globalTimeout: 600_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  reporter: [['list']],
  outputDir: '../test-results',
  use: {
    baseURL: process.env.PORTAL_URL ?? 'http://localhost:3000',
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: chromiumFlags,
    },
  },
  projects: [
    { name: 'tests', testDir: './tests' },
    { name: 'screenshots', testDir: './screenshots' },
    { name: 'install', testDir: './install' },
  ],
});

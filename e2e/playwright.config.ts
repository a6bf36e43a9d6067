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

/** Tests that change what others see: all of them change pve-lab only. */
const CHANGES = '**/{changes,failures,settings}.spec.ts';

/** Tests that look at other clusters only, so that they may run next to those. */
const ELSEWHERE = '**/{catalog,drillDown,views,workloadDetail}.spec.ts';

/**
 * Against a running demo portal; `node scripts/e2e.mjs` starts one and runs these tests,
 * `node scripts/e2e.mjs --screenshots` makes the pictures of the documentation.
 */
export default defineConfig({
  timeout: 60_000,
  globalTimeout: 600_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
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
    {
      name: 'readers',
      testDir: './tests',
      testIgnore: [CHANGES, ELSEWHERE],
      fullyParallel: true,
    },
    // They wait most of the time, one after another: the others of the second round run meanwhile.
    { name: 'changes', testDir: './tests', testMatch: CHANGES, workers: 1 },
    {
      name: 'elsewhere',
      testDir: './tests',
      testMatch: ELSEWHERE,
      fullyParallel: true,
    },
    { name: 'screenshots', testDir: './screenshots', workers: 1 },
    { name: 'install', testDir: './install', workers: 1 },
  ],
});

import { defineConfig } from '@playwright/test';

import { browser } from './support/browser.ts';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  // What failed is told at the end, where it is looked for.
  reporter: 'dot',
  // One at a time: some tests compare times, and a second browser would disturb them.
  workers: 1,
  // A test that passes only now and then is a defect, of the test or of the application.
  retries: 0,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: browser,
});

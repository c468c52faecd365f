import { defineConfig } from '@playwright/test';

import { browser } from '../support/browser.ts';

export default defineConfig({
  testDir: '.',
  testMatch: 'list.ts',
  outputDir: '../test-results',
  reporter: 'line',
  workers: 1,
  timeout: 600_000,
  use: { ...browser, screenshot: 'off' },
});

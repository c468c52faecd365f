import type { Page } from '@playwright/test';

import { expect, test } from '../support/test.ts';

/** The lists of services that are asked for from now on, by account's region. */
function lists(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/api\/[a-z-]+\/1\.0\/services$/.test(pathname)) asked.push(pathname.split('/')[2] ?? '');
  });
  return asked;
}

/** Likewise those that are answered well. */
function answers(page: Page): string[] {
  const answered: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.ok() && /^\/api\/[a-z-]+\/1\.0\/services$/.test(pathname)) answered.push(pathname);
  });
  return answered;
}

const comeBack = (page: Page) => page.evaluate(() => dispatchEvent(new Event('focus')));

test.beforeEach(async ({ page, watch }) => {
  // A clock that jumps is refused once, measured anew, and then agrees.
  watch.tolerate(/\/api\//);
  await page.clock.install();
});

test('coming back after a minute reads what is shown again, each list once', async ({ app, page }) => {
  await app.enter('/us:br60915-ovh/overview');
  await app.updated('United States').waitFor();
  await page.waitForLoadState('networkidle');
  const [asked, answered] = [lists(page), answers(page)];
  await comeBack(page);
  await page.clock.fastForward(50_000);
  await comeBack(page);
  await expect(app.updated('United States')).toHaveText(/minute|seconds/);
  expect(asked, 'it was fresh').toEqual([]);

  await page.clock.fastForward(15_000);
  await page.route(/\/services(\?|$)/, async (route) => {
    // Several events come at once when somebody returns.
    await comeBack(page);
    await comeBack(page);
    await route.continue();
  });
  await comeBack(page);
  await comeBack(page);
  await expect(app.updated('United States')).toHaveText(/now|seconds/);
  await page.waitForLoadState('networkidle');
  expect(answered, 'read once, however often somebody returned').toHaveLength(1);
  // The figures never went away, and nothing else was asked for.
  await expect(app.figure('United States', 'services')).toHaveText(/\d/);
});

test('what nobody looks at is left alone until it is opened', async ({ app, page }) => {
  await app.overview();
  await page.waitForLoadState('networkidle');
  const asked = lists(page);
  await page.getByRole('main').getByText('Accounts', { exact: true }).first().click();
  await page.getByRole('link', { name: 'lm10452-ovh', exact: true }).click();
  await expect(page.getByText('1 account in 1 region')).toBeVisible();
  await page.clock.fastForward(65_000);
  await comeBack(page);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  await expect(app.updated('Europe')).toHaveText(/now|seconds/);
  expect(new Set(asked)).toEqual(new Set(['eu']));

  await page.getByRole('link', { name: 'Show all accounts' }).click();
  await expect.poll(() => new Set(asked)).toEqual(new Set(['eu', 'ca', 'us']));
});

test('without a network it is said once, with the age of what is shown', async ({ app, page, context }) => {
  await app.enter('/us:br60915-ovh/services');
  await app.everyService();
  // What follows behind the list would be late when the clock jumps.
  await page.waitForLoadState('networkidle');
  const asked = lists(page);
  await page.clock.fastForward(120_000);
  await context.setOffline(true);
  const line = page.getByRole('status').getByText('You are offline.');
  await expect(line).toBeVisible();
  await expect(line).toContainText('What is shown was read 2 minutes ago.');
  await comeBack(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(asked).toEqual([]);
  await expect(app.rows.first()).toBeVisible();

  await context.setOffline(false);
  await expect(line).toBeHidden();
  await expect.poll(() => asked.length).toBeGreaterThan(0);
});

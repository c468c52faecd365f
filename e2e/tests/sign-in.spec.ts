import type { Page } from '@playwright/test';

import type { Account } from '../support/plane.ts';
import { expect, test } from '../support/test.ts';

/** Fills the form for one's own keys. */
async function type(page: Page, account: Partial<Account>, region?: string): Promise<void> {
  if (region) await page.getByRole('combobox', { name: 'Region' }).selectOption({ label: region });
  await page.getByLabel('Application key', { exact: true }).fill(account.applicationKey ?? '');
  await page.getByLabel('Application secret', { exact: true }).fill(account.applicationSecret ?? '');
  await page.getByLabel('Consumer key', { exact: true }).fill(account.consumerKey ?? '');
}

const send = (page: Page) => page.getByRole('button', { name: 'Sign in with these keys' }).click();

test('the sample accounts lead to the overview of all of them', async ({ app, page, manager }) => {
  await app.enter();
  await expect(app.heading('Overview')).toBeVisible();
  await expect(page).toHaveURL('/all/overview');
  await expect(page).toHaveTitle('Overview · Manager');
  await expect(page.getByText(`${manager.accounts.length} accounts in 3 regions`)).toBeVisible();
});

test('an address asked for before signing in is where signing in leads', async ({ app, page }) => {
  await app.enter('/all/services?region=ca&q=example');
  await expect(app.heading('Services')).toBeVisible();
  await expect(page).toHaveURL('/all/services?region=ca&q=example');
  await expect(app.search).toHaveValue('example');
});

test('no address can make signing in lead to another site', async ({ app, page, manager }) => {
  for (const elsewhere of ['//evil.example/', 'https://evil.example/', '/\\evil.example/', 'javascript:alert(1)']) {
    await app.enter(`/sign-in?return=${encodeURIComponent(elsewhere)}`);
    await expect(app.heading('Overview')).toBeVisible();
    expect(new URL(page.url()).origin).toBe(manager.url);
  }
});

test('a reload keeps the sample and the place', async ({ app, page }) => {
  await app.services('?universe=spirit');
  await page.reload();
  await app.everyService();
  await expect(page).toHaveURL('/all/services?universe=spirit');
  await expect(app.choice('Universe')).toHaveValue('spirit');
});

test('signing out forgets: the page, the storage and the way back', async ({ app, page, manager }) => {
  await app.overview();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(app.heading('Sign in')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);

  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases,
      state: history.state as unknown,
      address: location.href,
      title: document.title,
      page: document.documentElement.outerHTML,
    });
  });
  for (const account of manager.accounts) {
    for (const trace of [account.applicationKey, account.applicationSecret, account.consumerKey, account.nic]) {
      expect(kept).not.toContain(trace);
    }
  }

  await page.goBack();
  await expect(app.heading('Sign in')).toBeVisible();
  await page.reload();
  await expect(app.heading('Sign in')).toBeVisible();
});

test('without the sample the page says what went wrong, and the next try works', async ({ app, page, watch }) => {
  watch.announce(/sample\/accounts\.json/);
  await page.route('**/sample/accounts.json', (route) => route.abort('connectionrefused'));
  await app.enter();
  await expect(page.getByRole('alert').getByText(/^The sample accounts did not arrive\./)).toBeVisible();
  await page.unroute('**/sample/accounts.json');
  await app.useSample();
  await expect(app.heading('Overview')).toBeVisible();
});

test.describe('with keys of one’s own', () => {
  test.beforeEach(({ page }) => page.goto('/sign-in'));

  test('empty fields are named in a summary that has the focus and leads to them', async ({ page }) => {
    await send(page);
    const summary = page.getByRole('alert').filter({ hasText: 'Some fields need mending' });
    const problems = [
      ['Choose the region of the account', page.getByRole('combobox', { name: 'Region' })],
      ['Enter the application key', page.getByLabel('Application key', { exact: true })],
      ['Enter the application secret', page.getByLabel('Application secret', { exact: true })],
      ['Enter the consumer key', page.getByLabel('Consumer key', { exact: true })],
    ] as const;
    await expect(summary.getByRole('link')).toHaveText(problems.map(([text]) => text));
    expect(await summary.evaluate((box) => document.activeElement?.contains(box) || box.contains(document.activeElement))).toBe(true);
    for (const [text, field] of problems) {
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(new RegExp(text));
      await summary.getByRole('link', { name: text }).click();
      await expect(field).toBeFocused();
    }
  });

  test('a garbled key is named, and what was typed stays', async ({ page, manager }) => {
    const account = { ...manager.account('sb50634-ovh'), consumerKey: '"not a key"' };
    await type(page, account, 'Canada');
    await send(page);
    const summary = page.getByRole('alert').filter({ hasText: 'Some fields need mending' });
    await expect(summary.getByRole('link')).toHaveText([
      'Consumer key: use only the letters and digits of the key, without quotes or spaces',
    ]);
    await expect(page.getByRole('combobox', { name: 'Region' })).toHaveValue('ca');
    await expect(page.getByLabel('Application key', { exact: true })).toHaveValue(account.applicationKey);
    await expect(page.getByLabel('Application secret', { exact: true })).toHaveValue(account.applicationSecret);
    await expect(page.getByLabel('Consumer key', { exact: true })).toHaveValue(account.consumerKey);
  });

  test('a wrong secret is said in plain words, and mending it signs in', async ({ page, app, manager, watch }) => {
    watch.announce(/\/api\/ca\/1\.0\/me\b/);
    const account = manager.account('sb50634-ovh');
    await type(page, { ...account, applicationSecret: 'wrong0'.repeat(5) }, 'Canada');
    await send(page);
    const summary = page.getByRole('alert').filter({ hasText: 'Canada does not accept these keys' });
    await expect(summary).toContainText('Check that all three were copied whole');
    await expect(page.getByLabel('Consumer key', { exact: true })).toHaveValue(account.consumerKey);

    await page.getByLabel('Application secret', { exact: true }).fill(account.applicationSecret);
    await send(page);
    await expect(app.heading('Overview')).toBeVisible();
  });

  test('keys of another region are refused', async ({ page, manager, watch }) => {
    watch.announce(/\/api\/us\/1\.0\/me\b/);
    await type(page, manager.account('sb50634-ovh'), 'United States');
    await send(page);
    await expect(page.getByRole('heading', { name: 'United States does not accept these keys' })).toBeVisible();
  });

  test('the right keys lead to the overview of that one account, until a reload', async ({ page, app, manager }) => {
    const account = manager.account('br60915-ovh');
    // White space around a pasted key is not part of it.
    await type(page, { ...account, consumerKey: ` ${account.consumerKey}\n` }, 'United States');
    await send(page);
    await expect(app.heading('Overview')).toBeVisible();
    await expect(page.getByText('1 account in 1 region')).toBeVisible();
    await app.updated('United States').waitFor();
    await expect(page.getByRole('region', { name: 'By region' }).getByRole('article')).toHaveCount(1);
    const services = await manager.plane('us').read<number[]>(account, '/services');
    await expect(app.figure('United States', 'services')).toHaveText(String(services.length));

    await page.reload();
    await expect(app.heading('Sign in')).toBeVisible();
  });
});

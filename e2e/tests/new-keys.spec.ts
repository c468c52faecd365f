import type { Page } from '@playwright/test';

import { expect, test } from '../support/test.ts';

const part = (page: Page) => page.getByRole('group').filter({ hasText: 'Ask for new keys' }).first();

async function form(page: Page, keys: { applicationKey: string; applicationSecret: string }): Promise<void> {
  await page.getByText('Ask for new keys', { exact: true }).click();
  await part(page).getByRole('combobox', { name: 'Region' }).selectOption('ca');
  await part(page).getByLabel('Application key', { exact: true }).fill(keys.applicationKey);
  await part(page).getByLabel('Application secret', { exact: true }).fill(keys.applicationSecret);
}

const send = (page: Page) => part(page).getByRole('button', { name: 'Ask for these keys' }).click();

/** What the control plane shows on its own page about the sample. */
async function password(page: Page, base: string): Promise<string> {
  const answer = await page.request.get(`${base}/_local/`);
  return /validation page is\s*<code>([^<]+)</.exec(await answer.text())?.[1] ?? '';
}

test.beforeEach(({ page }) => page.goto('/sign-in'));

test('keys are asked for, accepted on the control plane’s page, and work here', async ({
  app,
  page,
  context,
  manager,
  watch,
}) => {
  // Undecided keys are refused until they are accepted.
  watch.tolerate(/auth\/currentCredential/);
  const account = manager.account('sb50634-ovh');
  const base = new URL(account.baseUrl).origin;
  await form(page, account);
  await expect(part(page).getByRole('radio', { name: 'Read everything' })).toBeChecked();
  await part(page).getByText('1 rule is asked for').click();
  await expect(part(page).getByRole('listitem')).toHaveText(['GET /*']);
  const asked = page.waitForRequest(/\/auth\/credential$/);
  await send(page);
  const request = await asked;
  expect(request.postDataJSON()).toEqual({
    accessRules: [{ method: 'GET', path: '/*' }],
    redirection: `${manager.url}/sign-in?asked=1`,
  });
  expect(JSON.stringify(request.headers())).not.toContain(account.applicationSecret);

  await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible();
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Decide on the page of Canada' }).click(),
  ]);
  await other.waitForLoadState();
  expect(new URL(other.url()).origin).toBe(base);
  expect(await other.evaluate(() => window.opener === null && document.referrer === '')).toBe(true);
  await other.getByLabel('Account').selectOption(account.nic);
  await other.getByLabel('Password').fill(await password(page, base));
  await other.getByRole('button', { name: 'Allow' }).click();
  await expect(other.getByText(/^Thank you\. You can close this tab/)).toBeVisible();

  // Nothing of it is at rest, nor in an address.
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, history.state]));
  expect(kept).not.toContain(account.applicationSecret);

  await expect(app.heading('Overview')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('1 account in 1 region')).toBeVisible();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Accounts' }).click();
  await expect(page.getByRole('article')).toContainText('May read everything, change nothing');
  await other.close();
});

test('only the rules that were chosen are asked for', async ({ page, manager }) => {
  await form(page, manager.account('sb50634-ovh'));
  await part(page).getByRole('radio', { name: 'Choose part by part' }).check();
  for (const name of ['Market', 'Spirit', 'Stack', 'Enterprise']) {
    await part(page).getByRole('combobox', { name, exact: true }).selectOption('Nothing');
  }
  await part(page).getByRole('combobox', { name: 'Support tickets' }).selectOption('Read and change');
  const asked = page.waitForRequest(/\/auth\/credential$/);
  await send(page);
  const { accessRules } = (await asked).postDataJSON() as { accessRules: { method: string; path: string }[] };
  const writes = accessRules.filter(({ method }) => method !== 'GET');
  expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual(
    ['POST', 'PUT', 'DELETE'].flatMap((method) => [`${method} /support`, `${method} /support/*`]),
  );
  expect(accessRules.map(({ path }) => path)).not.toContain('/*');
  await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop waiting' }).click();
  await expect(part(page).getByRole('button', { name: 'Ask for these keys' })).toBeVisible();
});

test('a page of somebody else is never offered', async ({ page, manager }) => {
  await page.route(/\/auth\/credential$/, (route) =>
    route.fulfill({
      json: { consumerKey: 'abc', state: 'pendingValidation', validationUrl: 'https://evil.example/auth/' },
    }),
  );
  await form(page, manager.account('sb50634-ovh'));
  await send(page);
  await expect(page.getByRole('alert').filter({ hasText: 'Canada named a page that is not its own' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Decide/ })).toHaveCount(0);
});

test('empty fields are named, and an unknown application is said in plain words', async ({ page, watch }) => {
  watch.announce(/auth\/credential/);
  await page.getByText('Ask for new keys', { exact: true }).click();
  await send(page);
  for (const text of ['Choose the region of the account', 'Enter the application key', 'Enter the application secret']) {
    await expect(part(page).getByText(text)).toBeVisible();
  }
  await part(page).getByRole('combobox', { name: 'Region' }).selectOption('ca');
  await part(page).getByLabel('Application key', { exact: true }).fill('nobody');
  await part(page).getByLabel('Application secret', { exact: true }).fill('nothing');
  await send(page);
  await expect(part(page).getByRole('alert').filter({ hasText: 'Canada' })).toBeVisible();
});

test('a region out of reach while waiting is said, and the waiting goes on', async ({ page, manager, watch }) => {
  watch.tolerate(/auth\/currentCredential/, /auth\/time/);
  await form(page, manager.account('sb50634-ovh'));
  await send(page);
  await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible();
  await page.route(/auth\/(currentCredential|time)/, (route) => route.abort('connectionrefused'));
  await expect(page.getByRole('heading', { name: 'Canada cannot be reached at the moment' })).toBeVisible({ timeout: 20_000 });
  await page.unroute(/auth\/(currentCredential|time)/);
  await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible({ timeout: 30_000 });
});

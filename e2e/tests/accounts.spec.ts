import type { Page } from '@playwright/test';

import { refuseKeys } from '../support/refusal.ts';
import { expect, test } from '../support/test.ts';

const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
const fold = (page: Page, name: string) => card(page, name).getByRole('button', { name: /^Details/ }).click();

async function openGroup(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name of a new group' }).fill(name);
  await page.getByRole('button', { name: 'Make the group' }).click();
}

test('how the keys stand is what the API says of them', async ({ app, page, manager }) => {
  const account = manager.account('br60915-ovh');
  const truth = await manager
    .plane('us')
    .read<{ rules: { method: string; path: string }[]; expiration: string | null }>(account, '/auth/currentCredential');
  await app.enter('/us:br60915-ovh/accounts');
  await expect(app.heading('Accounts')).toBeVisible();
  const its = card(page, 'br60915-ovh');
  await expect(its).toContainText('Accepted');
  await expect(its).toContainText('May read and change everything');
  if (truth.expiration === null) await expect(its).toContainText('Until revoked');
  await its.getByText(`${truth.rules.length} rules`).click();
  await expect(its.getByRole('listitem')).toHaveText(truth.rules.map(({ method, path }) => `${method} ${path}`));
});

test('a label and a colour mark the account everywhere, and a reload keeps them', async ({ app, page }) => {
  await app.enter('/eu:pb20731-ovh/accounts');
  await card(page, 'pb20731-ovh').getByLabel('Label').fill('Bakery “North” <b>');
  await card(page, 'pb20731-ovh').getByLabel('Label').press('Enter');
  await card(page, 'Bakery “North” <b>').getByLabel('Colour').selectOption('Teal');
  const mark = page.getByRole('banner');
  await expect(mark.locator('.whose')).toHaveClass(/mark-teal/);
  for (const text of ['Bakery “North” <b>', 'pb20731-ovh', 'Europe']) await expect(mark).toContainText(text);

  await page.reload();
  await expect(mark).toContainText('Bakery “North” <b>');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Account, group or label' }).fill('bakery');
  await expect(page.getByRole('dialog').getByRole('option')).toHaveText(/Bakery “North” <b>.*pb20731-ovh · Europe/);
});

test('a group is a scope with its own address, whatever it is called', async ({ app, page }) => {
  await app.enter('/all/accounts');
  await page.getByRole('searchbox', { name: 'Search accounts' }).fill('europe');
  const count = await page.getByRole('article').count();
  expect(count).toBeGreaterThan(1);
  const name = 'North/South & “50 %” #1?';
  await openGroup(page, name);
  await page.getByRole('link', { name, exact: true }).first().click();
  await expect(page).toHaveURL(`/group:${encodeURIComponent(name)}/accounts`);
  await expect(page.getByRole('banner')).toContainText(name);
  await expect(page.getByRole('banner')).toContainText(`${count} accounts`);
  await expect(page.getByRole('article')).toHaveCount(count);

  // Its other pages speak about its accounts alone, also after a reload.
  await app.navigate('Overview');
  await expect(page.getByText(`${count} accounts in 1 region`)).toBeVisible();
  await page.reload();
  await expect(page.getByText(`${count} accounts in 1 region`)).toBeVisible();
  await app.navigate('Services');
  await app.rows.first().waitFor();

  // Renaming it moves the address along; removing it leads out.
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Accounts' }).click();
  const search = page.getByRole('region', { name: 'Groups' });
  await search.getByRole('button', { name: `Rename ${name}` }).click();
  await search.getByRole('textbox', { name: `New name of ${name}` }).fill('Shops');
  await search.getByRole('button', { name: 'Save the name' }).click();
  await expect(page).toHaveURL('/group:Shops/accounts');
  await expect(page.getByRole('banner')).toContainText('Shops');
  await page.getByRole('button', { name: 'Remove Shops' }).click();
  await expect(page).toHaveURL('/all/accounts');
});

test('names that cannot be are said, and accounts join and leave a group', async ({ app, page }) => {
  await app.enter('/all/accounts');
  await openGroup(page, '  ');
  await expect(page.getByRole('alert').filter({ hasText: 'Enter a name for the group' })).toBeVisible();
  await page.getByRole('checkbox', { name: /accounts listed above$/ }).uncheck();
  await openGroup(page, 'Mine');
  await openGroup(page, 'Mine');
  await expect(page.getByRole('alert').filter({ hasText: 'There is a group of that name already' })).toBeVisible();

  await page.goto('/group:Mine/overview');
  await expect(app.heading('The group Mine is empty')).toBeVisible();
  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  await fold(page, 'lm10452-ovh');
  await card(page, 'lm10452-ovh').getByRole('checkbox', { name: 'Mine' }).check();
  await card(page, 'lm10452-ovh').getByRole('link', { name: 'Mine' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);
});

test('a link to a group that is not known here explains itself', async ({ app, page }) => {
  await app.enter('/group:Not%20here/services');
  await expect(app.heading('There is no group called Not here here')).toBeVisible();
  await page.getByRole('link', { name: 'Show all accounts' }).click();
  await expect(app.heading('Overview')).toBeVisible();
});

test('signing out of one account leaves the others', async ({ app, page, manager }) => {
  await app.enter('/all/accounts');
  await expect(page.getByRole('article')).toHaveCount(manager.accounts.length);
  await fold(page, 'br60915-ovh');
  await page.getByRole('button', { name: 'Sign out of br60915-ovh' }).click();
  await expect(page.getByRole('article')).toHaveCount(manager.accounts.length - 1);
  await app.navigate('Overview');
  await expect(page.getByText(`${manager.accounts.length - 1} accounts in`)).toBeVisible();
});

test('one revoked account among many is flagged alone, and new keys bring it back', async ({
  app,
  page,
  manager,
  watch,
}) => {
  watch.tolerate(/\/api\/ca\//);
  const account = manager.account('sb50634-ovh');
  await refuseKeys(page, account);
  await app.enter();
  await app.updated('Europe').waitFor();
  const trouble = page.getByRole('alert').filter({ hasText: 'no longer accepts the keys' });
  await expect(trouble).toHaveCount(1);
  // The panels that lack its figures say whose they lack, and no more.
  for (const name of ['Money by month', 'Tickets waiting for you']) {
    await expect(app.panel(name).getByText(`Without ${account.nic}`)).toBeVisible();
  }
  await expect(trouble).toHaveCount(1);

  // Others go on; the way to mend it names this account and leads back.
  await app.navigate('Services');
  await app.rows.first().waitFor();
  await page.getByRole('link', { name: /^Renew the keys/ }).first().click();
  await expect(page).toHaveURL(/\/sign-in\?account=ca:sb50634-ovh&return=%2Fall%2Fservices/);
  await expect(page.getByText('Enter the keys of sb50634-ovh, Canada.')).toBeVisible();
  const own = page.getByRole('region', { name: 'Your own keys' });
  await expect(own.getByRole('combobox', { name: 'Region' })).toHaveValue('ca');

  // Keys of somebody else are not taken in unseen.
  await app.useKeys(manager.account('br60915-ovh'));
  await expect(page.getByRole('heading', { name: 'These are the keys of br60915-ovh' })).toBeVisible();

  await page.unroute(/\/api\//);
  await app.useKeys(account);
  await expect(page).toHaveURL('/all/services');
  await expect(page.getByRole('alert').filter({ hasText: 'no longer accepts the keys' })).toHaveCount(0);
  await app.search.fill('sb50634');
  await expect(app.rows.first()).toBeVisible();
});

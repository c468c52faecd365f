import type { Page } from '@playwright/test';

import { App } from '../support/app.ts';
import { expect, test as base } from '../support/test.ts';
import { damaged, openRecord, PASSPHRASE, Vault } from '../support/vault.ts';

const test = base.extend<{ vault: Vault }>({
  vault: async ({ page, app }, use) => use(new Vault(page, app)),
});

const NOTE = 'note/labels';
const BOUND_TO = 'manager-vault|1|note|labels';

const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
const banner = (page: Page) => page.getByRole('banner');

async function details(page: Page, name: string): Promise<void> {
  await card(page, name).getByRole('button', { name: /^Details/ }).click();
}

/** Gives an account a label, on the page of all accounts. */
async function label(page: Page, account: string, text: string): Promise<void> {
  await details(page, account);
  const field = card(page, account).getByLabel('Label');
  await field.fill(text);
  await field.press('Enter');
  await expect(card(page, text)).toBeVisible();
}

/** What this tab's storage says, whoever reads it. */
const tabStorage = (page: Page) => page.evaluate(() => JSON.stringify(sessionStorage));

async function toAccounts(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Accounts' }).click();
  await expect(page.getByRole('article').first()).toBeVisible();
}

/** What the vault on the disk says of them, opened with Node's cryptography. */
async function sealed(vault: Vault): Promise<string> {
  const stored = await vault.stored();
  return stored[NOTE] ? openRecord(stored['header']!, stored[NOTE], BOUND_TO, PASSPHRASE) : '';
}

test('labels of the tab move into a new vault, go with a lock and come back with the passphrase', async ({ vault, app, page }) => {
  await app.enter('/all/accounts');
  await expect(page.getByText('stay in this tab until you sign out')).toBeVisible();
  await label(page, 'br60915-ovh', 'Bakery North');
  expect(await tabStorage(page)).toContain('Bakery North');
  await page.getByRole('textbox', { name: 'Name of a new group' }).fill('Shops');
  await page.getByRole('button', { name: 'Make the group' }).click();

  await page.getByRole('link', { name: 'Vault', exact: true }).click();
  await vault.make();
  await expect(vault.kept).toBeVisible();
  await expect.poll(() => sealed(vault)).toContain('Bakery North');
  await toAccounts(page);
  await expect(page.getByText('are kept in the vault, sealed with the keys')).toBeVisible();
  await expect.poll(() => tabStorage(page)).not.toMatch(/Bakery|Shops/);
  expect(JSON.stringify(await vault.stored())).not.toContain('Bakery');

  // What is changed from here on is sealed as well, and goes with a lock.
  await details(page, 'Bakery North');
  await card(page, 'Bakery North').getByLabel('Colour').selectOption('Teal');
  await expect.poll(() => sealed(vault)).toContain('teal');
  await vault.lock();
  await expect(vault.locked).toBeVisible();
  expect(await tabStorage(page)).not.toMatch(/Bakery|Shops|teal/);
  await expect(page.getByText('Bakery North')).toHaveCount(0);

  // A link to the group leads to it through the passphrase.
  await page.goto('/group:Shops/accounts');
  await vault.unlock();
  await expect(card(page, 'Bakery North')).toBeVisible();
  await expect(banner(page)).toContainText('Shops');
});

test('every tab with the vault open follows, and none undoes what another did', async ({ vault, app, page, context }) => {
  await vault.keepSample();
  await toAccounts(page);
  const there = await context.newPage();
  await there.goto('/us:br60915-ovh/accounts');
  await new Vault(there, new App(there)).unlock();
  await expect(banner(there)).toContainText('br60915-ovh');

  await label(page, 'br60915-ovh', 'Bakery North');
  await expect(banner(there)).toContainText('Bakery North');
  await card(there, 'Bakery North').getByLabel('Colour').selectOption('Teal');
  await expect(card(page, 'Bakery North')).toHaveClass(/mark-teal/);
  await label(page, 'sb50634-ovh', 'Depot');
  await expect.poll(() => sealed(vault)).toMatch(/Depot/);
  expect(await sealed(vault)).toMatch(/Bakery North/);
  await page.reload();
  await vault.unlock();
  await expect(card(page, 'Bakery North')).toHaveClass(/mark-teal/);
  await expect(card(page, 'Depot')).toBeVisible();
  await app.navigate('Overview');
});

test('damaged labels are said where labels are written, and are not overwritten unasked', async ({ vault, page }) => {
  await vault.keepSample();
  await toAccounts(page);
  await label(page, 'br60915-ovh', 'Bakery North');
  await expect.poll(async () => (await vault.stored())[NOTE]).toBeTruthy();
  const broken = damaged((await vault.stored())[NOTE]!);
  await vault.overwrite(NOTE, broken);
  await page.reload();
  await vault.unlock();
  await page.getByRole('button', { name: 'Go on with the others' }).click();

  const box = page.getByRole('alert').filter({ hasText: 'in the vault are damaged' });
  await expect(box).toBeVisible();
  await label(page, 'sb50634-ovh', 'Depot');
  expect((await vault.stored())[NOTE]).toBe(broken);
  // A reload does not lose what was noted meanwhile.
  await page.reload();
  await vault.unlock();
  await page.getByRole('button', { name: 'Go on with the others' }).click();
  await expect(card(page, 'Depot')).toBeVisible();
  await box.getByRole('button', { name: 'Put those of this tab in their place' }).click();
  await expect(box).toHaveCount(0);
  await expect.poll(() => sealed(vault)).toContain('Depot');
  expect(await tabStorage(page)).not.toContain('Depot');
});

test('labels for which there is no room stay in the tab until there is', async ({ vault, page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      if ((globalThis as { full?: boolean }).full) {
        this.transaction.abort();
        throw new DOMException('No room.', 'QuotaExceededError');
      }
      return put.apply(this, args);
    };
  });
  await vault.keepSample();
  await toAccounts(page);
  await page.evaluate(() => Object.assign(globalThis, { full: true }));
  await label(page, 'br60915-ovh', 'Bakery North');
  const box = page.getByRole('alert').filter({ hasText: 'could not be kept in the vault' });
  await expect(box).toBeVisible();
  expect(await tabStorage(page)).toContain('Bakery North');
  await page.evaluate(() => Object.assign(globalThis, { full: false }));
  await box.getByRole('button', { name: 'Try again' }).click();
  await expect(box).toHaveCount(0);
  await expect.poll(() => sealed(vault)).toContain('Bakery North');
  expect(await tabStorage(page)).not.toContain('Bakery North');
});

test('forgetting the vault leaves the labels in the tab, as it leaves the accounts', async ({ vault, page }) => {
  await vault.keepSample();
  await toAccounts(page);
  await label(page, 'br60915-ovh', 'Bakery North');
  await page.getByRole('link', { name: 'Vault', exact: true }).click();
  await page.getByText('Forget the vault', { exact: true }).click();
  await page.getByLabel('Type “forget” to confirm').fill('forget');
  await page.getByRole('button', { name: 'Forget the vault now' }).click();
  await expect(page.getByRole('heading', { name: 'Make a vault' })).toBeVisible();
  await toAccounts(page);
  await expect(card(page, 'Bakery North')).toBeVisible();
  expect(await tabStorage(page)).toContain('Bakery North');
});

test.describe('signing out of one account', () => {
  test('a kept one is gone until the next unlock, or for good with its label', async ({ vault, app, page, manager }) => {
    await vault.keepSample();
    await toAccounts(page);
    await label(page, 'br60915-ovh', 'Bakery North');
    await label(page, 'sb50634-ovh', 'Depot');

    const dialog = page.getByRole('dialog', { name: 'Sign out of Bakery North' });
    await page.getByRole('button', { name: 'Sign out of Bakery North' }).click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(card(page, 'Bakery North')).toBeVisible();
    await page.getByRole('button', { name: 'Sign out of Bakery North' }).click();
    await dialog.getByRole('button', { name: 'Sign out until the next unlock' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(card(page, 'Bakery North')).toHaveCount(0);
    await expect(page.getByRole('article')).toHaveCount(manager.accounts.length - 1);
    // Neither another page nor the vault's own brings it back.
    await vault.open();
    await app.navigate('Overview');
    await toAccounts(page);
    await expect(page.getByRole('article')).toHaveCount(manager.accounts.length - 1);
    await vault.lock();
    await vault.unlock();
    await expect(card(page, 'Bakery North')).toBeVisible();

    await details(page, 'Depot');
    await page.getByRole('button', { name: 'Sign out of Depot' }).click();
    await page.getByRole('button', { name: 'Forget it for good' }).click();
    await expect(card(page, 'Depot')).toHaveCount(0);
    await expect.poll(() => sealed(vault)).not.toContain('Depot');
    expect(Object.keys(await vault.stored())).not.toContain('account/ca:sb50634-ovh');
    await page.reload();
    await vault.unlock();
    await expect(card(page, 'Bakery North')).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(manager.accounts.length - 1);
  });

  test('one of the sample does not come back with a reload', async ({ app, page, manager }) => {
    await app.enter('/all/accounts');
    await details(page, 'br60915-ovh');
    await page.getByRole('button', { name: 'Sign out of br60915-ovh' }).click();
    await expect(page.getByRole('article')).toHaveCount(manager.accounts.length - 1);
    await page.reload();
    await expect(page.getByRole('article')).toHaveCount(manager.accounts.length - 1);
    await expect(card(page, 'br60915-ovh')).toHaveCount(0);
  });
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from '@playwright/test';

import { App } from '../support/app.ts';
import { browser } from '../support/browser.ts';
import { Keyboard } from '../support/keyboard.ts';
import { inMemory, keepMemories } from '../support/memory.ts';
import { ServicePage } from '../support/service.ts';
import { expect, test as base } from '../support/test.ts';
import { damaged, openRecord, PASSPHRASE, Vault } from '../support/vault.ts';

const test = base.extend<{ vault: Vault }>({
  vault: async ({ page, app }, use) => use(new Vault(page, app)),
});

test.describe('keeping', () => {
  test('kept accounts come back after a reload with the passphrase, at the same address', async ({ vault, app, page, manager }) => {
    await vault.keepSample();
    await page.goto('/all/services?universe=spirit');
    await expect(vault.locked).toBeVisible();
    await expect(page).toHaveTitle('Unlock the vault · Manager');
    await vault.unlock();
    await app.everyService();
    await expect(page).toHaveURL('/all/services?universe=spirit');
    await vault.open();
    await expect(vault.kept.getByRole('listitem')).toHaveCount(manager.accounts.length);
  });

  test('what is stored opens with the passphrase, all rounds and the account’s name, and with nothing less', async ({ vault, manager }) => {
    await vault.keepSample();
    const { header, ...records } = await vault.stored();
    expect(JSON.parse(header!)).toMatchObject({ kdf: 'PBKDF2-SHA256', rounds: 600_000 });
    const account = manager.account('br60915-ovh');
    const record = records['account/us:br60915-ovh']!;
    const open = (nic: string, passphrase: string) =>
      openRecord(header!, record, `manager-vault|1|account|us|${nic}`, passphrase);
    expect(JSON.parse(open('br60915-ovh', PASSPHRASE))).toEqual({
      applicationKey: account.applicationKey,
      applicationSecret: account.applicationSecret,
      consumerKey: account.consumerKey,
    });
    expect(() => open('br60916-ovh', PASSPHRASE)).toThrow();
    expect(() => open('br60915-ovh', `${PASSPHRASE} `)).toThrow();
  });

  test('one’s own keys can be kept, and a passphrase is checked before it is used', async ({ vault, page, app, manager }) => {
    const account = manager.account('sb50634-ovh');
    await page.goto('/sign-in?return=%2Fall%2Fservices');
    await page.getByRole('radio', { name: 'In the vault on this computer' }).check();
    await page.getByRole('combobox', { name: 'Region' }).selectOption({ label: 'Canada' });
    await page.getByLabel('Application key', { exact: true }).fill(account.applicationKey);
    await page.getByLabel('Application secret', { exact: true }).fill(account.applicationSecret);
    await page.getByLabel('Consumer key', { exact: true }).fill(account.consumerKey);
    await page.getByRole('button', { name: 'Sign in with these keys' }).click();

    await expect(app.heading('Vault')).toBeVisible();
    await page.getByLabel('New passphrase', { exact: true }).fill('eleven char');
    await page.getByLabel('New passphrase, once more').fill('eleven chars');
    await page.getByRole('button', { name: 'Keep them in the vault' }).click();
    await expect(page.getByText('Use at least 12 characters')).toBeVisible();
    await expect(page.getByText('The two passphrases differ.')).toBeVisible();
    await expect(page.getByLabel('New passphrase', { exact: true })).toHaveAttribute('aria-invalid', 'true');

    await vault.make();
    await expect(app.heading('Services')).toBeVisible();
    await page.reload();
    await vault.unlock();
    await app.everyService();
    await expect(page).toHaveURL('/all/services');
  });

  test('an account that is only in this tab can be put in later, and one taken out again', async ({ vault, app, page }) => {
    await app.overview();
    await page.getByRole('link', { name: 'Vault', exact: true }).click();
    await page.getByRole('checkbox', { name: /sb50634-ovh/ }).uncheck();
    await vault.make();
    const onlyHere = page.getByRole('region', { name: 'Only in this tab' });
    await expect(onlyHere.getByRole('listitem')).toHaveText([/sb50634-ovh/]);
    await onlyHere.getByRole('button', { name: 'Keep sb50634-ovh' }).click();
    await expect(vault.kept.getByText('sb50634-ovh').first()).toBeVisible();
    await expect(onlyHere).toHaveCount(0);

    await vault.kept.getByRole('button', { name: 'Take out br60915-ovh' }).click();
    await expect(page.getByText(/^br60915-ovh was taken out/)).toBeVisible();
    expect(Object.keys(await vault.stored())).not.toContain('account/us:br60915-ovh');
    await expect(onlyHere.getByRole('listitem')).toHaveText([/br60915-ovh/]);
  });
});

test.describe('opening', () => {
  test('a wrong passphrase is said in words, and the pause grows and outlives a reload', async ({ vault, app, page }) => {
    await vault.keepSample();
    await page.reload();
    const button = page.getByRole('button', { name: 'Unlock', exact: true });
    await vault.unlock('not the one at all');
    await expect(page.getByRole('alert').filter({ hasText: 'This passphrase does not open the vault.' })).toBeVisible();
    await expect(vault.passphrase).toBeFocused();
    await expect(vault.passphrase).toHaveAccessibleDescription(/does not open the vault/);
    for (const wrong of [2, 3]) {
      await expect(button).toHaveAttribute('aria-disabled', 'false');
      await vault.unlock('not the one at all');
      await expect.poll(async () => (await vault.stored())['tries']).toMatch(new RegExp(`^${wrong} `));
    }
    // After many of them, also a reload later, the right one is not even tried before its time.
    await vault.overwrite('tries', `9 ${Date.now()}`);
    await page.reload();
    await expect(page.getByText(/^You can try again in [3-6]\d s\.$/)).toBeVisible();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await vault.passphrase.fill(PASSPHRASE);
    await vault.passphrase.press('Enter');
    await expect(button).toBeVisible();
    await expect(vault.locked).toBeVisible();
    await vault.overwrite('tries', `9 ${Date.now() - 61_000}`);
    await page.reload();
    await vault.unlock();
    await app.everyRegion();
  });

  test('a damaged record is set aside and named; the others open', async ({ vault, app, page, manager }) => {
    await vault.keepSample();
    const stored = await vault.stored();
    // Another account's record, whole, and one with a digit changed.
    await vault.overwrite('account/us:br60915-ovh', stored['account/ca:sb50634-ovh']!);
    const other = manager.accountsOf('eu')[0]!.nic;
    await vault.overwrite(`account/eu:${other}`, damaged(stored[`account/eu:${other}`]!));
    await page.reload();
    await vault.unlock();
    const box = page.getByRole('alert').filter({ hasText: 'A part of the vault was set aside' });
    await expect(box.getByRole('listitem')).toHaveText(
      [`eu:${other} is damaged and does not open.`, 'us:br60915-ovh is damaged and does not open.'].sort(),
    );
    await page.getByRole('button', { name: 'Go on with the others' }).click();
    await expect(app.heading('Overview')).toBeVisible();
    await expect(page.getByText(new RegExp(`^${manager.accounts.length - 2} accounts in`))).toBeVisible();

    await vault.open();
    await vault.kept.getByRole('button', { name: 'Take out us:br60915-ovh' }).click();
    await expect(vault.kept.getByText('is damaged')).toHaveCount(1);
  });

  for (const [name, change, words] of [
    ['weaker parameters', { rounds: 1_000 }, 'This vault is sealed too weakly'],
    ['a newer version', { version: 2 }, 'A newer version of Manager made this vault'],
    ['another way to a key', { kdf: 'MD5' }, 'This is not a vault that Manager can read'],
  ] as const) {
    test(`${name}: refused in its own words`, async ({ vault, page }) => {
      await vault.keepSample();
      const { header } = await vault.stored();
      await vault.overwrite('header', JSON.stringify({ ...JSON.parse(header!), ...change }));
      await page.reload();
      await vault.unlock();
      await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    });
  }

  test('one can go on without it', async ({ vault, app, page }) => {
    await vault.keepSample();
    await page.goto('/all/services');
    await page.getByRole('link', { name: 'Go on without the vault' }).click();
    await expect(app.heading('Sign in')).toBeVisible();
    await app.useSample();
    await app.everyService();
    await expect(page).toHaveURL('/all/services');
    // And unlock it later, from its own page or from the sign-in page.
    await page.getByRole('link', { name: 'Vault', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'The vault is locked' })).toBeVisible();
    await vault.unlock();
    await expect(vault.kept).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Unlock the vault' }).click();
    await vault.unlock();
    await app.everyRegion();
  });
});

test.describe('storage', () => {
  test('where nothing can be kept, that is said before anything is typed', async ({ app, page }) => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
    });
    await app.overview();
    await page.getByRole('link', { name: 'Vault', exact: true }).click();
    const box = page.getByRole('alert').filter({ hasText: 'This browser does not let Manager keep anything' });
    await expect(box).toBeVisible();
    await expect(page.getByLabel('New passphrase', { exact: true })).toHaveCount(0);
    await app.navigate('Overview');
    await app.everyRegion();
  });

  test('a full disk keeps nothing by halves, and what was typed stays', async ({ vault, app, page }) => {
    await page.addInitScript(() => {
      const put = IDBObjectStore.prototype.put;
      let left = 3;
      IDBObjectStore.prototype.put = function (...args) {
        left -= 1;
        if (left === 0) {
          this.transaction.abort();
          throw new DOMException('No room.', 'QuotaExceededError');
        }
        return put.apply(this, args);
      };
    });
    await app.overview();
    await page.getByRole('link', { name: 'Vault', exact: true }).click();
    await vault.make();
    await expect(page.getByRole('alert').filter({ hasText: 'There is no room left to keep this' })).toBeVisible();
    expect(await vault.stored()).toEqual({});
    await expect(page.getByLabel('New passphrase', { exact: true })).toHaveValue(PASSPHRASE);
    await page.getByRole('button', { name: 'Keep them in the vault' }).click();
    await expect(vault.kept).toBeVisible();
  });

  test('a newer schema is left alone', async ({ app, page }) => {
    await page.goto('/sign-in');
    await expect(app.heading('Sign in')).toBeVisible();
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('manager-vault', 7);
          opening.onupgradeneeded = () => opening.result.createObjectStore('later');
          opening.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        }),
    );
    await page.goto('/all/overview');
    await expect(page.getByRole('alert').filter({ hasText: 'A newer version of Manager made this vault' })).toBeVisible();
    const version = await page.evaluate(async () => (await indexedDB.databases()).map(({ version }) => version));
    expect(version).toEqual([7]);
  });

  test('another tab in the way is said, and once it is gone trying again works', async ({ vault, page, context }) => {
    await vault.keepSample();
    await vault.open();
    const other = await context.newPage();
    await other.goto('/sign-in');
    await other.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('manager-vault');
          opening.onsuccess = () => {
            // Never closed: an earlier version that does not let go.
            (globalThis as { held?: IDBDatabase }).held = opening.result;
            resolve();
          };
        }),
    );
    await forget(page);
    await expect(page.getByRole('alert').filter({ hasText: 'Another tab stands in the way' })).toBeVisible();
    await other.close();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'Make a vault' })).toBeVisible();
  });
});

async function forget(page: App['page']): Promise<void> {
  await page.getByText('Forget the vault', { exact: true }).click();
  await page.getByLabel('Type “forget” to confirm').fill('forget');
  await page.getByRole('button', { name: 'Forget the vault now' }).click();
}

test.describe('locking', () => {
  test('the button locks every tab within a second, and each asks for itself', async ({ vault, app, page, context }) => {
    await vault.keepSample();
    await app.everyRegion();
    const second = new Vault(await context.newPage(), new App(page));
    const there = new App(second.page);
    await second.page.goto('/all/services');
    // Opened later, it has nothing from the first.
    await expect(there.heading('Unlock the vault')).toBeVisible();
    await second.unlock();
    await there.everyService();

    await vault.lock();
    await expect(there.heading('Unlock the vault')).toBeVisible({ timeout: 1_000 });
    await expect(vault.locked).toBeVisible({ timeout: 1_000 });
    for (const [tab, address] of [
      [page, '/all/overview'],
      [second.page, '/all/services'],
    ] as const) {
      await expect(tab).toHaveURL(address);
      await expect(tab.getByRole('article')).toHaveCount(0);
      await expect(tab.getByRole('table')).toHaveCount(0);
      await expect(tab.getByText('br60915-ovh')).toHaveCount(0);
    }
    await second.unlock();
    await there.everyService();
    await expect(vault.locked).toBeVisible();
  });

  test('after locking, no key is left in the memory of the page, and no account in its scripts', async ({ vault, app, page, manager }) => {
    await keepMemories(page);
    await vault.keepSample();
    await app.everyRegion();
    await page.reload();
    await vault.unlock();
    await app.everyRegion();
    await page.waitForLoadState('networkidle');
    const keys = manager.secrets();
    const accounts = manager.accounts.map(({ nic }) => nic);
    // What it is searched for is there while it is open.
    expect((await inMemory(page, keys)).wasm).toBeGreaterThan(0);
    expect((await inMemory(page, accounts)).heap).toBeGreaterThan(0);
    await vault.lock();
    await expect(vault.locked).toBeVisible();
    await expect.poll(() => inMemory(page, [...keys, PASSPHRASE])).toEqual({ heap: 0, wasm: 0 });
    expect((await inMemory(page, accounts)).heap).toBe(0);
  });

  test('messages of others on the channel do nothing', async ({ vault, app, page, context }) => {
    await vault.keepSample();
    await app.everyRegion();
    const other = await context.newPage();
    await other.goto('/sign-in');
    await other.evaluate(() => {
      const channel = new BroadcastChannel('manager-vault');
      for (const text of ['', 'LOCK', 'unlock', { lock: true }, ['lock'], 7, null]) channel.postMessage(text);
      channel.close();
    });
    await page.getByRole('link', { name: 'Services' }).first().click();
    await app.everyService();
    await other.evaluate(() => new BroadcastChannel('manager-vault').postMessage('lock'));
    await expect(vault.locked).toBeVisible({ timeout: 1_000 });
  });

  test('what tabs tell each other is one of three words', async ({ vault, page, context }) => {
    const heard = await context.newPage();
    await heard.goto('/sign-in');
    await heard.evaluate(() => {
      const all: unknown[] = [];
      (globalThis as { all?: unknown[] }).all = all;
      new BroadcastChannel('manager-vault').onmessage = ({ data }) => all.push(data);
    });
    await vault.keepSample();
    await page.mouse.move(10, 10);
    await page.mouse.move(20, 20);
    await vault.lock();
    await expect(vault.locked).toBeVisible();
    const all = await heard.evaluate(() => (globalThis as { all?: unknown[] }).all ?? []);
    expect(all).toContain('lock');
    expect(all.filter((word) => word !== 'lock' && word !== 'active' && word !== 'labels')).toEqual([]);
  });

  test('when nobody is there it asks two minutes ahead, can be answered with one key, and locks', async ({ vault, app, page, watch }) => {
    await page.clock.install();
    await vault.keepSample();
    await app.everyRegion();
    const question = page.getByRole('alertdialog', { name: 'Are you still there?' });
    const minutes = (count: number) => page.clock.fastForward(count * 60_000);

    await minutes(12.9);
    await expect(question).toBeHidden();
    await minutes(0.2);
    await expect(question).toBeVisible();
    await expect(question.getByRole('status')).toHaveText('Manager locks in 120 seconds');
    await expect(question.getByRole('button', { name: 'Stay unlocked' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question).toBeHidden();

    // From here it counts anew; a mouse that is bumped into is no answer.
    await minutes(13.5);
    await expect(question).toBeVisible();
    await page.mouse.move(300, 300);
    await page.mouse.move(310, 310);
    await expect(question).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();

    await minutes(13.5);
    await expect(question).toBeVisible();
    await minutes(1.6);
    await expect(vault.locked).toBeVisible();
    await expect(question).toHaveCount(0);
    // By now the control planes refuse the page's time; that is another test's matter.
    watch.tolerate(/\/api\//);
    await vault.unlock();
    await expect(app.heading('Overview')).toBeVisible();
  });

  test('what was being typed when it locks is sealed, and comes back with the passphrase', async ({ vault, page, manager, watch }) => {
    watch.tolerate(/\/api\//);
    const of = await ServicePage.machine(page, manager);
    await page.clock.install();
    await vault.keepSample();
    await of.visit();
    await of.type('Typed before the lock');
    await page.clock.fastForward(16 * 60_000);
    await expect(vault.locked).toBeVisible();
    expect(await page.content()).not.toContain('Typed before the lock');
    await vault.unlock();
    await expect(of.name).toHaveValue('Typed before the lock');
    // Given up, it does not come back.
    await of.button('Cancel').click();
    await vault.lock();
    await vault.unlock();
    await expect(of.button('Change')).toBeVisible();
    await expect(of.name).toHaveCount(0);
  });

  test('no tab needs another: one that the browser froze holds nobody up, and locks when it is back', async ({ vault, app, page, context, watch }) => {
    watch.tolerate(/\/api\//);
    await vault.keepSample();
    await app.everyRegion();
    const second = new Vault(await context.newPage(), app);
    const there = new App(second.page);
    const frozen = await context.newCDPSession(page);
    await frozen.send('Page.setWebLifecycleState', { state: 'frozen' });

    await second.page.goto('/all/services');
    await second.unlock();
    await there.everyService();
    await second.open();
    await second.page.getByLabel('Lock when nobody is there for').selectOption({ label: '30 minutes' });
    await expect(second.page.getByText('The time until it locks is set.')).toBeVisible();
    await second.lock();
    await expect(there.heading('Unlock the vault')).toBeVisible();

    await frozen.send('Page.setWebLifecycleState', { state: 'active' });
    await expect(vault.locked).toBeVisible();
    await vault.unlock();
    await app.everyRegion();
  });

  test('after a sleep it is locked before the first key counts', async ({ vault, app, page, watch }) => {
    watch.tolerate(/\/api\//);
    await page.clock.install();
    await vault.keepSample();
    await app.everyRegion();
    // The wall clock jumps, no timer runs.
    await page.clock.setSystemTime(Date.now() + 16 * 60_000);
    await page.keyboard.press('Shift');
    await expect(vault.locked).toBeVisible();
  });

  test('the time until it locks can be chosen, and is remembered', async ({ vault, app, page, watch }) => {
    watch.tolerate(/\/api\//);
    await page.clock.install();
    await vault.keepSample();
    await vault.open();
    await page.getByLabel('Lock when nobody is there for').selectOption({ label: '1 minute' });
    await expect(page.getByText('The time until it locks is set.')).toBeVisible();
    await page.clock.fastForward(61_000);
    await expect(vault.locked).toBeVisible();
    await vault.unlock();
    await expect(page.getByLabel('Lock when nobody is there for')).toHaveValue('1');
    await page.getByLabel('Lock when nobody is there for').selectOption({ label: '150 minutes' });
    await expect(page.getByText('The time until it locks is set.')).toBeVisible();
    await page.clock.fastForward(140 * 60_000);
    await app.navigate('Overview');
    await expect(app.heading('Overview')).toBeVisible();
  });

  test('it locks without a network', async ({ vault, app, page, context, watch }) => {
    watch.tolerate(/ERR_INTERNET_DISCONNECTED/);
    await vault.keepSample();
    await app.everyRegion();
    await page.reload();
    await vault.unlock();
    await app.everyRegion();
    await context.setOffline(true);
    await vault.lock();
    await expect(vault.locked).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(0);
    await vault.unlock();
    await expect(app.heading('Overview')).toBeVisible();
    await context.setOffline(false);
  });
});

test.describe('carrying', () => {
  test('an exported file becomes the vault elsewhere, with its passphrase only', async ({ vault, app, page, browser: chrome, manager }, info) => {
    await vault.keepSample();
    await vault.open();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export the vault' }).click(),
    ]);
    const file = info.outputPath('vault.json');
    await download.saveAs(file);
    const text = await readFile(file, 'utf8');
    for (const secret of manager.secrets()) expect(text).not.toContain(secret);

    const context = await chrome.newContext({ baseURL: manager.url });
    const elsewhere = await context.newPage();
    const there = new App(elsewhere);
    await there.overview();
    await elsewhere.getByRole('link', { name: 'Vault', exact: true }).click();
    await elsewhere.getByText('Use a vault file').click();
    await elsewhere.getByLabel('Vault file').setInputFiles(file);
    await elsewhere.getByLabel('Passphrase of the file').fill('some other passphrase');
    await elsewhere.getByRole('button', { name: 'Open the file' }).click();
    await expect(elsewhere.getByText('This passphrase does not open the file')).toBeVisible();
    await elsewhere.getByLabel('Passphrase of the file').fill(PASSPHRASE);
    await elsewhere.getByRole('button', { name: 'Open the file' }).click();
    await expect(new Vault(elsewhere, there).kept.getByRole('listitem')).toHaveCount(manager.accounts.length);
    await context.close();

    // Into the vault it came from: each account is there already, and that is said.
    await vault.kept.getByRole('button', { name: 'Take out br60915-ovh' }).click();
    await expect(page.getByText(/^br60915-ovh was taken out/)).toBeVisible();
    await page.getByText('Import a vault file').click();
    await page.getByLabel('Vault file').setInputFiles(file);
    await page.getByLabel('Passphrase of the file').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Open the file' }).click();
    const choice = page.getByRole('group', { name: 'Accounts to take from the file' });
    await expect(choice.getByText('Kept here already')).toHaveCount(manager.accounts.length - 1);
    await expect(choice.getByRole('checkbox', { checked: true })).toHaveCount(1);
    await page.getByRole('button', { name: 'Take these accounts' }).click();
    await expect(page.getByText('1 account was put into the vault.')).toBeVisible();
    await expect(vault.kept.getByRole('listitem')).toHaveCount(manager.accounts.length);
    await app.navigate('Overview');
  });

  test('a file that is none, too weak or too new is refused in words', async ({ vault, app, page }) => {
    await vault.keepSample();
    const { header } = await vault.stored();
    await vault.open();
    await page.getByText('Import a vault file').click();
    await page.getByLabel('Passphrase of the file').fill(PASSPHRASE);
    const weak = JSON.stringify({ ...JSON.parse(header!), rounds: 10 });
    for (const [text, words] of [
      ['<!doctype html>', 'This is not a vault that Manager can read'],
      [JSON.stringify({ managerVault: 2 }), 'A newer version of Manager made this vault'],
      [JSON.stringify({ managerVault: 1, header: weak, records: {} }), 'This vault is sealed too weakly'],
    ] as const) {
      await page.getByLabel('Vault file').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) });
      await page.getByRole('button', { name: 'Open the file' }).click();
      await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    }
    await expect(app.heading('Vault')).toBeVisible();
  });
});

test('another passphrase: the old one opens nothing any more, other tabs ask again', async ({ vault, app, page, context }) => {
  await vault.keepSample();
  await vault.open();
  const second = new Vault(await context.newPage(), app);
  await second.page.goto('/all/overview');
  await second.unlock();
  await new App(second.page).everyRegion();
  const before = await vault.stored();

  await page.getByText('Change the passphrase').first().click();
  await page.getByLabel('New passphrase', { exact: true }).fill('a wholly other passphrase');
  await page.getByLabel('New passphrase, once more').fill('a wholly other passphrase');
  const now = page.getByRole('button', { name: 'Change the passphrase' });
  await page.getByLabel('Passphrase until now').fill('not the one at all');
  await now.click();
  await expect(page.getByText('This is not the passphrase of this vault')).toBeVisible();
  expect(await vault.stored()).toEqual(before);
  await page.getByLabel('Passphrase until now').fill(PASSPHRASE);
  await now.click();
  await expect(page.getByText('The passphrase was changed.')).toBeVisible();
  const after = await vault.stored();
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const [name, text] of Object.entries(after)) expect(text, name).not.toBe(before[name]);

  await expect(new App(second.page).heading('Unlock the vault')).toBeVisible();
  await second.unlock();
  await expect(second.page.getByText('This passphrase does not open the vault.')).toBeVisible();
  await second.unlock('a wholly other passphrase');
  await new App(second.page).everyRegion();
  // The first tab goes on with the new one.
  await vault.kept.getByRole('button', { name: 'Take out br60915-ovh' }).click();
  await expect(page.getByText(/^br60915-ovh was taken out/)).toBeVisible();
});

test('forgetting needs the word, and leaves nothing', async ({ vault, app, page }) => {
  await vault.keepSample();
  await page.reload();
  await expect(vault.locked).toBeVisible();
  await page.getByText('Forget the vault', { exact: true }).click();
  await page.getByRole('button', { name: 'Forget the vault now' }).click();
  await expect(page.getByText('Type the word exactly as it is written above')).toBeVisible();
  await page.getByLabel('Type “forget” to confirm').fill('Forget');
  await page.getByRole('button', { name: 'Forget the vault now' }).click();
  await expect(app.heading('Sign in')).toBeVisible();
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await page.reload();
  await expect(app.heading('Sign in')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Unlock the vault' })).toHaveCount(0);
});

test('all of it by keyboard: keep, lock, unlock', async ({ vault, app, page }) => {
  const keyboard = new Keyboard(page);
  await page.goto('/sign-in');
  await expect(app.heading('Sign in')).toBeVisible();
  await keyboard.tabTo(page.getByRole('radio', { name: 'Only for this tab' }));
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'In the vault on this computer' })).toBeChecked();
  await keyboard.tabTo(page.getByRole('button', { name: 'Use the sample accounts' }));
  await page.keyboard.press('Enter');
  await expect(app.heading('Vault')).toBeFocused();
  await expect(page.getByLabel('New passphrase', { exact: true })).toBeVisible();
  await keyboard.tabTo(page.getByLabel('New passphrase', { exact: true }));
  await page.keyboard.insertText(PASSPHRASE);
  await keyboard.tabTo(page.getByLabel('New passphrase, once more'));
  await page.keyboard.insertText(PASSPHRASE);
  await page.keyboard.press('Enter');
  await app.everyRegion();
  await keyboard.tabTo(page.getByRole('button', { name: 'Lock', exact: true }), 40, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(vault.locked).toBeFocused();
  await keyboard.tabTo(vault.passphrase);
  await page.keyboard.insertText(PASSPHRASE);
  await page.keyboard.press('Enter');
  await app.everyRegion();
});

/** The files below a folder that hold a text, as UTF-8 or as UTF-16. */
async function holding(folder: string, texts: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (const text of texts) {
      // As bytes: given a text in UTF-16, the search would look at even offsets only.
      const forms = [Buffer.from(text), Buffer.from(text, 'utf16le')];
      if (forms.some((form) => bytes.includes(form))) found.push(`${text} in ${path}`);
    }
  }
  return found;
}

test('no secret is in clear in the browser’s folder, its storages, addresses, messages or titles', async ({ manager }) => {
  const folder = await mkdtemp(join(tmpdir(), 'manager-vault-'));
  const context = await chromium.launchPersistentContext(folder, { ...browser?.launchOptions, baseURL: manager.url });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const app = new App(page);
    const vault = new Vault(page, app);
    const seen: string[] = [];
    page.on('console', (message) => seen.push(message.text()));
    page.on('framenavigated', (frame) => seen.push(frame.url()));
    page.on('request', (request) => seen.push(request.url()));
    await vault.keepSample();
    await app.everyRegion();
    await vault.open();
    await page.reload();
    await vault.unlock();
    await expect(vault.kept).toBeVisible();
    await vault.lock();
    await expect(vault.locked).toBeVisible();
    seen.push(
      ...(await page.evaluate(() => [
        document.title,
        document.documentElement.outerHTML,
        JSON.stringify({ ...localStorage, ...sessionStorage }),
        JSON.stringify(history.state),
        ...performance.getEntries().map((entry) => JSON.stringify(entry)),
      ])),
      JSON.stringify(await vault.stored()),
    );
    // What a search does find: a database writes to the disk in clear, either way.
    const [plain, wide] = [`control-${Date.now()}-plain`, `control-${Date.now()}-wide-€`];
    await page.evaluate(
      (texts) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('control');
          opening.onupgradeneeded = () => opening.result.createObjectStore('control');
          opening.onsuccess = () => {
            const transaction = opening.result.transaction('control', 'readwrite', { durability: 'strict' });
            texts.forEach((text, place) => transaction.objectStore('control').put(text, place));
            transaction.oncomplete = () => resolve();
          };
        }),
      [plain, wide],
    );
    const secrets = [...manager.secrets(), ...manager.accounts.map((account) => account.applicationKey), PASSPHRASE];
    expect(secrets.filter((secret) => seen.some((text) => text.includes(secret)))).toEqual([]);
    await context.close();
    expect(await holding(folder, secrets)).toEqual([]);
    expect((await holding(folder, [plain])).length).toBeGreaterThan(0);
    expect((await holding(folder, [wide])).length).toBeGreaterThan(0);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
});

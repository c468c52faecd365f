
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Page } from '@playwright/test';

import { App } from '../support/app.ts';
import { browser } from '../support/browser.ts';
import { Help } from '../support/help.ts';
import { expect, test } from '../support/test.ts';
import { Vault } from '../support/vault.ts';

const NEED = 'What do you need?';

const machine = (page: Parameters<typeof Help.about>[0], manager: Parameters<typeof Help.about>[1]) =>
  Help.about(page, manager, 'pb20731-ovh', '/vps', ({ resource }) => resource.displayName === 'Statistics');

/** Goes there in the page that is open, as a link does. */
async function visit(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
}

/** A request that only has to be sent. */
async function ready(help: Help, text: string): Promise<void> {
  await help.open();
  await help.describe(text);
  await help.answer(NEED, /It does not answer/);
  await expect(help.app.heading('Check and send')).toBeVisible();
}

test('what was typed comes back after a reload, and can be gone on with from the list', async ({ page, manager }) => {
  const help = await machine(page, manager);
  await help.open();
  await help.words.fill('The till does not print');
  await expect(page.getByText(/^Kept on this computer/)).toBeVisible();
  await page.reload();
  await expect(help.words).toHaveValue('The till does not print');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Get help' }).click();
  await page.getByRole('link', { name: 'The till does not print' }).click();
  await expect(help.words).toHaveValue('The till does not print');
});

test('what was typed just before the page goes away is kept', async ({ page, manager }) => {
  const help = await machine(page, manager);
  await help.open();
  await help.words.fill('Typed and left at once');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click();
  await expect(help.app.heading('Overview')).toBeVisible();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Get help' }).click();
  await expect(page.getByRole('link', { name: 'Typed and left at once' })).toBeVisible();
});

test('a draft is shown under its own account alone', async ({ page, manager }) => {
  const help = await machine(page, manager);
  await help.open();
  await help.words.fill('Only the game host may read this');
  await expect(page.getByText(/^Kept on this computer/)).toBeVisible();
  const draft = new URL(page.url()).pathname.split('/').pop();
  for (const scope of ['eu:lm10452-ovh', 'us:br60915-ovh']) {
    await page.goto(`/${scope}/help`);
    await expect(help.app.heading('Get help')).toBeVisible();
    await expect(page.getByText('It is not about one service')).toBeVisible();
    await expect(page.getByText('Only the game host may read this')).toHaveCount(0);
    // Nor by its address under another account.
    await page.goto(`/${scope}/help/${draft}`);
    await expect(help.words).toHaveValue('');
  }
  await page.goto(`/${help.scope}/help`);
  await expect(page.getByRole('link', { name: 'Only the game host may read this' })).toBeVisible();
});

test('a draft that is discarded can be taken back, and is then gone for good', async ({ page, manager }) => {
  const help = await machine(page, manager);
  await help.open();
  await help.words.fill('Not needed after all');
  await expect(page.getByText(/^Kept on this computer/)).toBeVisible();
  await help.button('Discard').click();
  await expect(page.getByText('Discarded: Not needed after all')).toBeVisible();
  await help.button('Undo').click();
  await expect(help.words).toHaveValue('Not needed after all');
  await help.button('Discard').click();
  await expect(help.app.heading('Get help')).toBeVisible();
  await page.reload();
  await expect(help.app.heading('Get help')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Not needed after all' })).toHaveCount(0);
});

test('where nothing can be kept, that is said before anything is typed, and sending works', async ({ page, manager }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
  });
  const help = await machine(page, manager);
  await help.open();
  await expect(page.getByText('Only in this page: the browser blocks its storage')).toBeVisible();
  await help.describe('Nothing answers.');
  await help.answer(NEED, /It does not answer/);
  await help.send.click();
  await help.sent();
});

test('a ticket whose answer was lost is found, shown once and not sent again', async ({ page, manager, watch }) => {
  watch.tolerate(/support\/tickets/);
  const help = await machine(page, manager);
  const before = await help.opened();
  await ready(help, 'Answer lost after the ticket was made.');
  await help.plane.setFaults({ route: '/support/tickets/create', kind: 'truncate' });
  await help.send.click();
  const number = await help.sent();
  expect(await help.opened()).toBe(before + 1);
  expect((await help.tickets()).filter(({ ticketNumber }) => ticketNumber === number)).toHaveLength(1);
});

test('what was lost on its way is said not to have arrived, keeps every word, and is sent once', async ({
  page,
  manager,
  watch,
}) => {
  watch.tolerate(/support\/tickets/);
  const help = await machine(page, manager);
  const before = await help.opened();
  await ready(help, 'Lost on its way.');
  await help.plane.setFaults({ route: '/support/tickets/create', kind: 'drop' });
  await help.send.click();
  await expect(page.getByRole('heading', { name: 'It did not arrive' })).toBeVisible();
  await expect(page.getByText('Lost on its way.').first()).toBeVisible();
  expect(await help.opened()).toBe(before);
  await help.plane.clearFaults();
  await help.send.click();
  await help.sent();
  expect(await help.opened()).toBe(before + 1);
});

test('a failure of the provider keeps every word', async ({ page, manager, watch }) => {
  watch.tolerate(/support\/tickets/);
  const help = await machine(page, manager);
  const before = await help.opened();
  await ready(help, 'It fails with 500.');
  await help.plane.setFaults({ route: '/support/tickets/create', kind: 'error', status: 500 });
  await help.send.click();
  // A failure may come after the work: it is looked for before anything is said.
  const refused = page.getByRole('heading', { name: /It was not sent|It did not arrive/ });
  await expect(refused).toBeVisible();
  expect(await help.opened()).toBe(before);
  await help.plane.clearFaults();
  await page.reload();
  await expect(page.getByText('It fails with 500.').first()).toBeVisible();
  await help.send.click();
  await help.sent();
  expect(await help.opened()).toBe(before + 1);
});

test('a refusal names the field and leads there', async ({ page, manager, watch }) => {
  watch.tolerate(/support\/tickets/);
  const help = await machine(page, manager);
  await ready(help, 'With a friend in copy.');
  await page.getByLabel(/Who else is told/).fill('nobody');
  await help.send.click();
  await expect(page.getByRole('link', { name: 'Not an e-mail address: nobody' })).toBeVisible();
  await page.route('**/support/tickets/create', (route) =>
    route.fulfill({
      status: 400,
      headers: { 'X-Ovh-QueryID': 'EU.ws-1.2.3' },
      json: { class: 'Client::BadRequest', message: '[watchers] friend@b.example is refused' },
    }),
  );
  await page.getByLabel(/Who else is told/).fill('friend@b.example');
  await help.send.click();
  await page.getByRole('link', { name: '[watchers] friend@b.example is refused' }).click();
  await expect(page.getByLabel(/Who else is told/)).toBeFocused();
  await expect(page.getByLabel(/Who else is told/)).toHaveValue('friend@b.example');
  await page.unrouteAll({ behavior: 'wait' });
});

test('without a network nothing is lost, and with one it is sent once', async ({ page, context, manager, watch }) => {
  watch.tolerate(/./);
  const help = await machine(page, manager);
  const before = await help.opened();
  await help.open();
  await help.describe('Written on the train.');
  await context.setOffline(true);
  await help.answer(NEED, /It does not answer/);
  await help.send.click();
  const not = page.getByRole('heading', { name: /It was not sent|It did not arrive|It is not known whether it arrived/ });
  await expect(not.or(page.getByText('It is not known whether it arrived'))).toBeVisible({ timeout: 20_000 });
  await context.setOffline(false);
  if (await help.button('Look again').isVisible()) {
    await help.button('Look again').click();
    await expect(help.app.heading('Check and send')).toBeVisible();
  }
  await help.send.click();
  await help.sent();
  expect(await help.opened()).toBe(before + 1);
});

test('two tabs with one draft make one ticket', async ({ page, context, manager }) => {
  const help = await machine(page, manager);
  const before = await help.opened();
  await ready(help, 'Sent from two tabs.');
  const other = await context.newPage();
  const second = new Help(other, help.account, help.plane, help.service);
  await second.app.enter(page.url().replace(/^https?:\/\/[^/]+/, ''));
  await expect(second.send).toBeVisible();
  await Promise.all([help.send.dblclick(), second.send.click()]);
  const numbers = await Promise.all([help.sent(), second.sent()]);
  expect(new Set(numbers).size).toBe(1);
  expect(await help.opened()).toBe(before + 1);
});

test('a tab that was closed while it sent finds its ticket when the draft is opened again', async ({
  page,
  context,
  manager,
  watch,
}) => {
  watch.tolerate(/./);
  const help = await machine(page, manager);
  const before = await help.opened();
  await ready(help, 'Closed while it was sent.');
  const path = page.url().replace(/^https?:\/\/[^/]+/, '');
  // It arrives and is applied, and the answer stays away. (A request that a route holds would be let go, and made
  // a second time, by the closing of its page.)
  const network = await context.newCDPSession(page);
  const create = { urlPattern: '*/support/tickets/create', requestStage: 'Response' as const };
  await network.send('Fetch.enable', { patterns: [create] });
  await help.send.click();
  await expect(help.app.heading('Sending your request')).toBeVisible();
  await expect.poll(() => help.opened()).toBe(before + 1);
  await page.close();
  const again = await context.newPage();
  const reopened = new Help(again, help.account, help.plane, help.service);
  await reopened.app.enter(path);
  await reopened.sent();
  expect(await help.opened()).toBe(before + 1);
});

test('a request is sealed while the vault is open, and comes back with the passphrase', async ({ page, app, manager }) => {
  const vault = new Vault(page, app);
  await vault.keepSample();
  const text = 'Sealed with everything else';
  await visit(page, '/eu:pb20731-ovh/help?from=service');
  const words = page.getByLabel('In your own words');
  await words.fill(text);
  await expect(page.getByText(/^Kept on this computer/)).toBeVisible();
  const kept = await vault.stored();
  const names = Object.keys(kept).filter((name) => name.startsWith('draft/'));
  expect(names).toHaveLength(1);
  expect(names[0]).toMatch(/^draft\/eu:pb20731-ovh\//);
  expect(JSON.stringify(kept)).not.toContain(text);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(databases).not.toContain('manager-drafts');
  for (const secret of manager.secrets()) expect(JSON.stringify(kept)).not.toContain(secret);
  await vault.lock();
  await expect(vault.locked).toBeVisible();
  await expect(page.getByText(text)).toHaveCount(0);
  await vault.unlock();
  await expect(words).toHaveValue(text);
  await page.reload();
  await vault.unlock();
  await expect(words).toHaveValue(text);
});

test('a browser that is killed while somebody writes has kept what was written', async ({ manager }) => {
  const folder = await mkdtemp(join(tmpdir(), 'manager-killed-'));
  const open = () => chromium.launchPersistentContext(folder, { ...browser?.launchOptions, baseURL: manager.url });
  try {
    const first = await open();
    const page = first.pages()[0] ?? (await first.newPage());
    const help = await machine(page, manager);
    await help.open();
    await help.words.fill('Written when the power went');
    await expect(page.getByText(/^Kept on this computer/)).toBeVisible();
    const path = new URL(page.url()).pathname;
    const gone = new Promise((done) => first.once('close', done));
    execFileSync('pkill', ['-KILL', '-f', folder]);
    await gone;

    const second = await open();
    const again = second.pages()[0] ?? (await second.newPage());
    await new App(again).enter(path);
    await expect(again.getByLabel('In your own words')).toHaveValue('Written when the power went');
    await second.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

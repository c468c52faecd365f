import { readFile } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';

import type { App } from '../support/app.ts';
import { Keyboard } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';
import { everything, type Truth } from '../support/truth.ts';

const many = (count: number) => count.toLocaleString('en-GB');

async function shows(app: App, count: number, all: number): Promise<void> {
  await expect(app.count).toHaveText(`${many(count)} of ${many(all)} services`);
}

const head = (page: Page, name: string) => page.getByRole('columnheader', { name });
const tool = (page: Page, name: string) => page.locator('summary', { hasText: name });
const box = (row: Locator) => row.getByRole('checkbox');
const bulk = (page: Page) => page.getByRole('region', { name: 'Selected rows' });
const titles = (page: Page) => page.getByRole('columnheader').allInnerTexts();

/** Presses a button that saves a file; its name and what is in it. */
async function download(page: Page, button: Locator): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test.describe('the query', () => {
  test('narrows by columns as it is typed, and says what it does not understand', async ({ app, manager, page }) => {
    await app.services();
    const truth = await everything(manager);
    const cases: [string, (service: Truth) => boolean][] = [
      ['state:unpaid', ({ state }) => state === 'Unpaid'],
      ['state:attention region:ca', ({ urgent, region }) => urgent && region === 'ca'],
      ['-product:domain', ({ product }) => product !== 'Domains'],
      ['ends<30d', ({ ends }) => ends < Date.now() + 30 * 86_400_000],
      ['account:br60915 .example', ({ nic, technical }) => nic === 'br60915-ovh' && technical.includes('.example')],
    ];
    for (const [text, fits] of cases) {
      await app.search.fill(text);
      const found = truth.filter(fits);
      expect(found.length, text).toBeGreaterThan(0);
      await shows(app, found.length, truth.length);
    }
    await app.search.fill('state:nonsense');
    await expect(page.getByText('“nonsense” is not something that State can be compared with')).toBeVisible();
    await expect(app.count).toHaveText(`${many(truth.length)} services`);
    await expect(app.search).toHaveValue('state:nonsense');
  });

  test('and the choices beside it are one: each shows the other', async ({ app, page }) => {
    await app.services();
    await app.search.fill('region:ca');
    await expect(app.choice('Region')).toHaveValue('ca');
    await app.choice('Region').selectOption('Europe');
    await expect(app.search).toHaveValue('');
    await app.choice('Universe').selectOption('Market');
    await expect(page.locator('.table-query')).toHaveText('region:eu universe:market');
    await page.getByRole('button', { name: 'Edit as text' }).click();
    await expect(app.search).toHaveValue('region:eu universe:market');
    await expect(app.choice('Universe')).toHaveValue('market');
    await expect(page).toHaveURL('/all/services?q=region%3Aeu+universe%3Amarket');
  });

  test('is put together from a form for whoever does not type it', async ({ app, page, manager }) => {
    await app.services();
    const truth = await everything(manager);
    await tool(page, 'Filter').click();
    await page.getByLabel('Column', { exact: true }).selectOption('Product');
    await page.getByLabel('Comparison').selectOption('is not');
    await page.getByLabel('Value').selectOption('Domains');
    await page.getByRole('button', { name: 'Add the filter' }).click();
    await expect(app.search).toHaveValue('-product:domain');
    await expect(app.search).toBeFocused();
    const found = truth.filter(({ product }) => product !== 'Domains');
    await shows(app, found.length, truth.length);
  });

  test('finds servers by address and services by number', async ({ app, manager }) => {
    await app.services();
    const truth = await everything(manager);
    const plane = manager.plane('eu');
    for (const account of plane.accounts) {
      const [server] = await plane.list<{ name: string; ip: string }>(account, '/dedicated/server');
      if (!server) continue;
      await app.search.fill(server.ip);
      await expect(app.rows.filter({ hasText: server.name })).toHaveCount(1);
    }
    const one = truth[0];
    if (!one) throw new Error('the sample has services');
    await app.search.fill(`id:${one.id}`);
    await expect(app.rows.filter({ hasText: one.technical })).toHaveCount(1);
  });
});

test('several columns are sorted by, in the order of the clicks', async ({ app, page, manager }) => {
  await app.services();
  const truth = await everything(manager);
  await head(page, 'Product').getByRole('button').click();
  await head(page, 'Name').getByRole('button').click({ modifiers: ['Shift'] });
  await head(page, 'Name').getByRole('button').click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL('/all/services?sort=product,-name'.replace(',', '%2C'));
  await expect(head(page, 'Product')).toHaveAttribute('aria-sort', 'ascending');
  await expect(head(page, 'Name')).toHaveText(/2\s*Order 2, descending/);
  const collator = new Intl.Collator('en', { numeric: true });
  const sorted = truth
    .map(({ product, name }) => ({ product, name }))
    .sort((a, b) => collator.compare(a.product, b.product) || collator.compare(b.name, a.name));
  const lines = await app.lines();
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.map(({ product, name }) => ({ product, name }))).toEqual(sorted.slice(0, lines.length));
});

test('columns are chosen and moved, with the keyboard, and stand in the address', async ({ app, page }) => {
  const keyboard = new Keyboard(page);
  await app.services();
  expect((await titles(page)).filter(Boolean)).toEqual(['Name', 'State', 'Product', 'Account', 'Term']);
  await keyboard.tabTo(tool(page, 'Columns'));
  await keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'IP address' })).toBeVisible();
  await keyboard.tabTo(page.getByRole('checkbox', { name: 'IP address' }));
  await keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'IP address' })).toBeFocused();
  await keyboard.tabTo(page.getByRole('button', { name: 'Move IP address earlier' }));
  await keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Product' }).press('Space');
  await expect(head(page, 'Product')).toHaveCount(0);
  expect((await titles(page)).filter(Boolean)).toEqual(['Name', 'State', 'Account', 'IP address', 'Term']);
  await expect(app.table).toHaveAttribute('aria-colcount', '6');
  await expect(page).toHaveURL((url) => url.searchParams.get('columns') === 'name,state,account,ip,end');
  await page.keyboard.press('Escape');
  await expect(tool(page, 'Columns')).toBeFocused();
  await page.reload();
  await expect(head(page, 'IP address')).toBeVisible();
});

test.describe('the selection', () => {
  test('grows by ranges and is copied and cleared in its bar', async ({ app, page, context }) => {
    await context.grantPermissions(['clipboard-write']);
    await app.services('?sort=name');
    const names = (await app.lines()).map(({ name }) => name);
    await box(app.rows.nth(1)).click();
    await box(app.rows.nth(4)).click({ modifiers: ['Shift'] });
    await expect(bulk(page)).toContainText('4 selected');
    await expect(app.rows.nth(2)).toHaveAttribute('aria-selected', 'true');
    await bulk(page).getByRole('button', { name: 'Copy names' }).click();
    await expect(page.getByRole('status').filter({ hasText: '4 names copied' })).toBeAttached();
    // The page may not read the clipboard; a person pastes. A field of one line joins lines.
    await app.search.focus();
    await page.keyboard.press('Control+V');
    await expect(app.search).toHaveValue(names.slice(1, 5).join(' '));
    await app.search.fill(names[1] ?? '');
    await expect(bulk(page)).toContainText('of them not shown');
    await bulk(page).getByRole('button', { name: 'Clear the selection' }).click();
    await expect(bulk(page)).toHaveCount(0);
    await expect(app.search).toBeFocused();
  });

  test('goes with its rows into another order', async ({ app, page }) => {
    await app.services('?sort=name');
    const { name } = (await app.lines())[0] ?? { name: '-' };
    await box(app.rows.first()).click();
    await expect(app.rows.first()).toHaveAttribute('aria-selected', 'true');
    await head(page, 'Name').getByRole('button').click();
    await expect(head(page, 'Name')).toHaveAttribute('aria-sort', 'descending');
    await expect(app.rows.first()).not.toContainText(name);
    await expect(app.rows.first()).toHaveAttribute('aria-selected', 'false');
    await expect(box(app.rows.first())).not.toBeChecked();
    await expect(bulk(page)).toContainText('1 selected');
    // And back again.
    await head(page, 'Name').getByRole('button').click();
    await expect(app.rows.first()).toContainText(name);
    await expect(box(app.rows.first())).toBeChecked();
    await expect(box(app.rows.nth(1))).not.toBeChecked();
  });

  test('takes all that is shown, and is exported', async ({ app, page, manager }) => {
    const nic = 'pb20731-ovh';
    await app.enter(`/eu:${nic}/services`);
    await app.everyService();
    const truth = (await everything(manager, ['eu'])).filter((service) => service.nic === nic);
    await page.getByRole('checkbox', { name: 'Select all rows shown' }).click();
    await expect(bulk(page)).toContainText(`${many(truth.length)} selected`);
    await box(app.rows.first()).click();
    const { name, text } = await download(page, bulk(page).getByRole('button', { name: 'JSON' }));
    expect(name).toMatch(/^services-eu-pb20731-ovh-\d{4}-\d\d-\d\d\.json$/);
    const rows = JSON.parse(text) as { name: string; technical: string; account: string }[];
    expect(rows).toHaveLength(truth.length - 1);
    const known = new Set(truth.map(({ technical }) => technical));
    expect(rows.every(({ technical, account }) => known.has(technical) && account === nic)).toBe(true);
  });
});

test('CSV holds what is shown and no formula', async ({ app, page, manager }) => {
  const account = manager.accountsOf('ca')[0];
  if (!account) throw new Error('the sample has a Canadian account');
  const plane = manager.plane('ca');
  const rows = await plane.list<{ serviceId: number; resource: { displayName: string } }>(account, '/services');
  const service = rows[0];
  if (service) service.resource.displayName = '=HYPERLINK("https://x.example","a, b")';
  await page.route(/\/api\/ca\/1\.0\/services(\?|$)/, (route) => route.fulfill({ json: rows }));
  await app.services(`?q=id:${service?.serviceId}+region:ca&columns=name,product,id`);
  await expect(app.rows).not.toHaveCount(0);
  await tool(page, 'Export').click();
  const { name, text } = await download(page, page.getByRole('button', { name: 'CSV', exact: true }));
  expect(name).toMatch(/^services-all-\d{4}-\d\d-\d\d\.csv$/);
  const lines = text.split('\r\n');
  // One line for each Canadian account that was given these rows, a heading and an end.
  expect(lines).toHaveLength(manager.accountsOf('ca').length + 2);
  expect(lines[0]).toBe('Name,Technical name,Product,Number');
  expect(lines[1]).toContain(`"'=HYPERLINK(""https://x.example"",""a, b"")",`);
  expect(lines[1]).toMatch(new RegExp(`,${service?.serviceId}$`));
  const excel = await download(page, page.getByRole('button', { name: 'CSV for Excel' }));
  expect(excel.text).toBe(`\u{feff}${text}`);
});

test.describe('saved views', () => {
  test('belong to the scope they were saved in', async ({ app, page }) => {
    await app.enter('/eu:pb20731-ovh/services');
    await app.everyService();
    await app.choice('State').selectOption('Active');
    await tool(page, 'Views').click();
    await page.getByLabel('Name of the view shown now').fill('Everything well');
    await page.getByRole('button', { name: 'Save the view' }).click();
    await expect(page.getByRole('button', { name: 'Everything well', exact: true })).toBeVisible();
    await app.choice('State').selectOption('All');
    await page.goto('/all/services');
    await app.everyService();
    await tool(page, 'Views').click();
    await expect(page.getByText('No view is saved here yet.')).toBeVisible();
    await page.goto('/eu:pb20731-ovh/services');
    await app.everyService();
    await tool(page, 'Views').click();
    await page.getByRole('button', { name: 'Everything well', exact: true }).click();
    await expect(app.choice('State')).toHaveValue('active');
    await page.getByRole('button', { name: 'Delete the view Everything well' }).click();
    await expect(page.getByText('No view is saved here yet.')).toBeVisible();
  });

  test('are not offered where the browser keeps nothing', async ({ app, page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await app.services();
    await tool(page, 'Views').click();
    await expect(page.getByText('This browser keeps nothing for this page')).toBeVisible();
  });
});

test.describe('the keyboard', () => {
  test('moves by cells and pages, selects, and types ahead', async ({ app, page }) => {
    const keyboard = new Keyboard(page);
    await app.services('?sort=name');
    await keyboard.tabTo(app.rows.first().getByRole('rowheader').getByRole('link'));
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowRight');
    await expect(page.locator(':focus')).toHaveClass(/list-state/);
    // The grid is one stop of the page, wherever in it one was.
    await expect(app.table.locator('[tabindex="0"]')).toHaveCount(1);
    await page.keyboard.press('Shift+Tab');
    await expect(app.table.locator(':focus')).toHaveCount(0);
    await keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveClass(/list-state/);
    await keyboard.press('Space');
    await expect(app.rows.nth(1)).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('ArrowDown');
    await keyboard.press('Shift+Space');
    await expect(bulk(page)).toContainText('2 selected');
    for (let step = 0; step < 4; step += 1) await keyboard.press('PageDown');
    await keyboard.press('Control+End');
    const last = (await app.table.getAttribute('aria-rowcount')) ?? '';
    await expect(page.locator('[aria-rowindex]').filter({ has: page.locator(':focus') })).toHaveAttribute('aria-rowindex', last);
    await keyboard.press('Control+Home');
    await expect(box(app.rows.first())).toBeFocused();
    const name = (await app.lines()).at(-1)?.name ?? '';
    await page.keyboard.type(name.slice(0, 4).replaceAll(' ', ''));
    await keyboard.look();
    await expect(page.locator('[aria-rowindex]').filter({ has: page.locator(':focus') })).toContainText(name.slice(0, 1));
  });

  test('stays where it is while one scrolls, sorts and refreshes', async ({ app, page }) => {
    const keyboard = new Keyboard(page);
    await app.services('?sort=name');
    await keyboard.tabTo(app.rows.first().getByRole('rowheader').getByRole('link'));
    await keyboard.press('ArrowDown');
    const name = await page.locator(':focus').innerText();
    await page.mouse.move(400, 500);
    const settled = await page.evaluateHandle(() => ({
      ended: new Promise((ended) => document.addEventListener('scrollend', ended, { capture: true, once: true })),
    }));
    await page.mouse.wheel(0, 4000);
    // The browser lets a wheel run out; a key pressed before that would be scrolled away from.
    await settled.evaluate(({ ended }) => ended.then(() => undefined));
    await expect(app.rows.nth(1)).not.toContainText(name);
    await expect(page.locator(':focus')).toHaveText(name, { useInnerText: true });
    await keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect(page.locator(':focus')).toHaveText(name, { useInnerText: true });
    // Another order, by way of the address: the row is elsewhere, the focus is with it.
    await page.evaluate(() => {
      history.pushState(null, '', '?sort=-name');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await expect(head(page, 'Name')).toHaveAttribute('aria-sort', 'descending');
    await expect(page.locator(':focus')).toHaveText(name, { useInnerText: true });
  });
});

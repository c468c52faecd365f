import type { Page } from '@playwright/test';

import { Keyboard } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';
import { everything } from '../support/truth.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Switch account' });
const box = (page: Page) => dialog(page).getByRole('combobox');
const options = (page: Page) => dialog(page).getByRole('option');
const mark = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Switch/ });

test('the switcher needs no mouse, keeps the page and its query, and never loads the page anew', async ({
  app,
  page,
}) => {
  const keyboard = new Keyboard(page);
  await app.services('?state=active&region=ca');
  await page.evaluate(() => Object.assign(globalThis, { unloaded: false }));
  await expect(mark(page)).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(box(page)).toBeFocused();
  await keyboard.look();
  await page.keyboard.type('lm10452');
  await expect(options(page)).toHaveCount(1);
  await expect(options(page)).toHaveAttribute('aria-selected', 'true');
  await expect(box(page)).toHaveAttribute('aria-activedescendant', (await options(page).getAttribute('id')) ?? '');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);
  // A filter by region speaks about the accounts one leaves.
  await expect(page).toHaveURL('/eu:lm10452-ovh/services?state=active');
  await expect(page.getByRole('banner')).toContainText('lm10452-ovh');
  await expect(app.heading('Services')).toBeFocused();
  expect(await page.evaluate(() => (globalThis as unknown as { unloaded?: boolean }).unloaded)).toBe(false);

  await page.goBack();
  await expect(page).toHaveURL('/all/services?state=active&region=ca');
});

test('arrows go round, Escape changes nothing and gives the focus back', async ({ app, page }) => {
  await app.overview();
  await mark(page).click();
  await expect(options(page).nth(0)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await expect(options(page).last()).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(options(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(mark(page)).toBeFocused();
  await expect(page).toHaveURL('/all/overview');

  await mark(page).click();
  await page.keyboard.type('nobody is called this');
  await expect(dialog(page).getByRole('status')).toHaveText('No account or group fits this search.');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/all/overview');
});

test('Enter alone goes back to where one was before', async ({ app, page }) => {
  await app.enter('/eu:lm10452-ovh/overview');
  await expect(page.getByRole('banner')).toContainText('lm10452-ovh');
  for (const to of ['sb50634', 'br60915']) {
    await page.keyboard.press('Control+k');
    await box(page).fill(to);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('banner')).toContainText(to);
  }
  await page.keyboard.press('Control+k');
  await expect(options(page).nth(0)).toContainText('sb50634-ovh');
  await expect(options(page).nth(0)).toContainText('Recent');
  await expect(options(page).nth(1)).toContainText('lm10452-ovh');
  await expect(options(page).nth(2)).toContainText('Shown now');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/ca:sb50634-ovh/overview');

  // What was recent is forgotten with the keys.
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(app.heading('Sign in')).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('ovh');
});

test('an account seen before is shown at once, without asking again', async ({ app, page }) => {
  await app.services();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/services(\?|$)/.test(request.url()) && request.url().includes('/api/')) asked.push(request.url());
  });
  await page.keyboard.press('Control+k');
  await box(page).fill('lm10452');
  await expect(options(page)).toHaveCount(1);
  // From the key to the frame in which the rows stand.
  const took = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('dialog input');
    const start = performance.now();
    input?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await new Promise(requestAnimationFrame);
    const rows = document.querySelectorAll('main [role="rowheader"], main th[scope="row"]').length;
    return { ms: performance.now() - start, rows };
  });
  await expect(page).toHaveURL('/eu:lm10452-ovh/services');
  await expect(app.rows.first()).toBeVisible();
  expect(asked).toEqual([]);
  expect(took.ms).toBeLessThan(500);
  console.log(`switch: ${took.ms.toFixed(0)} ms, ${took.rows} rows in the next frame`);
});

test('a thousand accounts stay quick', async ({ app, page, manager }) => {
  const many = Array.from({ length: 1000 }, (_, at) => {
    const account = manager.accounts[at % manager.accounts.length];
    return { ...account, nic: at < manager.accounts.length ? account?.nic : `cl${String(at).padStart(5, '0')}-ovh` };
  });
  await page.route('**/sample/accounts.json', (route) => route.fulfill({ json: many }));
  await app.enter('/us:br60915-ovh/overview');
  await app.updated('United States').waitFor();
  await mark(page).click();
  await expect(options(page)).toHaveCount(50);
  await expect(dialog(page).getByRole('status')).toHaveText('951 more: type to narrow the list');
  await box(page).fill('cl00999');
  await expect(options(page)).toHaveCount(1);
  await expect(options(page)).toContainText('cl00999-ovh');
});

test('whatever the answers’ order, no row of one account ever stands under another', async ({ app, page, manager }) => {
  test.setTimeout(120_000);
  const truth = await everything(manager);
  const owners: Record<string, string[]> = {};
  for (const { name, technical, nic } of truth) {
    for (const text of [name, technical]) (owners[text] ??= []).push(nic);
  }
  // Each frame that is drawn is looked at, from inside the page.
  await page.addInitScript((known: Record<string, string[]>) => {
    const leaks: string[] = [];
    const seen = { frames: 0, rows: 0 };
    Object.assign(globalThis, { leaks, seen });
    const look = () => {
      const whose = decodeURIComponent(location.pathname.split('/')[1] ?? '').split(':')[1];
      if (whose) {
        seen.frames += 1;
        for (const head of document.querySelectorAll<HTMLElement>('main [role="rowheader"], main th[scope="row"]')) {
          seen.rows += 1;
          const lines = head.innerText.split('\n').map((line) => line.trim());
          const of = lines.flatMap((line) => known[line] ?? []);
          if (of.length > 0 && !of.includes(whose)) leaks.push(`${lines.join(' ')} under ${whose}`);
        }
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, owners);
  // The same delays and steps each time.
  let state = 20261124;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  await page.route(/\/api\/.*\/(services|vps|dedicated)/, async (route) => {
    const wait = random(400);
    await new Promise((go) => setTimeout(go, wait));
    await route.continue().catch(() => undefined);
  });
  const accounts = manager.accounts.map(({ region, nic }) => `${region}:${nic}`);
  await app.enter(`/${accounts[0]}/services`);
  await expect(page.getByRole('banner')).toContainText('You are looking at');
  for (let step = 0; step < 60; step += 1) {
    const to = accounts[random(accounts.length)] ?? '';
    await page.keyboard.press('Control+k');
    await box(page).fill(to);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`/${to}/services`);
    if (random(4) === 0) await app.rows.first().waitFor();
    if (random(5) === 0) await page.goBack();
  }
  const { leaks, seen } = await page.evaluate(() => {
    const { leaks, seen } = globalThis as unknown as { leaks: string[]; seen: { frames: number; rows: number } };
    return { leaks, seen };
  });
  expect(leaks).toEqual([]);
  expect(seen.rows).toBeGreaterThan(100);

  // The watch does see what it watches for: rows under an address that is not theirs.
  await app.rows.first().waitFor();
  const shown = page.url();
  const other = accounts.find((account) => !shown.includes(account));
  await page.evaluate((path) => history.replaceState(null, '', path), `/${other}/services`);
  const noticed = () => page.evaluate(() => (globalThis as unknown as { leaks: string[] }).leaks.length);
  await expect.poll(noticed).toBeGreaterThan(0);
});

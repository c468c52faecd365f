import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { Keyboard } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const choice = (page: Page, name = 'Language') => page.getByRole('combobox', { name, exact: true });
const enterInFrench = (page: Page) => page.getByRole('button', { name: 'Utiliser les comptes d’exemple' }).click();

/** Words of English that no French page says. */
const ENGLISH = /\b(the|and|of|with|your|loading|updated|accounts?|regions?|search|needs?|every)\b/i;

/** What is on the page in words, without names that the samples gave. */
const words = (page: Page, within: string) =>
  page.locator(within).evaluateAll((parts) => parts.map((part) => (part as HTMLElement).innerText).join('\n'));

test.describe('a reader of French', () => {
  test.use({ locale: 'fr-CA' });

  test('finds every page in French, its dates and numbers too', async ({ page, app }) => {
    const texts: string[] = [];
    const warnings: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/locales/')) texts.push(pathname);
    });
    page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    await page.goto('/');
    await expect(heading(page, 'Connexion')).toBeVisible();
    await expect(page).toHaveTitle('Connexion · Manager');
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    expect(await words(page, 'main')).not.toMatch(ENGLISH);

    await page.getByRole('button', { name: 'Se connecter avec ces clés' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Certains champs sont à corriger' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Saisissez la clé d’application' })).toBeVisible();

    await enterInFrench(page);
    await expect(heading(page, 'Vue d’ensemble')).toBeFocused();
    for (const region of ['Europe', 'Canada', 'États-Unis']) {
      await expect(app.region(region).getByRole('status').getByText(/^Mis à jour /)).toBeVisible();
    }
    // The day and the month as they are written in Canada, in French.
    const exact = app.region('Europe').getByRole('status').locator('time');
    await expect(exact).toHaveAttribute('title', /^\p{L}+ \d{1,2} \p{L}+ 20\d\d à \d{1,2}\s?h\s?\d{2}$/u);
    expect(await words(page, '.side, .page-head, .region')).not.toMatch(ENGLISH);

    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Services' }).click();
    await expect(heading(page, 'Services')).toBeFocused();
    await expect(page.getByRole('combobox', { name: 'État' })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Échéance' })).toBeVisible();
    await expect(app.rows.first()).toBeVisible();
    expect(await words(page, '.filters, thead, .list-state')).not.toMatch(ENGLISH);

    // Each file once, none of another language, none asked for in vain.
    expect(texts).toEqual([...new Set(texts)]);
    expect(texts.filter((path) => !path.startsWith('/locales/fr'))).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test('reads what went wrong in French', async ({ page, app, manager, watch }) => {
    watch.tolerate(/\/api\/ca\//);
    await manager.plane('ca').setFaults({ route: '*', kind: 'down' });
    await page.goto('/');
    await enterInFrench(page);
    const trouble = app.region('Canada').getByRole('alert').first();
    await expect(trouble).toContainText('Canada\u00a0: injoignable', { timeout: 15_000 });
    await expect(trouble.getByRole('button', { name: /^Réessayer/ })).toBeVisible();
  });

  test('is told in French that the program did not arrive', async ({ page, watch }) => {
    watch.tolerate(/wasm/i, /^page error/, /Failed to load resource/);
    await page.route('**/*.wasm', (route) => route.abort('connectionreset'));
    await page.goto('/');
    await expect(page.getByRole('alert')).toContainText('Une partie de l’application n’est pas arrivée.');
    await expect(page.getByRole('button', { name: 'Réessayer' })).toBeVisible();
  });

  test('meets nothing for axe to find, and no page wider than the window', async ({ page, app }) => {
    await page.goto('/');
    for (const open of [
      () => expect(heading(page, 'Connexion')).toBeVisible(),
      async () => {
        await enterInFrench(page);
        await expect(app.region('Canada').getByText(/^Mis à jour /)).toBeVisible();
      },
      async () => {
        await page.getByRole('link', { name: 'Services', exact: true }).click();
        await expect(app.rows.first()).toBeVisible();
      },
    ]) {
      await open();
      for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(wide, `${width} px`).toBe(0);
      }
    }
  });
});

test.describe('a reader of a language that is not there', () => {
  test.use({ locale: 'ja-JP' });

  test('reads English, numbers and dates as well', async ({ app, page }) => {
    await app.overview();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(app.region('Europe').locator('time').first()).toHaveAttribute('title', /^[\x20-\x7e\u202f]+$/);
  });
});

test('another language is chosen without losing keys, figures or place, and is remembered', async ({ app, page, manager }) => {
  const account = manager.account('br60915-ovh');
  await page.goto('/sign-in');
  await page.getByRole('combobox', { name: 'Region' }).selectOption({ label: 'United States' });
  await page.getByLabel('Application key', { exact: true }).fill(account.applicationKey);
  await page.getByLabel('Application secret', { exact: true }).fill(account.applicationSecret);
  await page.getByLabel('Consumer key', { exact: true }).fill(account.consumerKey);
  await page.getByRole('button', { name: 'Sign in with these keys' }).click();
  await app.updated('United States').waitFor();
  const calls: string[] = [];
  page.on('request', (request) => {
    // The list; what the products say of their states may still be on its way.
    if (/\/api\/.*\/services(\?|$)/.test(request.url())) calls.push(request.url());
  });

  const keyboard = new Keyboard(page);
  await keyboard.tabTo(choice(page), 60, 'Shift+Tab');
  await choice(page).selectOption('Français');
  await expect(heading(page, 'Vue d’ensemble')).toBeFocused();
  await expect(page).toHaveTitle('Vue d’ensemble · Manager');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(app.region('États-Unis').getByText(/^Mis à jour /)).toBeVisible();
  expect(calls, 'what was known is asked for again').toEqual([]);

  // An area that was not open yet speaks it, too.
  await page.getByRole('link', { name: 'Services', exact: true }).click();
  await expect(page.getByRole('searchbox', { name: 'Rechercher' })).toBeVisible();
  await page.reload();
  await expect(heading(page, 'Connexion')).toBeVisible();
  await choice(page, 'Langue').selectOption('English');
  await expect(app.heading('Sign in')).toBeVisible();
  await page.reload();
  await expect(app.heading('Sign in')).toBeVisible();
});

test('what was typed is not lost without a question', async ({ app, page }) => {
  await page.goto('/sign-in');
  const key = page.getByLabel('Application key', { exact: true });
  await key.fill('abc');
  page.once('dialog', (dialog) => dialog.dismiss());
  await choice(page).selectOption('Français');
  await expect(choice(page)).toHaveValue('en');
  await expect(app.heading('Sign in')).toBeVisible();
  await expect(key).toHaveValue('abc');
  page.once('dialog', (dialog) => dialog.accept());
  await choice(page).selectOption('Français');
  await expect(heading(page, 'Connexion')).toBeVisible();
});

test('a language whose texts do not arrive is not taken', async ({ app, page, watch }) => {
  watch.announce(/locales\/fr\.json/);
  await page.goto('/sign-in');
  await page.route('**/locales/fr.json', (route) => route.fulfill({ status: 503, body: '' }));
  await choice(page).selectOption('Français');
  await expect(page.getByRole('alert').filter({ hasText: 'The texts of that language did not arrive.' })).toBeVisible();
  await expect(choice(page)).toHaveValue('en');
  await expect(app.heading('Sign in')).toBeVisible();
  await page.unroute('**/locales/fr.json');
  await choice(page).selectOption('Français');
  await expect(heading(page, 'Connexion')).toBeVisible();
});

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import type { App } from '../support/app.ts';
import type { Manager } from '../support/manager.ts';
import { expect, test } from '../support/test.ts';
import { damaged, Vault } from '../support/vault.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Screen {
  name: string;
  open: (app: App, page: Page, manager: Manager) => Promise<void>;
  /** Troubles that the screen is about. */
  troubles?: RegExp;
}

const SCREENS: Screen[] = [
  {
    name: 'sign-in',
    open: async (app, page) => {
      await page.goto('/sign-in');
      await expect(app.heading('Sign in')).toBeVisible();
    },
  },
  {
    name: 'sign-in with fields to mend',
    open: async (_app, page) => {
      await page.goto('/sign-in');
      await page.getByRole('button', { name: 'Sign in with these keys' }).click();
      await expect(page.getByText('Some fields need mending')).toBeVisible();
    },
  },
  {
    name: 'overview',
    open: async (app, page) => {
      await app.overview();
      await page.getByRole('main').getByText('Accounts', { exact: true }).first().click();
    },
  },
  {
    name: 'overview of one account',
    open: async (app) => {
      await app.enter('/us:br60915-ovh/overview');
      await app.updated('United States').waitFor();
    },
  },
  {
    name: 'overview with a region in trouble',
    troubles: /\/api\/ca\//,
    open: async (app, _page, manager) => {
      await manager.plane('ca').setFaults({ route: '*', kind: 'down' });
      await app.enter();
      await expect(app.region('Canada').getByRole('alert').first()).toBeVisible({ timeout: 15_000 });
      await app.updated('Europe').waitFor();
    },
  },
  {
    name: 'overview with its charts and the choice of universes',
    open: async (app, page) => {
      await app.overview();
      await expect(app.panel('Money by month').locator('[data-currency]')).toHaveCount(3);
      for (const table of await page.getByText('As a table').all()) await table.click();
      await page.getByText('Choose universes').click();
    },
  },
  { name: 'the dashboard of a universe', open: (app) => app.dashboard('spirit') },
  { name: 'a universe that the region does not have', open: (app) => app.dashboard('market', 'us:br60915-ovh') },
  { name: 'services', open: (app) => app.services() },
  {
    name: 'services of one product',
    open: async (app) => app.services('?product=vps&state=active'),
  },
  {
    name: 'services with a query, a selection and the columns open',
    open: async (app, page) => {
      await app.services('?product=vps&q=state:nonsense+-ends<1d&sort=state,-name');
      await page.getByRole('checkbox', { name: /^Select/ }).nth(1).click();
      await page.locator('summary', { hasText: 'Columns' }).click();
      await expect(page.getByRole('checkbox', { name: 'Compact rows' })).toBeVisible();
    },
  },
  {
    name: 'services without a result',
    open: async (app, page) => {
      await app.enter('/all/services?q=nothing+such');
      await expect(page.getByText('No service fits this search and these filters.')).toBeVisible();
    },
  },
  {
    name: 'services with a region in trouble',
    troubles: /\/api\/ca\//,
    open: async (app, page, manager) => {
      await manager.plane('ca').setFaults({ route: '*', kind: 'html' });
      await app.enter('/all/services');
      await expect(page.getByRole('alert').filter({ hasText: 'Canada' })).toBeVisible({ timeout: 15_000 });
      await app.everyService();
    },
  },
  {
    name: 'an account without keys',
    open: async (app, page) => {
      await app.enter('/eu:zz99999-ovh/overview');
      await expect(app.heading('The keys of this account are not here')).toBeVisible();
      await expect(page).toHaveTitle(/Manager/);
    },
  },
  {
    name: 'an address that leads nowhere',
    open: async (app, page) => {
      await app.overview();
      await page.goto('/all/nowhere');
      await expect(app.heading('There is no page at this address')).toBeVisible();
    },
  },
  {
    name: 'making a vault',
    open: async (app, page) => {
      await app.enter('/all/vault');
      await page.getByRole('button', { name: 'Keep them in the vault' }).click();
      await expect(page.getByText('Use at least 12 characters')).toBeVisible();
    },
  },
  {
    name: 'the vault',
    open: async (app, page) => {
      const vault = new Vault(page, app);
      await vault.keepSample();
      const { 'account/us:br60915-ovh': record } = await vault.stored();
      await vault.overwrite('account/us:br60915-ovh', damaged(record!));
      await vault.open();
      await vault.kept.getByRole('button', { name: /^Take out sb50634/ }).click();
      await page.getByText('Change the passphrase').first().click();
      await page.getByText('Import a vault file').click();
      await page.getByText('Forget the vault', { exact: true }).click();
    },
  },
  {
    name: 'a locked vault',
    open: async (app, page) => {
      const vault = new Vault(page, app);
      await vault.keepSample();
      await vault.lock();
      await vault.unlock('not the one at all');
      await expect(page.getByText('This passphrase does not open the vault.')).toBeVisible();
      await page.getByText('Forget the vault', { exact: true }).click();
    },
  },
  {
    name: 'a vault about to lock',
    open: async (app, page) => {
      await page.clock.install();
      await new Vault(page, app).keepSample();
      await app.everyRegion();
      await page.clock.fastForward(13.5 * 60_000);
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  },
  {
    name: 'a start that failed',
    troubles: /wasm/,
    open: async (_app, page) => {
      await page.route('**/*.wasm', (route) => route.abort('connectionreset'));
      await page.goto('/');
      await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    },
  },
];

/** What axe finds, in a form that reads well when the test fails. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return found.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`));
}

/** The things that make the page wider than the window, if it is. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth,
    );
    const names = wide.map((element) => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`);
    return [`${scrollWidth} px wide`, ...new Set(names)];
  });
}

for (const screen of SCREENS) {
  test(`${screen.name}: nothing for axe to find, light and dark, narrow and wide`, async ({
    app,
    page,
    manager,
    watch,
  }) => {
    if (screen.troubles) watch.tolerate(screen.troubles, /^page error/);
    await screen.open(app, page, manager);
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect.soft(await violations(page), `${colorScheme}, ${width} px`).toEqual([]);
      }
    }
  });

  test(`${screen.name}: fits into 320 and 360 px without scrolling sideways`, async ({ app, page, manager, watch }) => {
    if (screen.troubles) watch.tolerate(screen.troubles, /^page error/);
    await screen.open(app, page, manager);
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect.soft(await overflow(page), `${width} px`).toEqual([]);
    }
  });
}

test('axe does find what is wrong', async ({ app, page }) => {
  await app.overview();
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  expect(await violations(page)).toContainEqual(expect.stringContaining('button-name'));
});

test('text of twice the size still fits', async ({ app, page }) => {
  // Zoomed to 200 %, a window of 1280 px is one of 640.
  await page.setViewportSize({ width: 640, height: 400 });
  await app.overview();
  expect(await overflow(page)).toEqual([]);
  await app.navigate('Services');
  await app.everyService();
  expect(await overflow(page)).toEqual([]);
});

test('nothing moves for whoever wants no motion', async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.overview();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

import { join } from 'node:path';

import type { Page } from '@playwright/test';

import type { App } from '../support/app.ts';
import type { Manager } from '../support/manager.ts';
import { SCREENS as TESTED } from '../support/screens.ts';
import { ServicePage } from '../support/service.ts';
import { expect, test } from '../support/test.ts';

/** A screen that the tests of accessibility look at, too. */
function tested(name: string): (app: App, page: Page, manager: Manager) => Promise<void> {
  const found = TESTED.find((screen) => screen.name === name);
  if (!found) throw new Error(`no screen is called “${name}”`);
  return found.open;
}

const folder = process.env['SHOTS'] ?? 'shots';

const SCREENS: Record<string, (app: App, page: Page, manager: Manager) => Promise<void>> = {
  'sign-in': async (app, page) => {
    await page.goto('/sign-in');
    await expect(app.heading('Sign in')).toBeVisible();
  },
  overview: async (app) => {
    await app.overview();
    await expect(app.panel('Money by month').locator('[data-currency]')).toHaveCount(3);
  },
  market: (app) => app.dashboard('market'),
  spirit: (app) => app.dashboard('spirit'),
  services: (app) => app.services(),
  service: async (_app, page, manager) => {
    const of = await ServicePage.machine(page, manager);
    await of.open();
    // Another name each time: the pictures share their sample.
    const name = `Till in the shop ${Date.now() % 1000}`;
    await of.type(name);
    await of.button('Save').click();
    await expect(of.app.heading(name)).toBeVisible();
  },
  'service-renewal': async (_app, page, manager) => {
    const of = await ServicePage.machine(page, manager);
    await of.open();
    await of.button('Change').click();
    await of.panel('Renewal').getByRole('button', { name: 'Change the renewal' }).click();
    await of.button('Continue').waitFor();
    await page.getByText('As curl', { exact: true }).click();
  },
  tickets: tested('tickets'),
  ticket: tested('a ticket of an incident, with a disk that was read'),
  'help-describe': tested('help, describing, with what is known and a field to mend'),
  'help-question': tested('help, a question'),
  'help-not-ours': tested('help, what is not the provider’s to solve'),
  'help-replace': tested('help, a part to be replaced, with fields to mend'),
  'help-check': tested('help, check and send, with a field to mend'),
  status: async (app, page) => {
    await app.enter('/all/status');
    await expect(page.getByRole('heading', { name: 'Going on now' })).toHaveCount(3);
  },
  responsibilities: async (app, page) => {
    await app.enter('/all/responsibilities?product=dedicated-server');
    await expect(page.getByRole('region', { name: 'Who solves what' })).toBeVisible();
  },
  activity: async (app, page, manager) => {
    const of = await ServicePage.machine(page, manager);
    await of.open();
    const name = `Counter in the shop ${Date.now() % 1000}`;
    await of.type(name);
    await of.button('Save').click();
    await expect(app.heading(name)).toBeVisible();
    await app.navigate('Activity');
    await expect(page.getByRole('region', { name: 'Activity' }).getByRole('listitem')).toHaveCount(1);
  },
  accounts: async (app, page) => {
    await app.enter('/all/accounts');
    const first = page.getByRole('article').first();
    await first.getByRole('button', { name: /^Details/ }).click();
    await first.getByLabel('Label').fill('Bakery North');
    await first.getByLabel('Colour').selectOption('Teal');
    await page.getByRole('textbox', { name: 'Name of a new group' }).fill('Shops');
    await page.getByRole('button', { name: 'Make the group' }).click();
  },
  switcher: async (app, page) => {
    await app.enter('/eu:lm10452-ovh/services');
    await app.everyService();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  },
  'ask-for-keys': async (_app, page) => {
    await page.goto('/sign-in');
    await page.getByText('Ask for new keys', { exact: true }).click();
    await page.getByRole('radio', { name: 'Choose part by part' }).check();
  },
  'overview-region-down': async (app, _page, manager) => {
    await manager.plane('ca').setFaults({ route: '*', kind: 'down' });
    await app.enter();
    await app.updated('Europe').waitFor();
    await expect(app.region('Canada').getByRole('alert').first()).toBeVisible({ timeout: 15_000 });
  },
};

for (const [name, open] of Object.entries(SCREENS)) {
  for (const width of [390, 1440]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${name}, ${width} px, ${colorScheme}`, async ({ app, page, manager, watch }) => {
        watch.tolerate(/\/api\/ca\//);
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await open(app, page, manager);
        await page.waitForLoadState('networkidle');
        // Of a long list only what is in view is drawn.
        const fullPage = !['services', 'tickets', 'switcher'].includes(name);
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage });
      });
    }
  }
}

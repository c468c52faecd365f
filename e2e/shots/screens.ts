import { join } from 'node:path';

import type { Page } from '@playwright/test';

import type { App } from '../support/app.ts';
import type { Manager } from '../support/manager.ts';
import { expect, test } from '../support/test.ts';

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
        const fullPage = name !== 'services';
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage });
      });
    }
  }
}

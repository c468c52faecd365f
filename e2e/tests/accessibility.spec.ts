import { overflow, violations } from '../support/axe.ts';
import { SCREENS } from '../support/screens.ts';
import { expect, test } from '../support/test.ts';

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

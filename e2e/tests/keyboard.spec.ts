import { Keyboard } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

test('signing in, finding a service and coming back need no mouse', async ({ app, page }) => {
  const keyboard = new Keyboard(page);
  await page.goto('/');
  await expect(app.heading('Sign in')).toBeVisible();

  await keyboard.tabTo(page.getByRole('button', { name: 'Use the sample accounts' }));
  await page.keyboard.press('Enter');
  await expect(app.heading('Overview')).toBeFocused();
  await app.everyRegion();

  await keyboard.tabTo(page.getByRole('link', { name: 'Services', exact: true }), 40, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(app.heading('Services')).toBeFocused();
  await app.everyService();

  await keyboard.tabTo(app.search);
  await page.keyboard.type('br60915');
  await expect(app.count).toContainText(' of ');
  await expect(app.search).toBeFocused();

  const term = page.getByRole('columnheader', { name: 'Term' });
  // The list is one stop; the arrows go on from there.
  await keyboard.tabTo(app.rows.first().getByRole('rowheader').getByRole('link'));
  await keyboard.press('ArrowUp');
  await keyboard.press('End');
  await expect(term.getByRole('button')).toBeFocused();
  await keyboard.press('Enter');
  await expect(term).toHaveAttribute('aria-sort', 'ascending');
  await expect(term.getByRole('button')).toBeFocused();
  await keyboard.press('Space');
  await expect(term).toHaveAttribute('aria-sort', 'descending');

  // The browser's own shortcut is out of reach of a test; what it does is not.
  await page.goBack();
  await expect(app.heading('Overview')).toBeFocused();
});

test('a filter is chosen and taken away with the keyboard', async ({ app, page }) => {
  const keyboard = new Keyboard(page);
  await app.services('?product=vps');
  await expect(app.heading('Services')).toBeFocused();
  await keyboard.tabTo(app.choice('Region'));
  await page.keyboard.type('Can');
  await expect(app.choice('Region')).toHaveValue('ca');
  await keyboard.tabTo(page.getByRole('button', { name: /^Product: VPS/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Product: VPS/ })).toHaveCount(0);
  await expect(page).toHaveURL('/all/services?region=ca');
  // The focus must not fall out of the page with the button that is gone.
  await keyboard.look();
});

test('the first stop of every page skips to its content', async ({ app, page }) => {
  const keyboard = new Keyboard(page);
  await app.overview();
  for (const address of ['/all/overview', '/all/services']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    await keyboard.tabTo(skip, 30, 'Shift+Tab');
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await expect(page).toHaveURL(new RegExp(`${address}(#main)?$`));
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true);
  }
});

test('every stop of the overview and of the list shows where the focus is', async ({ app, page }) => {
  const keyboard = new Keyboard(page);
  await app.overview();
  for (const name of ['Services', 'Overview'] as const) {
    await app.navigate(name);
    await expect(app.heading(name)).toBeFocused();
    expect(await keyboard.walk(25)).toBeGreaterThanOrEqual(10);
  }
});

test('the errors of the form are met in the order of the form', async ({ page }) => {
  const keyboard = new Keyboard(page);
  await page.goto('/sign-in');
  const send = page.getByRole('button', { name: 'Sign in with these keys' });
  await expect(send).toBeVisible();
  await keyboard.tabTo(send);
  await page.keyboard.press('Enter');
  const summary = page.getByRole('alert').filter({ hasText: 'Some fields need mending' });
  await expect(page.locator(':focus').filter({ has: summary })).toBeVisible();
  await keyboard.tabTo(page.getByRole('link', { name: 'Enter the application key' }));
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Application key', { exact: true });
  await expect(field).toBeFocused();
  await keyboard.look();
});

test('the colours are chosen with the keyboard and stay after a reload', async ({ app, page }) => {
  const keyboard = new Keyboard(page);
  await app.overview();
  const dark = page.getByRole('button', { name: 'Dark', exact: true });
  await keyboard.tabTo(dark, 60, 'Shift+Tab');
  await page.keyboard.press('Space');
  await expect(dark).toHaveAttribute('aria-pressed', 'true');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const chosen = await ground();
  await page.reload();
  await expect(dark).toHaveAttribute('aria-pressed', 'true');
  expect(await ground()).toBe(chosen);
  await page.getByRole('button', { name: 'Light', exact: true }).click();
  expect(await ground()).not.toBe(chosen);
});

import { expect, test } from '../support/test.ts';

test('the sheet lists every shortcut, and each does what it says', async ({ app, page }) => {
  await app.overview();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(sheet).toBeVisible();
  await expect(sheet.getByRole('definition')).toHaveText(['GO', 'GS', 'Ctrl or ⌘K', '/', '?']);
  // Behind the sheet nothing moves.
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.keyboard.press('Control+k');
  await expect(page).toHaveURL('/all/overview');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(app.heading('Overview')).toBeFocused();

  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(app.heading('Services')).toBeFocused();
  await app.everyService();
  await page.keyboard.press('/');
  await expect(app.search).toBeFocused();
  await expect(app.search).toHaveValue('');
  // In a field they are what they are: letters.
  await page.keyboard.type('/go?');
  await expect(app.search).toHaveValue('/go?');
  await expect(page).toHaveURL(/\/all\/services/);
  await app.heading('Services').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(app.heading('Overview')).toBeFocused();
});

test('they stay in the account that one is in', async ({ app, page }) => {
  await app.enter('/us:br60915-ovh/overview');
  await expect(app.heading('Overview')).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL('/us:br60915-ovh/services');
});

test('turned off they do nothing, after a reload as well; the foot of the page still leads to the sheet', async ({
  app,
  page,
}) => {
  await app.overview();
  const opener = page.getByRole('button', { name: 'Keyboard' });
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  const letters = sheet.getByRole('checkbox', { name: 'Shortcuts of single keys' });
  await opener.click();
  await expect(letters).toBeChecked();
  await letters.uncheck();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await page.reload();
  await expect(app.heading('Overview')).toBeFocused();
  for (const key of ['?', 'g', 's']) await page.keyboard.press(key);
  await opener.click();
  await expect(letters).not.toBeChecked();
  await expect(page).toHaveURL('/all/overview');
  await letters.check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await sheet.getByRole('link', { name: 'See every part of the interface' }).click();
  await expect(app.heading('Parts of the interface')).toBeFocused();
  await expect(sheet).toBeHidden();
});

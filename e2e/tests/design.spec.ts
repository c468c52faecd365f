import { violations } from '../support/axe.ts';
import { Keyboard } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ app }) => {
  await app.enter('/all/design');
  await expect(app.heading('Parts of the interface')).toBeVisible();
});

for (const media of [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
  { colorScheme: 'light', forcedColors: 'active' },
  { colorScheme: 'dark', forcedColors: 'active' },
] as const) {
  test(`every part in every state, ${Object.values(media).join(', ')}: nothing for axe to find`, async ({ page }) => {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Some fields need mending' })).toBeVisible();
    await page.getByRole('button', { name: 'Say that it failed' }).click();
    await expect(page.getByRole('region', { name: 'Messages', exact: true })).toContainText('The change was not made');
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 });
      expect.soft(await violations(page), `${width} px`).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(wide, `${width} px`).toBe(0);
    }
  });
}

test('every colour keeps the contrast that it owes, in each set of tokens', async ({ page }) => {
  const colours = page.getByRole('region', { name: 'Colours' }).getByRole('listitem');
  const ratios = () => colours.locator('.state').allInnerTexts();
  let before: string[] = [];
  for (const media of [
    { colorScheme: 'light', contrast: 'no-preference' },
    { colorScheme: 'dark', contrast: 'no-preference' },
    { colorScheme: 'light', contrast: 'more' },
    { colorScheme: 'dark', contrast: 'more' },
  ] as const) {
    await page.emulateMedia(media);
    // They are counted anew within a second of a change.
    await expect.poll(async () => (await ratios()).join() !== before.join() && (await ratios()).every(Boolean)).toBe(true);
    before = await ratios();
    expect.soft(await colours.locator('.state-bad').allInnerTexts(), JSON.stringify(media)).toEqual([]);
  }
});

test('a dialog takes the focus, keeps it, closes as one expects, and gives it back', async ({ page }) => {
  const opener = page.getByRole('button', { name: 'Open a dialog' });
  const dialog = page.getByRole('dialog', { name: 'A dialog' });
  await opener.click();
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  await opener.press('Enter');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(opener).toBeFocused();

  await opener.press('Enter');
  await expect(dialog).toBeVisible();
  await page.mouse.click(8, 8);
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test('something that cannot be undone asks for the name, and nothing written is lost by a slip', async ({ page }) => {
  const opener = page.getByRole('button', { name: 'Ask for a name' });
  const dialog = page.getByRole('dialog', { name: 'Delete vps-0a1b2c3d.example?' });
  await opener.click();
  const name = dialog.getByRole('textbox', { name: 'Write vps-0a1b2c3d.example to go on' });
  await expect(name).toBeFocused();
  await name.fill('vps-0a1b2c3d');
  await page.mouse.click(8, 8);
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toHaveAccessibleDescription(/This is not the name/);
  await name.fill(' vps-0a1b2c3d.example ');
  await name.press('Enter');
  await expect(dialog).toBeHidden();

  // What was done is said, with whose it is, and can be taken back from the keyboard.
  const messages = page.getByRole('region', { name: 'Messages', exact: true });
  await expect(messages.getByRole('status')).toContainText('vps-0a1b2c3d.example was deleted');
  await expect(messages).toContainText('ab12345-ovh · Canada');
  await new Keyboard(page).tabTo(messages.getByRole('button', { name: 'Undo' }), 60);
  await page.keyboard.press('Enter');
  await expect(messages.getByRole('status')).toContainText('vps-0a1b2c3d.example is back');
  await expect(messages).not.toContainText('was deleted');
  // Asked again, it begins afresh.
  await opener.click();
  await expect(name).toHaveValue('');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(opener).toBeFocused();
});

test('a message goes by itself, but neither under the pointer nor when it says a failure', async ({ page }) => {
  await page.clock.install();
  await page.goto('/all/design');
  await page.getByRole('button', { name: 'Say that it failed' }).click();
  await page.getByRole('button', { name: 'Say that it is done' }).click();
  const messages = page.getByRole('region', { name: 'Messages', exact: true });
  const done = messages.getByRole('status');
  await expect(messages.getByRole('alert')).toContainText('The change was not made');
  await expect(done).toContainText('was deleted');
  await done.getByText('was deleted').hover();
  await page.clock.runFor(40_000);
  await expect(done).toContainText('was deleted');
  await page.mouse.move(200, 100);
  await page.clock.runFor(25_000);
  await expect(done).toBeEmpty();
  await expect(messages.getByRole('alert')).toContainText('The change was not made');
  await messages.getByRole('button', { name: 'Close this message' }).click();
  await expect(messages).toHaveCount(0);
});

test('a message about an account does not outlive its keys', async ({ app, page }) => {
  await page.getByRole('button', { name: 'Say that it failed' }).click();
  await expect(page.getByText('ab12345-ovh')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(app.heading('Sign in')).toBeFocused();
  await expect(page.getByText('ab12345-ovh')).toHaveCount(0);
});

test('the title says that there is an error, until it is mended', async ({ page }) => {
  const title = 'Parts of the interface · Manager';
  await expect(page).toHaveTitle(title);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page).toHaveTitle(`Error: ${title}`);
  const summary = page.getByRole('alert').filter({ hasText: 'Some fields need mending' });
  await expect(page.locator(':focus').filter({ has: summary })).toBeVisible();
  await page.getByRole('button', { name: 'Mend it' }).click();
  await expect(page).toHaveTitle(title);
  await expect(page.getByRole('textbox', { name: 'IP address' })).toHaveAttribute('aria-invalid', 'false');
});

test('a panel shows each state of its load, and keeps what it had', async ({ page }) => {
  const panel = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(panel('Loading').getByRole('status')).toHaveText('Loading…');
  await expect(panel('Slow').getByRole('status')).toHaveText('Still waiting for Canada…');
  await expect(panel('Complete').getByRole('status')).toHaveText(/^Updated 1\d minutes ago$/);
  await expect(panel('Complete')).toContainText('ns3012345.example');
  await expect(panel('Reading again').getByRole('status')).toHaveText(/^Loading…Updated 1\d minutes ago$/);
  await expect(panel('Reading again')).toContainText('ns3012345.example');
  await expect(panel('Failed, earlier value kept').getByRole('alert')).toContainText('read before');
  await expect(panel('Failed, earlier value kept')).toContainText('ns3012345.example');
  await expect(panel('Empty')).toContainText('There is nothing here.');
  await expect(panel('Not allowed')).toContainText('The keys of Canada do not allow this');
  await expect(panel('Not allowed').getByRole('button')).toHaveCount(0);

  const failed = panel('Failed');
  await expect(failed).not.toContainText('ns3012345.example');
  await failed.getByRole('button', { name: /^Try again/ }).click();
  await expect(failed.getByRole('status')).toHaveText('Loading…');
  await expect(failed.getByRole('alert')).toHaveCount(0);
});

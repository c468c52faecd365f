import type { Fault } from '../support/plane.ts';
import { Keyboard } from '../support/keyboard.ts';
import { ServicePage } from '../support/service.ts';
import { expect, test } from '../support/test.ts';

test('shows what the API says, to the last field', async ({ page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  await of.open();
  await expect(of.app.heading(of.known.resource.displayName)).toBeVisible();
  await expect(page.getByRole('main')).toContainText(of.known.resource.name);
  await expect(page.getByRole('main')).toContainText('lm10452-ovh, Europe');
  await expect(of.panel('Details')).toContainText(String(of.known.serviceId));
  const contacts = of.panel('Contacts');
  for (const role of ['Administrator', 'Technical contact', 'Billing contact']) {
    await expect(contacts).toContainText(role);
  }
  await expect(contacts.getByText('you', { exact: true })).toHaveCount(3);

  await page.getByText('Answer as JSON', { exact: true }).click();
  const shown = await page.getByRole('region', { name: 'Answer as JSON' }).innerText();
  expect(JSON.parse(shown)).toEqual(await of.plane.read(of.account, of.path));

  await page.getByText('As curl', { exact: true }).click();
  const curl = await page.getByRole('region', { name: 'As curl' }).innerText();
  expect(curl).toContain(of.path);
  for (const secret of manager.secrets()) expect(await page.content()).not.toContain(secret);
});

test('services under one name lead to each other', async ({ page, manager }) => {
  const account = manager.account('lm10452-ovh');
  const all = await manager.plane('eu').list<{ resource: { name: string } }>(account, '/services');
  const names = all.map(({ resource }) => resource.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  const of = await ServicePage.choose(page, manager, 'lm10452-ovh', ({ resource }) => resource.name === twice);
  await of.open();
  const here = page.url();
  await of.panel('Related services').getByRole('link').first().click();
  await expect(page).not.toHaveURL(here);
  await expect(page.getByRole('main')).toContainText(twice ?? '-');
});

test('a name is checked, given up with Escape, and changed', async ({ page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  await of.open();
  await of.type('   ');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Type a name.')).toBeVisible();
  await expect(of.name).toBeFocused();
  await expect(of.name).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Escape');
  await expect(of.name).toHaveCount(0);
  await expect(of.button('Change')).toBeFocused();
  expect((await of.now()).resource.displayName).toBe(of.known.resource.displayName);

  await of.type('Till in the shop');
  await page.keyboard.press('Enter');
  await expect(of.app.heading('Till in the shop')).toBeVisible();
  await expect(of.panel('Changes from this tab')).toContainText('Done');
  expect((await of.now()).resource.displayName).toBe('Till in the shop');
  // The list was read again, too.
  await page.getByRole('link', { name: 'All services' }).click();
  await of.app.search.fill('Till in the shop');
  await expect(of.app.rows).toHaveCount(1);
});

test('a double click and Enter after it are one write', async ({ page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  await of.open();
  const before = (await of.plane.applied(of.path)).length;
  await of.plane.setFaults({ route: '/services/*', method: 'PUT', kind: 'latency', ms: 500 });
  await of.type('Once');
  await of.button('Save').dblclick();
  await of.name.press('Enter');
  await of.name.press('Enter');
  await expect(of.app.heading('Once')).toBeVisible();
  expect(await of.plane.applied(of.path)).toHaveLength(before + 1);
});

test('what was typed is kept when the write is refused', async ({ page, manager, watch }) => {
  watch.announce(/services\/\d+/);
  const of = await ServicePage.machine(page, manager);
  await of.open();
  await of.plane.setFaults({ route: '/services/*', method: 'PUT', kind: 'error', status: 409 });
  await of.type('Kept');
  await of.button('Save').click();
  await expect(page.getByText('What you typed is kept.')).toBeVisible();
  await expect(of.name).toHaveValue('Kept');
  await of.plane.clearFaults();
  await of.button('Save').click();
  await expect(of.app.heading('Kept')).toBeVisible();
});

test('keys that end while a name is typed: with new ones the text is there, and is sent once', async ({ page, manager, watch }) => {
  watch.announce(/answer 401.*services\/\d+/);
  watch.tolerate(/console error.*401/);
  const of = await ServicePage.machine(page, manager);
  await of.open();
  const before = (await of.plane.applied(of.path)).length;
  await of.type('Typed before the keys ended');
  await of.plane.setFaults({ route: '/services/*', method: 'PUT', kind: 'error', status: 401 });
  await of.button('Save').click();
  await expect(page.locator('form').getByRole('alert').filter({ hasText: 'lm10452-ovh no longer accepts the keys' })).toBeVisible();
  await expect(page.getByText('What you typed is kept.')).toBeVisible();
  await page.getByRole('link', { name: 'Renew the keys' }).click();
  await expect(page.getByText('Enter the keys of lm10452-ovh, Europe.')).toBeVisible();
  await of.plane.clearFaults();
  await of.app.useKeys(of.account);
  await expect(page).toHaveURL(of.address);
  await expect(of.name).toHaveValue('Typed before the keys ended');
  await of.button('Save').click();
  await expect(of.app.heading('Typed before the keys ended')).toBeVisible();
  expect(await of.plane.applied(of.path)).toHaveLength(before + 1);
  await expect(of.name).toHaveCount(0);
});

test('where the keys allow reading only, changes say so and cannot be begun; other keys open them', async ({ page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  await of.readingAlone();
  await of.open();
  for (const [panel, button] of [['Display name', 'Change'], ['Renewal', 'Change the renewal']] as const) {
    await expect(of.panel(panel)).toContainText('The keys in use allow reading it, not changing it.');
    await expect(of.panel(panel).getByRole('button', { name: button, exact: true })).toBeDisabled();
  }
  // Reading goes on as ever.
  await of.button('Refresh').click();
  await expect(of.panel('Details')).toContainText(String(of.known.serviceId));
  await expect(page.getByRole('alert')).toHaveCount(0);

  await of.panel('Display name').getByRole('link', { name: 'Renew the keys' }).click();
  await page.unrouteAll({ behavior: 'wait' });
  await of.app.useKeys(of.account);
  await expect(page).toHaveURL(of.address);
  await expect(of.button('Change')).toBeEnabled();
  await expect(of.panel('Display name')).not.toContainText('The keys in use');
  await expect(of.button('Change the renewal')).toBeEnabled();
});

test('a page that is slow to come can be left: its request is given up, and asked anew when it is opened again', async ({ page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  const wanted = new RegExp(`/api/.*${of.path}$`);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(wanted, async (route) => {
    await released;
    // Given up meanwhile, it may be gone.
    await route.continue().catch(() => {});
  });
  const given: string[] = [];
  page.on('requestfailed', (request) => {
    if (wanted.test(request.url())) given.push(request.failure()?.errorText ?? '');
  });
  await of.app.enter(of.address);
  await expect(page.getByText('Reading the service…')).toBeVisible();
  await page.getByRole('link', { name: 'All services' }).click();
  await of.app.everyService();
  await expect.poll(() => given).toEqual(['net::ERR_ABORTED']);
  release();
  await page.unrouteAll({ behavior: 'wait' });
  await page.goBack();
  await expect(of.panel('Details')).toBeVisible();
});

test('the renewal is changed after its consequence was read and confirmed', async ({ page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  await of.open();
  const wanted = of.known.billing.renew?.current.mode === 'manual' ? 'automatic' : 'manual';
  const panel = of.panel('Renewal');
  await panel.getByRole('button', { name: 'Change the renewal' }).click();
  await expect(of.button('Continue')).toBeDisabled();
  await panel.getByRole('radio', { name: wanted === 'manual' ? 'By hand' : 'Automatic' }).check();
  await of.button('Continue').click();
  const confirm = page.getByRole('group', { name: 'Confirm the renewal' });
  await expect(confirm).toContainText('lm10452-ovh in Europe');
  await expect(confirm).toContainText(wanted === 'manual' ? 'Stops' : 'charged to lm10452-ovh');
  expect((await of.now()).billing.renew?.current.mode).not.toBe(wanted);
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('Done');
  await expect(confirm).toHaveCount(0);
  expect((await of.now()).billing.renew?.current.mode).toBe(wanted);
});

test('a service that is not there is said to be gone', async ({ app, page, watch }) => {
  watch.announce(/services\/999/);
  await app.enter('/eu:lm10452-ovh/services/999');
  await expect(page.getByRole('heading', { name: 'There is no such service' })).toBeVisible();
  await expect(page.getByText('lm10452-ovh (Europe) has no service of this number', { exact: false })).toBeVisible();
});

test('the number of a service alone leads nowhere', async ({ app, page }) => {
  await app.overview();
  await page.goto('/all/services/7');
  await expect(app.heading('There is no page at this address')).toBeVisible();
});

const SICK: [string, Omit<Fault, 'route'>, string | RegExp][] = [
  ['keys without the right', { kind: 'error', status: 403 }, 'The keys do not allow reading this service'],
  ['a failure', { kind: 'error', status: 500 }, /reports a failure of its own/],
  ['a page in place of data', { kind: 'html' }, /answered with something that is not data/],
  ['an answer that breaks off', { kind: 'truncate' }, /broke off/],
];

for (const [name, fault, said] of SICK) {
  test(`${name}: said on the page, then well again`, async ({ page, manager, watch }) => {
    watch.tolerate(/services\/\d+/);
    const of = await ServicePage.machine(page, manager);
    await of.plane.setFaults({ route: '/services/*', method: 'GET', ...fault });
    await of.app.enter(of.address);
    await expect(page.getByRole('main').getByText(said)).toBeVisible();
    await expect(of.panel('Details')).toHaveCount(0);
    await of.plane.clearFaults();
    await page.getByRole('button', { name: /^Try again/ }).click();
    await expect(of.panel('Details')).toBeVisible();
    await expect(page.getByRole('main').getByText(said)).toHaveCount(0);
  });
}

test('a list that does not come leaves the rest of the page alone', async ({ page, manager, watch }) => {
  watch.tolerate(/\/services(\?|$|\s|\))/);
  const of = await ServicePage.machine(page, manager);
  await of.plane.setFaults({ route: '/services', kind: 'error', status: 500 });
  await of.app.enter(of.address);
  await expect(of.panel('Details')).toContainText(String(of.known.serviceId));
  const related = of.panel('Related services');
  await expect(related.getByRole('alert')).toContainText('reports a failure of its own');
  await of.plane.clearFaults();
  await related.getByRole('button', { name: /^Try again/ }).click();
  await expect(related.getByRole('alert')).toHaveCount(0);
  await expect(related).not.toContainText('is not here yet');
});

test('what was read stays when reading again fails', async ({ page, manager, watch }) => {
  watch.tolerate(/services\/\d+/);
  const of = await ServicePage.machine(page, manager);
  await of.open();
  await of.plane.setFaults({ route: '/services/*', method: 'GET', kind: 'error', status: 500 });
  await of.button('Refresh').click();
  await expect(page.getByText('The figures shown are those read before.')).toBeVisible();
  await expect(of.panel('Details')).toContainText(String(of.known.serviceId));
});

test('a late answer is not shown under another account', async ({ page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(new RegExp(`/api/.*${of.path}$`), async (route) => {
    await released;
    // Given up meanwhile, it may be gone.
    await route.continue().catch(() => {});
  });
  await of.app.enter(of.address);
  await expect(page.getByText('Reading the service…')).toBeVisible();
  await page.evaluate(() => {
    history.pushState(null, '', '/us:br60915-ovh/services');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await expect(of.app.heading('Services')).toBeVisible();
  release();
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('main')).not.toContainText(of.known.resource.name);
  await expect(of.app.rows.first()).toContainText('br60915-ovh');
});

test('a name is changed without a mouse', async ({ page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  await of.open();
  const keyboard = new Keyboard(page);
  await of.app.heading((await of.now()).resource.displayName).focus();
  await keyboard.tabTo(of.button('Change'));
  await page.keyboard.press('Enter');
  await expect(of.name).toBeFocused();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await expect(of.app.heading('By keyboard')).toBeVisible();
});

import type { Page } from '@playwright/test';

import { App, NAMES } from '../support/app.ts';
import { Manager } from '../support/manager.ts';
import { ServicePage } from '../support/service.ts';
import { expect, test } from '../support/test.ts';

const REGIONS = Object.values(NAMES);

/** Marks the page, to see later whether it is still the same one. */
async function mark(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(globalThis, { sameAsBefore: true }));
  return () => page.evaluate(() => 'sameAsBefore' in globalThis);
}

const refresh = (page: Page) => page.getByRole('button', { name: 'Refresh' }).click();

/** Each region says that there is no connection, beside the figures it had. */
async function saysThereIsNoConnection(app: App, figures: Map<string, string | null>): Promise<void> {
  for (const name of REGIONS) {
    const alert = app.region(name).getByRole('alert').first();
    await expect(alert).toContainText(`No connection to reach ${name}`, { timeout: 20_000 });
    await expect(alert).toContainText('Check your network and that Manager is still running');
    await expect(app.figure(name, 'services')).toHaveText(figures.get(name) ?? '');
  }
}

async function figuresOf(app: App): Promise<Map<string, string | null>> {
  const figures = new Map<string, string | null>();
  for (const name of REGIONS) figures.set(name, await app.figure(name, 'services').textContent());
  return figures;
}

async function resumes(app: App): Promise<void> {
  for (const name of REGIONS) {
    await app.region(name).getByRole('button', { name: /^Try again/ }).first().click();
    await expect(app.region(name).getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
    await app.updated(name).waitFor();
  }
}

test('without a network the figures stay, and once it is back all goes on in the same page', async ({
  app,
  page,
  context,
  watch,
}) => {
  watch.announce(/request failed: GET .*\/api\/.*ERR_INTERNET_DISCONNECTED/);
  // Icons that the page had not drawn before are asked for anew; words say the same.
  watch.tolerate(/(console error|icons\.svg).*ERR_INTERNET_DISCONNECTED/);
  await app.overview();
  const isSame = await mark(page);
  const figures = await figuresOf(app);
  await context.setOffline(true);
  await refresh(page);
  await saysThereIsNoConnection(app, figures);
  await context.setOffline(false);
  // Nobody has to press anything: what failed is asked again.
  for (const name of REGIONS) {
    await expect(app.region(name).getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
    await app.updated(name).waitFor();
  }
  expect(await isSame()).toBe(true);
});

test('when the program is started again, a page that was open goes on where it was', async ({ browser }) => {
  const manager = await Manager.start();
  const context = await browser.newContext({ baseURL: manager.url });
  try {
    const page = await context.newPage();
    const app = new App(page);
    await app.overview();
    const isSame = await mark(page);
    const figures = await figuresOf(app);

    await manager.end();
    await refresh(page);
    await saysThereIsNoConnection(app, figures);

    await manager.again();
    await resumes(app);
    await app.navigate('Services');
    await app.everyService();
    await page.goBack();
    await expect(app.heading('Overview')).toBeVisible();
    expect(await isSame()).toBe(true);
    await expect(page).toHaveURL('/all/overview');
  } finally {
    await context.close();
    await manager.stop();
  }
});

test('what is typed while the program is started again is still there, and is sent once', async ({ browser }) => {
  const manager = await Manager.start();
  const context = await browser.newContext({ baseURL: manager.url });
  try {
    const page = await context.newPage();
    const of = await ServicePage.machine(page, manager);
    await of.open();
    await of.type('Typed through a restart');
    await manager.end();
    await of.button('Save').click();
    // Whether it arrived can only be read back, and nobody answers yet.
    await expect(of.button('Look again')).toBeVisible({ timeout: 30_000 });
    await expect(of.name).toHaveValue('Typed through a restart');
    await manager.again();
    await of.button('Look again').click();
    await expect(page.getByText('You can send the change again.')).toBeVisible({ timeout: 20_000 });
    await expect(of.name).toHaveValue('Typed through a restart');
    await of.button('Save').click();
    await expect(of.app.heading('Typed through a restart')).toBeVisible();
    expect(await of.plane.applied(of.path)).toHaveLength(1);
  } finally {
    await context.close();
    await manager.stop();
  }
});

test('an area of another build offers to reload, and then opens at the same address', async ({ app, page, watch }) => {
  watch.announce(/answer 404/);
  watch.tolerate(/console error/, /^page error/, /\.wasm/);
  await app.overview();
  // What a program of another build answers for the files of this one.
  let gone = 0;
  await page.route(/\/(services-[0-9a-f]{16}\.wasm|locales\/en\/services\.json)$/, (route) => {
    gone += 1;
    return route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' });
  });
  await app.universe('Spirit').getByRole('link').first().click();
  const message = page.getByRole('alert').filter({ hasText: 'This part of Manager did not arrive' });
  await expect(message).toContainText('If a new version of Manager was installed meanwhile, reload the page.');
  expect(gone).toBeGreaterThan(0);
  const address = page.url();
  expect(address).toContain('/services?');
  // Asking again for what is gone does not help, and does no harm.
  const before = gone;
  await message.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => gone).toBeGreaterThan(before);
  await expect(message).toBeVisible();

  const isSame = await mark(page);
  await page.unrouteAll({ behavior: 'wait' });
  await message.getByRole('button', { name: 'Reload the page' }).click();
  await app.everyService();
  expect(await isSame()).toBe(false);
  await expect(page).toHaveURL(address);
});

test('an area of another build loses nothing that was typed elsewhere', async ({ page, manager, watch }) => {
  watch.announce(/answer 404/);
  watch.tolerate(/console error/, /^page error/, /\.wasm/);
  const of = await ServicePage.machine(page, manager);
  await of.open();
  await of.type('Typed before the new version');
  await page.route(/\/(services-[0-9a-f]{16}\.wasm|locales\/en\/services\.json)$/, (route) =>
    route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' }),
  );
  await of.app.navigate('Services');
  await expect(page.getByRole('alert').filter({ hasText: 'This part of Manager did not arrive' })).toBeVisible();
  await page.goBack();
  await expect(of.name).toHaveValue('Typed before the new version');
});

test('an error of its own ends in a last message that holds no data', async ({ app, page, manager, watch }) => {
  watch.announce(/^page error: unreachable/);
  await app.overview();
  const secret = manager.account('br60915-ovh').consumerKey;
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  // The browser fails at what the framework takes for granted, with an answer in its words,
  // when the next page is drawn. Anything else that draws meanwhile would fail before.
  await page.evaluate((text) => {
    Document.prototype.createElement = () => {
      throw new Error(text);
    };
    document.querySelector<HTMLAnchorElement>('nav a[href="/all/services"]')?.click();
  }, `ns1.example ${secret}`);
  const message = page.getByRole('alert').filter({ hasText: 'The application stopped because of an error of its own' });
  await expect(message).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('article')).toHaveCount(0);
  const shown = await page.locator('body').innerText();
  for (const text of [shown, ...said]) {
    expect(text).not.toContain('ns1.example');
    expect(text).not.toContain(secret);
  }
  await message.getByRole('button', { name: 'Try again' }).click();
  await app.everyService();
});

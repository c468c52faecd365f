import type { Page } from '@playwright/test';

import { expect, test } from '../support/test.ts';

/** A message instead of a blank page may take this long. */
const SOON = { timeout: 5_000 };

/** The page says what is wrong and offers to try again. */
async function saysSo(page: Page, text: RegExp): Promise<void> {
  const message = page.getByRole('alert');
  await expect(message).toContainText(text, SOON);
  await expect(message).not.toContainText('Loading the application');
  await expect(message.getByRole('button', { name: 'Try again' })).toBeVisible();
}

/** Once the cause is gone, trying again starts the application. */
async function startsAgain(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
}

const BROKEN = /Part of the application did not arrive\. Check your connection, then try again\./;

test.describe('when the program', () => {
  test.beforeEach(({ watch }) => {
    // How the browser words it is its own matter; that something is said is tested below.
    watch.tolerate(/\.wasm|WebAssembly|wasm/i, /^page error/, /Failed to load resource/);
  });

  test('is blocked on its way, the page says so', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.abort('blockedbyclient'));
    await page.goto('/');
    await saysSo(page, BROKEN);
    await startsAgain(page);
  });

  test('is not there any more, the page says so', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'not found' }));
    await page.goto('/');
    await saysSo(page, BROKEN);
    await startsAgain(page);
  });

  test('breaks off, the page says so', async ({ page }) => {
    await page.route('**/*.wasm', async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      const headers = { 'content-type': 'application/wasm' };
      await route.fulfill({ status: 200, headers, body: body.subarray(0, body.length / 2) });
    });
    await page.goto('/');
    await saysSo(page, BROKEN);
    await startsAgain(page);
  });

  test('is a page of somebody’s network, the page says so', async ({ page }) => {
    await page.route('**/*.wasm', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><h1>Please pay for the Wi-Fi</h1>' }),
    );
    await page.goto('/');
    await saysSo(page, BROKEN);
    await startsAgain(page);
  });

  test('comes under a wrong type, the page says so', async ({ page }) => {
    await page.route('**/*.wasm', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ status: 200, contentType: 'text/plain', body: await answer.body() });
    });
    await page.goto('/');
    await saysSo(page, /did not arrive/);
    await startsAgain(page);
  });

  test('meets a browser without WebAssembly, the page says which ones have it', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'WebAssembly', { value: undefined });
    });
    await page.goto('/');
    await saysSo(page, /This browser is too old for Manager\./);
  });
});

test('when a script does not arrive, the page says so', async ({ page, watch }) => {
  watch.announce(/\.js/);
  await page.route(/\/(?!boot)[^/]+-[0-9a-f]{16}\.js$/, (route) => route.abort('connectionreset'));
  await page.goto('/');
  await saysSo(page, BROKEN);
  await startsAgain(page);
});

for (const file of ['/locales/en.json', '/config.json']) {
  for (const [how, status, body] of [
    ['is missing', 404, ''],
    ['is a page', 200, '<!doctype html><h1>Please pay for the Wi-Fi</h1>'],
    ['breaks off', 200, '{"sample":true,"regi'],
  ] as const) {
    test(`when ${file} ${how}, the page says so`, async ({ page, watch }) => {
      if (status !== 200) watch.announce(new RegExp(file.replaceAll('/', '\\/')));
      await page.route(`**${file}`, (route) => route.fulfill({ status, body }));
      await page.goto('/');
      await saysSo(page, BROKEN);
      await startsAgain(page);
    });
  }
}

test('while the program is on its way, the page says that it loads', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/', { waitUntil: 'commit' });
  await expect(page.getByRole('status')).toContainText('Loading the application…');
  release();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(page.getByText('Loading the application…')).toBeHidden();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what it needs, and does not pretend to load', async ({ page, watch }) => {
    // This is how the browser reports a script that it does not run.
    watch.tolerate(/request failed: GET .*\.js csp$/);
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Manager needs JavaScript' })).toBeVisible();
    const shown = expect(page.locator('body'));
    await shown.toContainText('Turn JavaScript on for this page, then reload it.', { useInnerText: true });
    await expect(page.getByText('Loading the application…')).toBeHidden();
  });
});

test('an area whose code does not arrive says so in its place, and is tried again there', async ({
  app,
  page,
  watch,
}) => {
  watch.announce(/\.wasm/);
  watch.tolerate(/^page error/, /wasm/i);
  await app.overview();
  let refused = 0;
  await page.route('**/*.wasm', async (route) => {
    refused += 1;
    await route.abort('connectionreset');
  });
  await app.navigate('Services');
  const message = page.getByRole('alert').filter({ hasText: 'This part of Manager did not arrive' });
  await expect(message).toBeVisible(SOON);
  expect(refused).toBeGreaterThan(0);
  // The rest of the page works on.
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();

  await page.unrouteAll({ behavior: 'wait' });
  await message.getByRole('button', { name: 'Try again' }).click();
  await app.everyService();
  await app.navigate('Overview');
  await expect(app.heading('Overview')).toBeVisible();
});

test('an area that fails first and is left and opened again arrives', async ({ app, page, watch }) => {
  watch.announce(/\.wasm/);
  watch.tolerate(/^page error/, /wasm/i);
  await app.overview();
  await page.route('**/*.wasm', (route) => route.abort('connectionreset'));
  await app.navigate('Services');
  await expect(page.getByText('This part of Manager did not arrive')).toBeVisible(SOON);
  await page.unrouteAll({ behavior: 'wait' });
  await app.navigate('Overview');
  await expect(app.heading('Overview')).toBeVisible();
  await app.navigate('Services');
  await app.everyService();
});

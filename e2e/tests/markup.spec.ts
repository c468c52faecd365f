import type { BrowserContext, Page } from '@playwright/test';

import { NAMES } from '../support/app.ts';
import { PAYLOADS } from '../support/payloads.ts';
import { expect, test } from '../support/test.ts';

/** Collects the numbers of the payloads that run in any page or frame of a context. */
async function firing(context: BrowserContext): Promise<Set<number>> {
  const fired = new Set<number>();
  await context.exposeFunction('fired', (index: number) => void fired.add(index));
  return fired;
}

/** Clicks whatever may be waiting for that. */
const clickAll = (page: Page, within = 'body') =>
  page.evaluate((root) => {
    for (const part of document.querySelectorAll(`${root} a, ${root} button`)) {
      part.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
  }, within);

/** Addresses on the page that lead out of the application. */
const elsewhere = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[href], [src], [action], [formaction]')]
      .flatMap((part) => ['href', 'src', 'action', 'formaction'].map((name) => part.getAttribute(name)))
      .filter((address) => address !== null && !/^[/#](?![/\\])/.test(address)),
  );

test('nearly all of these texts run when a page takes them for markup', async ({ browser }) => {
  const context = await browser.newContext();
  const fired = await firing(context);
  const page = await context.newPage();
  // No policy, no application: a page that does with text what ours must never do.
  await context.route('**/*', (route) =>
    new URL(route.request().url()).pathname === '/'
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' })
      : route.fulfill({ status: 404 }),
  );
  for (const [index, payload] of PAYLOADS.entries()) {
    await page.goto('http://control.example/');
    await page.evaluate((text) => void (document.body.innerHTML = text), payload);
    await clickAll(page);
    await expect.poll(() => fired.has(index), { timeout: 1_000, intervals: [5, 20, 50] }).toBe(true).catch(() => {});
  }
  await context.close();
  const idle = PAYLOADS.filter((_, index) => !fired.has(index));
  console.log(`${fired.size} of ${PAYLOADS.length} run; these do not: ${JSON.stringify(idle)}`);
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(60);
  expect(fired.size).toBeGreaterThanOrEqual(PAYLOADS.length * 0.9);
});

test('none of them runs, and each is shown as text, wherever a region may put it', async ({
  app,
  page,
  context,
  manager,
  watch,
}) => {
  // The refusals of the second region are part of it.
  watch.tolerate(/\/api\/ca\//);
  const fired = await firing(context);
  await page.setViewportSize({ width: 1280, height: 7_000 });
  const template = (await manager.plane('us').list<Service>(manager.account('br60915-ovh'), '/services'))[0];
  expect(template).toBeDefined();
  await page.route(/\/api\/us\/1\.0\/services(\?|$)/, (route) =>
    route.fulfill({ json: PAYLOADS.map((payload, index) => spoilt(template as Service, payload, index)) }),
  );
  const [first = '', second = ''] = PAYLOADS;
  await page.route(/\/api\/ca\/1\.0\/services(\?|$)/, (route) =>
    route.fulfill({
      status: 460,
      headers: { 'x-ovh-queryid': second },
      json: { class: `Client::${first}`, errorCode: first, message: PAYLOADS.join('\n') },
    }),
  );

  await app.enter();
  await app.updated(NAMES.us).waitFor();
  await expect(app.figure(NAMES.us, 'services')).toHaveText(String(PAYLOADS.length));
  const refusal = app.region(NAMES.ca).getByRole('alert').first();
  await expect(refusal).toContainText(first);
  for (const payload of PAYLOADS) await expect(refusal).toContainText(shown(payload));
  await expect(app.attention).toContainText(shown(first));
  expect(await elsewhere(page)).toEqual([]);
  await clickAll(page, 'main');

  await page.goto(`/all/services?region=us&q=${encodeURIComponent(first)}`);
  await expect(app.search).toHaveValue(first);
  await expect(app.rows).toHaveCount(1);
  await app.search.fill('');
  await expect(app.rows).toHaveCount(PAYLOADS.length);
  const names = await page.locator('.list-display').allTextContents();
  expect(names.sort()).toEqual([...PAYLOADS].sort());
  await expect(app.rows.first().locator('.list-technical')).toHaveText(/<.*>/);
  await expect(page.getByText(`state ${first}`)).toBeVisible();
  expect(await elsewhere(page)).toEqual([]);

  // Addresses are written by others, too.
  for (const payload of [first, '"><img src=x onerror=fired(0)>', '<svg><animate onbegin=fired(1)>']) {
    await page.goto(`/all/${encodeURIComponent(payload)}?${payload}#${payload}`);
    await expect(app.heading('There is no page at this address')).toBeVisible();
    await page.goto(`/sign-in?return=${encodeURIComponent(payload)}`);
    await expect(app.heading('Sign in')).toBeVisible();
  }
  expect([...fired].map((index) => PAYLOADS[index])).toEqual([]);
});

test('on no page does any text of any answer run, become markup or lead away', async ({ app, page, context, watch }) => {
  // An icon, an order of pages or a number that an answer spoilt is refused where it is asked for.
  watch.tolerate(/\/api\//);
  test.setTimeout(120_000);
  const fired = await firing(context);
  let turn = 0;
  const spoil = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => spoil(one, key));
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoil(one, name)]));
    }
    // By these a service is known for what it is; the test above spoils them, too.
    if (typeof value !== 'string' || key === 'path' || key === 'serviceName') return value;
    turn += 1;
    // What decides whether something is shown at all is spoilt now and then only.
    const decides = /^\d{4}-\d\d-\d\d/.test(value) || /state|status/i.test(key);
    return decides && turn % 19 ? value : PAYLOADS[turn % PAYLOADS.length];
  };
  await page.route(/\/api\/(eu|us)\/(1\.0|v2)\/(?!auth\/time)/, async (route) => {
    const headers = { ...(await route.request().allHeaders()), 'sec-fetch-site': 'same-origin' };
    const answer = await route.fetch({ headers }).catch(() => undefined);
    if (!answer) return route.abort();
    return route.fulfill({ response: answer, json: spoil(await answer.json()) });
  });
  await app.enter();
  await app.updated(NAMES.us).waitFor();
  let spoiltPages = 0;
  const shown = async () => {
    await page.waitForLoadState('networkidle');
    if (/<[a-z!/-]/i.test(await page.getByRole('main').innerText())) spoiltPages += 1;
    for (const summary of await page.getByRole('main').locator('summary').all()) await summary.click();
    expect(await elsewhere(page)).toEqual([]);
    await expect(page.locator('main :is(img:not([src^="/"]), script, iframe, object, embed, math)')).toHaveCount(0);
  };
  await shown();
  const ways = await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').all();
  for (const way of ways) {
    await way.click();
    await shown();
  }
  expect(ways.length).toBeGreaterThanOrEqual(8);
  await page.getByRole('article').first().getByRole('button', { name: /^Details/ }).click();
  await shown();
  await app.navigate('Services');
  await app.rows.first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/services\/\d+$/);
  await shown();
  expect(turn).toBeGreaterThan(5 * PAYLOADS.length);
  console.log(`${turn} texts of answers were spoilt, ${spoiltPages} pages show some of them`);
  expect(spoiltPages).toBeGreaterThanOrEqual(5);
  expect([...fired].map((index) => PAYLOADS[index])).toEqual([]);
});

/** What the test changes of `services.expanded.Service`. */
interface Service {
  serviceId: number;
  resource: object;
  billing: { lifecycle: object | null };
}

/** A service that says the payload in every field that takes words. */
function spoilt(template: Service, payload: string, index: number): object {
  return {
    ...template,
    serviceId: index + 1,
    [payload]: payload,
    route: { path: payload, url: payload },
    resource: {
      ...template.resource,
      displayName: payload,
      name: `${payload}#${index}`,
      // The first one needs attention, so it is on the overview as well.
      state: index === 0 ? 'suspended' : `state ${PAYLOADS[index - 1]}`,
      product: { name: payload, description: payload },
      resellingProvider: payload,
    },
    customer: { contacts: [{ customerCode: payload, type: payload }] },
    billing: {
      ...template.billing,
      plan: { code: payload, invoiceName: payload },
      renew: { current: { mode: payload, period: payload }, capacities: { mode: [payload] } },
      lifecycle: { current: { state: index === 0 ? 'unpaid' : payload, pendingActions: [payload] }, capacities: null },
    },
  };
}

/** Text as a browser compares it: white space is one space. */
function shown(payload: string): string {
  return payload.replaceAll(/\s+/g, ' ').trim();
}

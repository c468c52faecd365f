import type { Page } from '@playwright/test';

import { NAMES } from '../support/app.ts';
import { expect, test } from '../support/test.ts';

const LIST = { eu: /\/api\/eu\/1\.0\/services(\?|$)/, ca: /\/api\/ca\/1\.0\/services(\?|$)/, us: /\/api\/us\/1\.0\/services(\?|$)/ };

/** Answers the list of a region with this text, to the letter. */
const answer = (page: Page, region: keyof typeof LIST, body: string | Buffer) =>
  page.route(LIST[region], (route) => route.fulfill({ contentType: 'application/json', body }));

test('one row that cannot be read is said beside the others, and what is new or unknown is shown as it is', async ({
  app,
  page,
}) => {
  await answer(
    page,
    'us',
    `[
      {"serviceId": "none", "resource": {"name": "bad.example"}},
      {"serviceId": 9007199254740993, "resource": {"name": 9007199254740993, "state": "active"}},
      {"serviceId": 9007199254740992, "resource": {"name": "one.example", "state": "teleported"}, "new": {"deep": [1]}},
      {"serviceId": 3, "resource": {"displayName": null, "name": "null.example", "state": null}, "route": null,
       "billing": null, "customer": null, "parentServiceId": null},
      {"serviceId": 4, "resource": {"name": "twice.example", "name": "second.example", "state": "active"}},
      {"serviceId": 5},
      {"serviceId": 6, "resource": {"name": "life.example", "state": "active"},
       "billing": {"lifecycle": {"current": {"state": "hibernating", "pendingActions": ["dream"]}},
                   "renew": {"current": {"mode": "telepathic", "period": "P1X"}}, "price": -12.34567891}},
      null,
      "text",
      {"serviceId": 7, "resource": {"name": "date.example", "state": "active"}, "billing": {"expirationDate": "soon"}}
    ]`,
  );
  await app.enter('/us:br60915-ovh/services');
  await app.everyService();
  // One has no number, one a date that is none, two are no objects.
  await expect(page.getByText('4 services arrived in a form that Manager cannot read')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  const rows = new Map((await app.lines()).map((line) => [line.name, line]));
  expect([...rows.keys()].sort()).toEqual(
    ['9007199254740993', 'life.example', 'null.example', 'one.example', 'second.example', '5'].sort(),
  );
  expect(rows.get('one.example')?.state).toContain('teleported');
  expect(rows.get('life.example')?.state).toContain('hibernating');
  expect(rows.get('null.example')?.state).toContain('Active');
  expect(rows.get('null.example')?.product).toBe('Other product');
  // The page lives on.
  await app.search.fill('9007199254740993');
  await expect(app.rows).toHaveCount(1);
});

test('bytes that are no text spoil one name and not the list it is in', async ({ app, page }) => {
  const body = Buffer.concat([
    Buffer.from('[{"serviceId":1,"resource":{"state":"active","name":"caf'),
    Buffer.from([0xff, 0xe9]),
    Buffer.from('"}},{"serviceId":2,"resource":{"state":"active","name":"good.example"}}]'),
  ]);
  await answer(page, 'us', body);
  await app.enter('/us:br60915-ovh/services');
  await app.everyService();
  expect((await app.lines()).map(({ name }) => name)).toEqual(['caf\ufffd\ufffd', 'good.example']);
});

test('nesting without end is an answer that is not data, for that region alone', async ({ app, page, watch }) => {
  watch.tolerate(/\/api\/ca\//);
  await answer(page, 'ca', '['.repeat(200_000) + ']'.repeat(200_000));
  await app.enter('/all/services');
  const alert = page.getByRole('alert').filter({ hasText: NAMES.ca });
  await expect(alert).toContainText('Canada answered with something that is not data');
  await expect(app.rows.first()).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(1);
});

for (const [name, kind, says] of [
  ['a page of somebody’s network', 'html', /Canada answered with something that is not data/],
  ['an answer that breaks off', 'truncate', /The answer of Canada broke off/],
] as const) {
  test(`${name} is said in the list of services, and is not an empty list`, async ({ app, page, manager, watch }) => {
    watch.tolerate(/\/api\/ca\//);
    await app.services();
    const before = await app.count.textContent();
    await manager.plane('ca').setFaults({ route: '/services*', kind });
    await page.getByRole('button', { name: 'Refresh' }).click();
    const alert = page.getByRole('alert').filter({ hasText: NAMES.ca });
    await expect(alert).toContainText(says, { timeout: 15_000 });
    await expect(alert).toContainText('read before');
    await expect(app.count).toHaveText(before ?? '');
    await expect(page.getByRole('alert')).toHaveCount(1);
    await manager.plane('ca').clearFaults();
    await alert.getByRole('button', { name: /^Try again/ }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test('an answer that trickles in is waited for, then given up, and the figures stay', async ({ app, page, watch }) => {
  watch.tolerate(/\/api\//, /icons\.svg/);
  await app.overview();
  const before = await app.figure(NAMES.eu, 'services').textContent();
  const session = await page.context().newCDPSession(page);
  const throughput = (bytes: number) =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: bytes,
      uploadThroughput: -1,
    });
  await session.send('Network.enable');
  await throughput(1_000);
  await page.getByRole('button', { name: 'Refresh' }).click();
  const alert = app.region(NAMES.eu).getByRole('alert').first();
  await expect(alert).toContainText('Europe does not answer', { timeout: 25_000 });
  await expect(app.figure(NAMES.eu, 'services')).toHaveText(before ?? '');
  // Another page is a click away meanwhile.
  await throughput(-1);
  await alert.getByRole('button', { name: /^Try again/ }).click();
  await expect(app.region(NAMES.eu).getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
});

test('three regions that only fail are not stormed', async ({ app, page, manager, watch }) => {
  watch.tolerate(/\/api\//);
  await Promise.all(
    manager.planes().map((plane) => plane.setFaults({ route: '*', kind: 'error', status: 503 })),
  );
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked += 1;
  });
  await app.enter();
  for (const name of Object.values(NAMES)) {
    await expect(app.region(name).getByRole('alert').first()).toBeVisible({ timeout: 20_000 });
  }
  await page.waitForLoadState('networkidle');
  // The clock of each region, three times, is all: without it nothing can be signed.
  console.log(`${asked} requests for ${manager.accounts.length} accounts`);
  expect(asked).toBeLessThanOrEqual(3 * 6);
  const calm = asked;
  // Going elsewhere and back does not start it again.
  await app.navigate('Services');
  await expect(app.heading('Services')).toBeVisible();
  await app.navigate('Overview');
  await expect(app.heading('Overview')).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked - calm).toBeLessThanOrEqual(3);
});

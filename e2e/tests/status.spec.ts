import type { Page } from '@playwright/test';

import type { Manager } from '../support/manager.ts';
import { NAMES } from '../support/app.ts';
import type { Region } from '../support/plane.ts';
import { expect, test } from '../support/test.ts';

interface Incident {
  name: string;
  impact: string;
  resolved_at: string | null;
  components: { name: string }[];
}

interface Feed {
  incidents: Incident[];
  scheduled_maintenances: Incident[];
}

/** What the region's feed says, read beside the application. */
async function feed(manager: Manager, region: Region, document = 'summary.json'): Promise<Feed> {
  const answer = await fetch(`http://127.0.0.1:${manager.plane(region).port}/_status/api/v2/${document}`);
  return (await answer.json()) as Feed;
}

const of = (page: Page, region: Region) => page.getByRole('region', { name: NAMES[region], exact: true });
const mine = (page: Page) => page.getByRole('region', { name: 'Your services', exact: true });

test('each region says what goes on, what is planned and which bugs are being fixed', async ({ app, page, manager }) => {
  await app.enter('/all/status');
  await expect(app.heading('Status')).toBeFocused();
  for (const region of ['eu', 'ca', 'us'] as const) {
    const said = await feed(manager, region);
    const part = of(page, region);
    await expect(part.getByRole('heading', { name: 'Going on now' })).toBeVisible();
    await part.getByText(/^\d+ known bugs? being fixed$/).click();
    const now = part.locator('h3', { hasText: 'Going on now' }).locator('+ ul');
    for (const { name, impact } of said.incidents) {
      await expect(part.getByText(name, { exact: true })).toBeVisible();
      await expect(now.getByText(name, { exact: true })).toHaveCount(impact === 'minor' ? 0 : 1);
    }
    for (const { name } of said.scheduled_maintenances) await expect(part.getByText(name, { exact: true })).toBeVisible();
  }
});

test('own services that are concerned come first and lead to their pages', async ({ app, page, manager }) => {
  const [outage] = (await feed(manager, 'eu')).incidents.filter(({ impact }) => impact !== 'minor');
  await app.enter('/all/status');
  const entry = mine(page).getByRole('listitem').filter({ has: page.getByText(outage!.name, { exact: true }) });
  await expect(entry).toBeVisible();
  // Services of a region that answers later stand among those that are there: nothing is clicked before.
  await expect(page.getByText(/^Updated /)).toHaveCount(3);
  await expect(mine(page).getByText(/^Comparing/)).toHaveCount(0);
  const way = entry.getByRole('link').first();
  const name = await way.innerText();
  await way.click();
  await expect(app.heading(name)).toBeVisible();
});

test('what is over is asked for when it is opened', async ({ app, page, manager }) => {
  await app.enter('/all/status');
  const part = of(page, 'ca');
  await expect(part.getByRole('heading', { name: 'Going on now' })).toBeVisible();
  const [over] = (await feed(manager, 'ca', 'incidents.json')).incidents.filter(({ resolved_at }) => resolved_at);
  await expect(part.getByText(over!.name, { exact: true })).toHaveCount(0);
  await part.getByText('Recently over').click();
  await expect(part.getByText(over!.name, { exact: true }).first()).toBeVisible();
});

for (const [name, kind, said] of [
  ['does not answer', 'drop', /Status page \(Canada\) cannot be reached/],
  ['is no JSON', 'html', /Status page \(Canada\) answered with something that is not data/],
] as const) {
  test(`a feed that ${name} is never "all is well", and hides no other region`, async ({ app, page, manager, watch }) => {
    watch.announce(/\/status\/ca\/summary\.json/);
    await manager.plane('ca').setFaults({ route: '/_status*', kind });
    await app.enter('/all/status');
    const part = of(page, 'ca');
    await expect(part.getByRole('alert')).toContainText(said);
    await expect(part.getByText(/names nothing/)).toHaveCount(0);
    await expect(mine(page)).toContainText('Not everything could be read');
    await expect(of(page, 'eu').getByRole('heading', { name: 'Going on now' })).toBeVisible();

    await manager.plane('ca').clearFaults();
    await part.getByRole('button', { name: /^Try again/ }).click();
    await expect(part.getByRole('heading', { name: 'Going on now' })).toBeVisible();
    await expect(part.getByRole('alert')).toHaveCount(0);
    await expect(mine(page)).not.toContainText('Not everything could be read');
  });
}

test('a feed that fails later leaves what it said before', async ({ app, page, manager, watch }) => {
  await app.enter('/all/status');
  const part = of(page, 'us');
  await expect(part.getByRole('heading', { name: 'Going on now' })).toBeVisible();
  watch.announce(/\/status\/us\/summary\.json/);
  await manager.plane('us').setFaults({ route: '/_status*', kind: 'html' });
  await app.page.getByRole('button', { name: 'Refresh' }).click();
  await expect(part.getByRole('alert')).toContainText('is not data');
  await expect(part.getByRole('heading', { name: 'Going on now' })).toBeVisible();
});

test('a region without a feed says so', async ({ app, page }) => {
  await page.route('**/config.json', async (route) => {
    const answer = await route.fetch();
    const config = (await answer.json()) as { status: string[] };
    await route.fulfill({ json: { ...config, status: ['eu', 'us'] } });
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await app.enter('/all/status');
  await expect(of(page, 'ca')).toContainText('No status page is set up for this region.');
  await expect(mine(page)).toContainText('Not everything could be read');
  await expect(of(page, 'eu').getByRole('heading', { name: 'Going on now' })).toBeVisible();
  expect(asked.filter((path) => path.startsWith('/status/ca'))).toEqual([]);
  await page.unrouteAll({ behavior: 'wait' });
});

import { NAMES } from '../support/app.ts';
import { expect, test } from '../support/test.ts';
import { byUrgency, everything, STATES } from '../support/truth.ts';

const UNIVERSES = ['Market', 'Spirit', 'Stack', 'Enterprise'];

const many = (count: number) => count.toLocaleString('en-GB');

test('the regions count what their control planes say', async ({ app, manager }) => {
  await app.overview();
  const truth = await everything(manager);
  for (const [region, name] of Object.entries(NAMES)) {
    const here = truth.filter((service) => service.region === region);
    expect(here.length).toBeGreaterThan(0);
    await expect(app.figure(name, 'services')).toHaveText(many(here.length));
    await expect(app.figure(name, 'attention')).toHaveText(many(here.filter(({ urgent }) => urgent).length));
  }
});

test('the universes count what the control planes say, by product, state and region', async ({ app, page, manager }) => {
  await app.overview();
  const truth = await everything(manager);
  expect(new Set(truth.map(({ universe }) => universe))).toEqual(new Set(UNIVERSES));
  for (const universe of UNIVERSES) {
    const card = app.universe(universe);
    const here = truth.filter((service) => service.universe === universe);
    await expect(card.locator('[data-total]')).toHaveText(many(here.length));

    const products = new Set(here.map(({ product }) => product));
    await expect(card.getByRole('listitem')).toHaveCount(products.size);
    for (const product of products) {
      const count = here.filter((service) => service.product === product).length;
      const link = page.getByRole('link', { name: product, exact: true });
      await expect(card.getByRole('listitem').filter({ has: link })).toHaveText(`${product} ${many(count)}`);
    }

    const table = card.getByRole('table');
    const states = STATES.filter((state) => here.some((service) => service.state === state));
    await expect(table.getByRole('rowheader')).toHaveText(states);
    for (const state of states) {
      for (const [region, name] of Object.entries(NAMES)) {
        const count = here.filter((service) => service.state === state && service.region === region).length;
        const link = table.getByRole('link', { name: `${many(count)}, ${state}, ${name}`, exact: true });
        await expect(link).toHaveCount(count > 0 ? 1 : 0);
      }
    }
  }
});

test('what needs attention is listed, the most urgent first', async ({ app, manager }) => {
  await app.overview();
  const urgent = (await everything(manager)).filter((service) => service.urgent).sort(byUrgency);
  expect(new Set(urgent.map(({ state }) => state)).size).toBeGreaterThan(2);
  const shown = urgent.slice(0, 8);
  const names = app.attention.getByRole('listitem').getByRole('link').filter({ hasText: /\S/ });
  await expect(names).toHaveText(shown.map(({ name }) => name));
  for (const [at, service] of shown.entries()) {
    const item = app.attention.getByRole('listitem').nth(at);
    for (const word of [service.state, service.product, service.nic, NAMES[service.region]]) {
      await expect(item).toContainText(word);
    }
    await expect(item.getByRole('link', { name: `Get help with ${service.name}` })).toBeVisible();
  }
  await app.attention.getByRole('link', { name: `Show all ${many(urgent.length)}` }).click();
  await app.everyService();
  await expect(app.choice('State')).toHaveValue('attention');
  await expect(app.count).toContainText(`${many(urgent.length)} of`);
});

test('the figures agree with each other while a region is missing', async ({ app, page, manager, watch }) => {
  watch.tolerate(/\/api\/ca\//);
  await manager.plane('ca').setFaults({ route: '*', kind: 'down' });
  const truth = (await everything(manager, ['eu', 'us'])).filter(({ urgent }) => urgent);
  await app.enter();
  await expect(app.region('Canada').getByRole('alert').first()).toBeVisible({ timeout: 15_000 });
  for (const region of ['eu', 'us'] as const) {
    const here = truth.filter((service) => service.region === region);
    await expect(app.figure(NAMES[region], 'attention')).toHaveText(many(here.length));
  }
  await expect(app.attention.getByRole('link', { name: /^Show all/ })).toHaveText(`Show all ${many(truth.length)}`);
  await expect(app.attention.getByRole('status')).toHaveText(`${many(truth.length)} services need attention`);
  await expect(page.locator('[data-region="ca"] [data-figure]')).toHaveCount(0);
  // What is not known is not nothing: no zero stands where Canada did not answer.
  const rows = app.universe('Spirit').getByRole('table').getByRole('row');
  const column = await rows.first().getByRole('columnheader').allTextContents();
  const canada = column.indexOf('Canada') - 1;
  expect(canada).toBeGreaterThanOrEqual(0);
  for (const row of (await rows.all()).slice(1)) {
    await expect(row.getByRole('cell').nth(canada)).toHaveText(/Not known yet$/);
  }
});

test('an urgent service leads to its own page', async ({ app, page, manager }) => {
  await app.overview();
  const [first] = (await everything(manager)).filter((service) => service.urgent).sort(byUrgency);
  if (!first) throw new Error('the sample has something urgent');
  await expect(app.attention.getByRole('listitem').getByRole('link').first()).toHaveText(first.name);
  await app.attention.getByRole('listitem').getByRole('link').first().click();
  await expect(page).toHaveURL(`/${first.region}:${first.nic}/services/${first.id}`);
  await expect(app.heading(first.name)).toBeFocused();
  await expect(page.getByRole('region', { name: 'State' })).toContainText(first.state);
});

test('a number of a universe leads to exactly those services', async ({ app, manager }) => {
  await app.overview();
  const truth = await everything(manager);
  const here = truth.filter(
    ({ universe, region, state }) => universe === 'Spirit' && region === 'eu' && state === 'Active',
  );
  await app.universe('Spirit').getByRole('link', { name: `${many(here.length)}, Active, Europe`, exact: true }).click();
  await app.everyService();
  await expect(app.choice('Universe')).toHaveValue('spirit');
  await expect(app.choice('Region')).toHaveValue('eu');
  await expect(app.choice('State')).toHaveValue('active');
  await expect(app.count).toContainText(`${many(here.length)} of ${many(truth.length)}`);
  for (const line of await app.lines()) {
    expect(line.state).toBe('Active');
    expect(line.account).toContain('Europe');
  }
});

test('a product of a universe and a figure of a region lead to their services', async ({ app, page, manager }) => {
  await app.overview();
  const truth = await everything(manager);
  await app.universe('Market').getByRole('link', { name: 'Domains', exact: true }).click();
  await app.everyService();
  const domains = truth.filter(({ product }) => product === 'Domains');
  await expect(app.count).toContainText(`${many(domains.length)} of`);
  await expect(page.getByRole('button', { name: /^Product: Domains/ })).toBeVisible();

  await page.goBack();
  await expect(app.heading('Overview')).toBeVisible();
  const urgent = truth.filter(({ region, urgent }) => region === 'ca' && urgent);
  await expect(app.figure('Canada', 'attention')).toHaveText(many(urgent.length));
  await app.figure('Canada', 'attention').click();
  await app.everyService();
  await expect(app.count).toContainText(`${many(urgent.length)} of`);
});

test('a region that lacks a universe’s products says so', async ({ app }) => {
  await app.overview();
  await expect(app.universe('Market').getByRole('cell', { name: 'Not offered in United States' }).first()).toBeVisible();
});

test('refresh asks again and keeps the figures on screen meanwhile', async ({ app, page, manager }) => {
  await app.overview();
  const before = await app.figure('Canada', 'services').textContent();
  await manager.plane('ca').setFaults({ route: '/services*', kind: 'hang' });
  const asked = page.waitForRequest(/\/api\/ca\/1\.0\/services/);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await asked;
  await expect(app.region('Canada').getByRole('status')).toContainText(/Loading…|Still waiting/);
  await expect(app.figure('Canada', 'services')).toHaveText(before ?? '');
  await expect(app.updated('Europe')).toBeVisible();
  await manager.plane('ca').clearFaults();
  await expect(app.updated('Canada')).toBeVisible();
});

test('the landmarks and headings of the overview', async ({ app, page }) => {
  await app.overview();
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to the content"
    - banner:
      - link "Manager"
      - navigation "Pages":
        - list:
          - listitem:
            - link "Overview"
          - listitem:
            - link "Market"
          - listitem:
            - link "Spirit"
          - listitem:
            - link "Stack"
          - listitem:
            - link "Enterprise"
          - listitem:
            - link "Services"
          - listitem:
            - link "Activity"
      - group "Colours":
        - button "As the computer" [pressed]
        - button "Light"
        - button "Dark"
      - button "Sign out"
    - main:
      - heading "Overview" [level=1]
      - button "Refresh"
      - region "By region":
        - article "Europe":
          - heading "Europe" [level=2]
        - article "Canada":
          - heading "Canada" [level=2]
        - article "United States":
          - heading "United States" [level=2]
      - region "Needs attention":
        - heading "Needs attention" [level=2]
        - list
      - article "Market":
        - heading "Market" [level=2]
      - article "Spirit":
        - heading "Spirit" [level=2]
      - article "Stack":
        - heading "Stack" [level=2]
      - article "Enterprise":
        - heading "Enterprise" [level=2]
  `);
});

test('where there is nothing yet, only that is said, and what would be here', async ({ app, page, manager, watch }) => {
  watch.tolerate(/\/api\/ca\//);
  await page.route(/\/api\/[a-z]+\/1\.0\/services(\?|$)/, (route) =>
    route.fulfill({ json: [], headers: { 'X-Pagination-Elements': '0' } }),
  );
  await app.enter();
  await expect(page.getByRole('heading', { name: 'No services yet' })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
  await expect(page.getByRole('main').getByText(/^0$/)).toHaveCount(0);
  await expect(app.panel('Money by month')).toHaveCount(0);
  // It stays while it is asked again.
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('heading', { name: 'No services yet' })).toBeVisible();

  // Nothing of two and nothing known of the third is another matter.
  await page.unrouteAll({ behavior: 'wait' });
  await page.route(/\/api\/(eu|us)\/1\.0\/services(\?|$)/, (route) =>
    route.fulfill({ json: [], headers: { 'X-Pagination-Elements': '0' } }),
  );
  await manager.plane('ca').setFaults({ route: '/services*', kind: 'error', status: 400 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(app.region(NAMES.ca).getByRole('alert').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No services yet' })).toHaveCount(0);
  await page.unrouteAll({ behavior: 'wait' });
});

import { NAMES } from '../support/app.ts';
import { Keyboard } from '../support/keyboard.ts';
import type { Manager } from '../support/manager.ts';
import type { Region } from '../support/plane.ts';
import { expect, test } from '../support/test.ts';
import { everything, STATES } from '../support/truth.ts';

const many = (count: number) => count.toLocaleString('en-GB');

interface Bill {
  date: string;
  priceWithTax: { currencyCode: string; priceInUcents: number };
}

/** The twelve months that end with this one, `2026-11`, the oldest first. */
function months(): string[] {
  const now = new Date();
  return Array.from({ length: 12 }, (_, back) => {
    const month = new Date(Date.UTC(now.getFullYear(), now.getMonth() - 11 + back, 1));
    return month.toISOString().slice(0, 7);
  });
}

/** What the control planes billed, in cents, by currency and month. */
async function billed(manager: Manager, regions: Region[]): Promise<Map<string, Map<string, number>>> {
  const all = new Map<string, Map<string, number>>();
  for (const plane of regions.map((region) => manager.plane(region))) {
    for (const account of plane.accounts) {
      for (const { date, priceWithTax } of await plane.list<Bill>(account, '/me/bill')) {
        const month = date.slice(0, 7);
        if (!months().includes(month)) continue;
        const sums = all.get(priceWithTax.currencyCode) ?? new Map<string, number>();
        sums.set(month, (sums.get(month) ?? 0) + priceWithTax.priceInUcents / 1e6);
        all.set(priceWithTax.currencyCode, sums);
      }
    }
  }
  return all;
}

function money(cents: number, currency: string): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(cents / 100);
}

test('money by month is what the regions billed, each currency for itself', async ({ app, manager }) => {
  const truth = await billed(manager, ['eu', 'ca', 'us']);
  expect([...truth.keys()].sort()).toEqual(['CAD', 'EUR', 'USD']);
  await app.overview();
  const panel = app.panel('Money by month');
  for (const [currency, sums] of truth) {
    const chart = panel.locator(`[data-currency="${currency}"]`);
    const total = [...sums.values()].reduce((sum, cents) => sum + cents, 0);
    await expect(chart.locator('[data-total]')).toHaveText(money(total, currency), { timeout: 15_000 });
    await expect(chart.getByRole('img')).toHaveAccessibleName(`Billed by month in ${currency}, tax included`);
    await chart.getByText('As a table').click();
    const rows = chart.getByRole('table').locator('tbody tr');
    const expected = months()
      .reverse()
      .map((month) => money(sums.get(month) ?? 0, currency));
    await expect(rows.locator('td')).toHaveText([...expected, money(total, currency)]);
  }
});

test('the weeks ahead hold what renews and what ends, on the reader’s days', async ({ app, manager }) => {
  const day = (moment: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date(moment));
  const today = day(Date.now());
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const last = new Date(Date.parse(`${today}T00:00:00Z`) + (83 - weekday) * 86_400_000).toISOString().slice(0, 10);
  const ahead = (await everything(manager)).filter(
    ({ ends }) => ends !== Infinity && day(ends) >= today && day(ends) <= last,
  );
  const ends = ahead.filter(({ renews }) => !renews);
  expect(ends.length).toBeGreaterThan(2);
  await app.overview();
  const panel = app.panel('Next 12 weeks');
  await expect(panel).toContainText(`${many(ahead.length - ends.length)} renewals`);
  await expect(panel).toContainText(`${many(ends.length)} end without renewal`);
  await panel.getByText('As a table').click();
  const days = [...new Set(ahead.map((service) => day(service.ends)))].sort();
  const rows = panel.getByRole('table').locator('tbody tr');
  await expect(rows).toHaveCount(days.length);
  for (const [at, of] of days.entries()) {
    const here = ahead.filter((service) => day(service.ends) === of);
    const renewals = here.filter(({ renews }) => renews).length;
    await expect(rows.nth(at).locator('td')).toHaveText([many(renewals), many(here.length - renewals)]);
  }
});

test('tickets that wait and tasks that run are those of the regions', async ({ app, manager }) => {
  let tickets = 0;
  let tasks = 0;
  for (const plane of manager.planes()) {
    for (const account of plane.accounts) {
      tickets += (await plane.read<number[]>(account, '/support/tickets?status=open&customerReplyNeeded=true')).length;
      for (const name of await plane.read<string[]>(account, '/dedicated/server')) {
        tasks += (await plane.read<number[]>(account, `/dedicated/server/${name}/task?status=doing`)).length;
      }
      for (const name of await plane.read<string[]>(account, '/vps')) {
        tasks += (await plane.read<number[]>(account, `/vps/${name}/tasks?state=doing`)).length;
      }
    }
  }
  expect(Math.min(tickets, tasks)).toBeGreaterThan(6);
  await app.overview();
  await expect(app.panel('Tickets waiting for you').getByRole('listitem')).toHaveCount(6);
  await expect(app.panel('Tickets waiting for you')).toContainText(`And ${tickets - 6} more`);
  await expect(app.panel('Running tasks')).toContainText(`And ${tasks - 6} more`);
  await expect(app.panel('Running tasks').getByRole('listitem')).toHaveCount(6);
});

test('a universe shows its own services alone, by state, product and region', async ({ app, page, manager }) => {
  const here = (await everything(manager)).filter(({ universe }) => universe === 'Spirit');
  await app.dashboard('spirit');
  await expect(app.heading('Spirit')).toBeVisible();
  await expect(page).toHaveTitle(/^Spirit/);
  await expect(app.panel('By state').locator('.card-total')).toHaveText(many(here.length));
  const states = STATES.filter((state) => here.some((service) => service.state === state));
  await expect(app.panel('By state').getByRole('rowheader')).toHaveText(states);
  for (const product of new Set(here.map((service) => service.product))) {
    const row = app.panel('By product').getByRole('row').filter({ hasText: product });
    const counts = Object.keys(NAMES).map((region) =>
      many(here.filter((service) => service.product === product && service.region === region).length),
    );
    const all = many(here.filter((service) => service.product === product).length);
    await expect(row.locator('td:not([aria-hidden])')).toHaveText([...counts, all]);
  }
  const urgent = here.filter((service) => service.urgent);
  await app.attention.getByRole('link', { name: `Show all ${many(urgent.length)}` }).click();
  await app.everyService();
  await expect(app.choice('Universe')).toHaveValue('spirit');
  await expect(app.count).toContainText(`${many(urgent.length)} of`);
});

test('the market says what does not exist in the United States', async ({ app, page }) => {
  await app.dashboard('market', 'us:br60915-ovh');
  await expect(app.heading('Market')).toBeVisible();
  const absent = app.panel('Not offered');
  await expect(absent.getByRole('heading', { name: 'United States' })).toBeVisible();
  for (const product of ['Domains', 'Web hosting', 'E-mail', 'Telephony']) {
    await expect(absent.getByRole('listitem').filter({ hasText: new RegExp(`^${product}$`) })).toBeVisible();
  }
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect(page.getByText(/would be here/)).toBeVisible();
});

test('one region in trouble leaves the figures of the others and names itself', async ({ app, manager, watch }) => {
  watch.tolerate(/\/api\/ca\//);
  const truth = await billed(manager, ['eu', 'us']);
  await manager.plane('ca').setFaults({ route: '/me/bill*', kind: 'error', status: 403 });
  await app.overview();
  const panel = app.panel('Money by month');
  await expect(panel.getByText('Without Canada')).toBeVisible({ timeout: 15_000 });
  for (const [currency, sums] of truth) {
    const total = [...sums.values()].reduce((sum, cents) => sum + cents, 0);
    const chart = panel.locator(`[data-currency="${currency}"]`);
    await expect(chart.locator('[data-total]')).toHaveText(money(total, currency), { timeout: 15_000 });
  }
  await expect(panel.locator('[data-currency="CAD"]')).toHaveCount(0);
  // The other panels know nothing of it.
  await expect(app.panel('Tickets waiting for you').getByRole('alert')).toHaveCount(0);
  await manager.plane('ca').clearFaults();
  await panel.getByRole('button', { name: /^Try again/ }).click();
  await expect(panel.locator('[data-currency="CAD"]')).toBeVisible({ timeout: 15_000 });
  await expect(panel.getByText('Without Canada')).toHaveCount(0);
  await expect(panel.getByRole('alert')).toHaveCount(0);
});

test('universes are hidden and moved with the keyboard, stay so, and nothing is lost', async ({
  app,
  page,
  manager,
}) => {
  const keyboard = new Keyboard(page);
  const urgent = (await everything(manager)).filter((service) => service.urgent);
  const cards = page.locator('[data-universe] h2');
  const nav = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  await app.overview();
  await expect(cards).toHaveText(['Market', 'Spirit', 'Stack', 'Enterprise']);
  await page.getByText('Choose universes').focus();
  await page.keyboard.press('Enter');
  await keyboard.tabTo(page.getByRole('checkbox', { name: 'Market' }), 3);
  await page.keyboard.press('Space');
  await expect(cards).toHaveText(['Spirit', 'Stack', 'Enterprise']);
  await expect(page.getByRole('checkbox', { name: 'Market' })).toBeFocused();
  const down = page.getByRole('button', { name: 'Move Spirit down' });
  await keyboard.tabTo(down, 12, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(cards).toHaveText(['Stack', 'Spirit', 'Enterprise']);
  await expect(down).toBeFocused();
  await expect(nav).toHaveText(['Overview', 'Stack', 'Spirit', 'Enterprise', 'Services', 'Tickets', 'Get help', 'Status', 'Activity', 'Accounts']);

  await page.reload();
  await app.everyRegion();
  await expect(cards).toHaveText(['Stack', 'Spirit', 'Enterprise']);
  await expect(page.getByText('1 hidden:')).toBeVisible();
  // What needs attention in what is hidden still counts.
  await expect(app.attention.getByRole('status')).toHaveText(`${many(urgent.length)} services need attention`);
  await page.getByRole('main').getByRole('link', { name: 'Market', exact: true }).click();
  await expect(app.heading('Market')).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Show all', exact: true }).click();
  await expect(cards).toHaveText(['Stack', 'Spirit', 'Enterprise', 'Market']);
});

test('refresh reads the panels again', async ({ app, page }) => {
  await app.dashboard('stack');
  const asked = page.waitForRequest(/\/api\/eu\/1\.0\/support\/tickets/);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await asked;
  await expect(app.panel('Tickets waiting for you').getByText(/^Updated /)).toBeVisible();
});

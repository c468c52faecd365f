import { App } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { relayTo } from '../support/manager.ts';
import type { Account } from '../support/plane.ts';
import { expect, test as base } from '../support/test.ts';

/** A server as its section tells of it. */
interface Server {
  name: string;
  ip: string;
  iam: { displayName: string };
}

/**
 * A program that knows Europe twice: as the region, and as the endpoint of a brand, which is the
 * same control plane with nothing but the sections that brands have.
 */
const test = base.extend<{ brand: App; account: Account; servers: Server[]; asked: string[] }>({
  account: async ({ manager }, use) => {
    // The one with most servers.
    const plane = manager.plane('eu');
    const counted = await Promise.all(
      plane.accounts.map(async (account) => ({ account, count: (await plane.read<string[]>(account, '/dedicated/server')).length })),
    );
    await use(counted.sort((a, b) => b.count - a.count)[0]!.account);
  },
  servers: async ({ manager, account }, use) => use(await manager.plane('eu').list<Server>(account, '/dedicated/server')),
  asked: async ({}, use) => use([]),
  brand: async ({ page, account, asked }, use) => {
    const upstream = `${new URL(account.baseUrl).origin}/1.0`;
    const relay = await relayTo({ eu: upstream, 'kimsufi-eu': upstream });
    await page.route(/\/api\/kimsufi-eu\/(1\.0|v2)\//, (route) => {
      const path = new URL(route.request().url()).pathname.replace('/api/kimsufi-eu/1.0', '');
      asked.push(path);
      if (/^\/(auth|me|dedicated\/server|ip|support)(\/|$)/.test(path)) return route.continue();
      return route.fulfill({
        status: 404,
        json: { class: 'Client::NotFound', message: 'Got an invalid (or empty) URL' },
      });
    });
    await page.goto(`${relay.url}/sign-in`);
    const app = new App(page);
    await app.useKeys(account, 'kimsufi-eu');
    await use(app);
    await page.goto('about:blank');
    await page.unrouteAll({ behavior: 'wait' });
    await relay.stop();
  },
});

test('an account of a brand is an account: its servers are services of Spirit, with their states and renewals', async ({
  brand,
  page,
  manager,
  account,
  servers,
  asked,
}) => {
  expect(servers.length).toBeGreaterThan(0);
  await brand.updated('Europe').waitFor();
  await expect(page).toHaveURL(/\/all\/overview$/);
  await brand.navigate('Services');
  await brand.everyService();
  const lines = await brand.lines();
  for (const { name, iam } of servers) {
    const line = lines.find(({ technical }) => technical === name);
    expect(line, name).toMatchObject({ name: iam.displayName, product: 'Dedicated servers', account: expect.stringContaining(account.nic) });
  }
  // What else the account has stands on no endpoint of a brand.
  expect(lines.filter(({ product }) => !['Dedicated servers', 'IP addresses'].includes(product))).toEqual([]);
  expect(asked.filter((path) => path.startsWith('/services') || path.startsWith('/vps'))).toEqual([]);
  await expect(page.getByRole('alert')).toHaveCount(0);

  // What is the matter with a machine is said as the region says it of the same machine; that it
  // is suspended no section tells, only that it is not paid, or over.
  const told = async (app: App) => {
    const lines = (await app.lines()).filter(({ product }) => product === 'Dedicated servers');
    return lines.map(({ technical, state }) => `${technical}: ${state.replace(/Suspended|Expired|Unpaid/, 'not paid')}`).sort();
  };
  let here: string[] = [];
  await expect.poll(async () => (here = await told(brand)).filter((line) => line.endsWith('not paid')).length).toBeGreaterThan(0);
  await page.goto(manager.url);
  await brand.useSample();
  await brand.navigate('Services');
  await brand.everyService();
  await brand.search.fill(account.nic);
  await expect.poll(() => told(brand)).toEqual(here);
});

test('the page of its server has the technical name in its address, says what the sections tell, and changes nothing', async ({
  brand,
  page,
  account,
  servers,
}) => {
  const [server] = servers;
  if (!server) throw new Error('no server');
  await brand.updated('Europe').waitFor();
  await brand.navigate('Services');
  await brand.search.fill(server.name);
  await expect(brand.rows).toHaveCount(1);
  await brand.rows.getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`/kimsufi-eu:${account.nic}/services/dedicated-server/${server.name}$`));
  await expect(brand.heading(server.iam.displayName)).toBeVisible();
  await expect(page.getByRole('main')).toContainText(`${account.nic}, Kimsufi, Europe`);
  await expect(brand.panel('Details')).toContainText('Paid until');
  await expect(brand.panel('Renewal')).toContainText(/Renews by itself|Stops/);
  await expect(brand.panel('Contacts')).toContainText(account.nic);
  // No route of a brand changes a name or a renewal here, so nothing offers to.
  for (const name of ['Display name', 'Changes from this tab']) await expect(brand.panel(name)).toHaveCount(0);
  await expect(brand.panel('Renewal').getByRole('button')).toHaveCount(0);
  await page.getByText('As curl', { exact: true }).click();
  await expect(page.getByText(`/1.0/dedicated/server/${server.name}`).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a block of additional addresses is a service with a page, although its name has a slash', async ({
  brand,
  page,
  manager,
  account,
}) => {
  const [block] = await manager.plane('eu').list<{ ip: string; description: string }>(account, '/ip');
  if (!block) throw new Error('no block');
  await brand.updated('Europe').waitFor();
  await brand.navigate('Services');
  await brand.search.fill(block.ip);
  await expect(brand.rows).toHaveCount(1);
  await brand.rows.getByRole('link', { name: block.description }).click();
  await expect(page).toHaveURL(new RegExp(`/services/ip/${encodeURIComponent(block.ip)}$`));
  await expect(brand.heading(block.description)).toBeVisible();
  await expect(brand.panel('Details')).toContainText('failover');
  await expect(brand.panel('Renewal')).toContainText('It has no renewal of its own.');
  await page.reload();
  // Keys that were typed are gone with the page; the address is kept for them.
  await expect(page).toHaveURL(/\/sign-in\?.*return=/);
  await brand.useKeys(account, 'kimsufi-eu');
  await expect(brand.heading(block.description)).toBeVisible();
});

test('a server that is not there is said to be gone, and the number of a service is no address of a brand', async ({
  brand,
  page,
  account,
  watch,
}) => {
  watch.announce(/answer 404.*dedicated\/server\/ns0\.example/);
  watch.tolerate(/console error.*404/);
  await brand.updated('Europe').waitFor();
  const go = (address: string) =>
    page.evaluate((address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, address);
  await go(`/kimsufi-eu:${account.nic}/services/dedicated-server/ns0.example`);
  await expect(page.getByRole('heading', { name: 'There is no such service' })).toBeVisible();
  await go(`/kimsufi-eu:${account.nic}/services/7`);
  await expect(brand.heading('There is no page at this address')).toBeVisible();
});

import type { Page } from '@playwright/test';

import { App, NAMES } from '../support/app.ts';
import type { Manager } from '../support/manager.ts';
import type { Account } from '../support/plane.ts';
import { ServicePage } from '../support/service.ts';
import { expect, test } from '../support/test.ts';

interface Blocked {
  ipSpamming?: string;
  ipBlocked?: string;
  state: string;
}

/** The page of a block in which an address is blocked for that reason. */
async function blocked(page: Page, manager: Manager, reason: 'spam' | 'antihack', state: string) {
  for (const account of manager.accountsOf('eu')) {
    const plane = manager.plane('eu');
    for (const { ip } of await plane.list<{ ip: string }>(account, '/ip').catch(() => [])) {
      const path = `/ip/${encodeURIComponent(ip)}/${reason}`;
      const [found] = (await plane.list<Blocked>(account, path)).filter((one) => one.state === state);
      if (!found) continue;
      const address = found.ipSpamming ?? found.ipBlocked ?? '-';
      const of = await ServicePage.choose(page, manager, account.nic, ({ resource, route }) =>
        Boolean(route?.path.startsWith('/ip')) && resource.name.includes(address),
      ).catch(() => undefined);
      if (of) return { of, address, account };
    }
  }
  throw new Error(`no address that is blocked for ${reason}`);
}

const history = (page: Page) => page.getByRole('region', { name: 'History', exact: true });

test('an address that was blocked for spam is unblocked once, after saying whose it is', async ({ page, manager }) => {
  const { of, address, account } = await blocked(page, manager, 'spam', 'blockedForSpam');
  await of.app.enter(of.address);
  const entry = history(page).getByRole('listitem').filter({ hasText: `Spam left from ${address}` });
  await expect(entry).toContainText('Blocked');
  await entry.getByRole('button', { name: `Unblock ${address}` }).click();
  const asked = entry.getByRole('group', { name: `Unblock ${address}` });
  await expect(asked).toContainText(`${account.nic}, Europe`);
  expect(await of.plane.applied('/unblock')).toHaveLength(0);
  await asked.getByRole('button', { name: `Unblock ${address}` }).click();
  await expect(entry).toContainText('Being unblocked');
  await expect(entry.getByRole('button')).toHaveCount(0);
  expect(await of.plane.applied('/unblock')).toHaveLength(1);
  // What only the provider lifts has no button.
  const report = history(page).getByRole('listitem').filter({ hasText: 'was reported' });
  await expect(report).toContainText('Only the provider lifts this block');
});

test('before its time there is no button', async ({ page, manager }) => {
  const { of, address } = await blocked(page, manager, 'antihack', 'blocked');
  await of.app.enter(of.address);
  const entry = history(page).getByRole('listitem').filter({ hasText: `An attack left from ${address}` });
  await expect(entry).toContainText('It can be unblocked from');
  await expect(entry.getByRole('button')).toHaveCount(0);
  await expect(history(page)).toContainText(`${address} is filtered because it is being attacked`);
});

/** A service with an outage whose credit can be claimed. */
async function outage(page: Page, manager: Manager) {
  const claimable = async (account: Account) => {
    const plane = manager.plane(account.region);
    for (const id of await plane.read<number[]>(account, '/me/sla')) {
      if (!(await plane.read<boolean>(account, `/me/sla/${id}/canBeApplied`))) continue;
      const [down] = await plane.read<{ serviceName: string }[]>(account, `/me/sla/${id}/services`);
      if (down) return down.serviceName;
    }
    return undefined;
  };
  for (const account of manager.accounts) {
    const name = await claimable(account);
    if (!name) continue;
    return ServicePage.choose(page, manager, account.nic, ({ resource }) => resource.name === name);
  }
  throw new Error('no outage with a credit to claim');
}

test('the credit for an outage is claimed once', async ({ page, manager }) => {
  const of = await outage(page, manager);
  await of.app.enter(of.address);
  const entry = history(page).getByRole('listitem').filter({ hasText: 'Outage:' }).first();
  await expect(entry).toContainText('Credit:');
  await entry.getByRole('button', { name: 'Claim the credit' }).click();
  const asked = entry.getByRole('group', { name: 'Claim the credit' });
  await expect(asked).toContainText(of.account.nic);
  await asked.getByRole('button', { name: 'Claim the credit' }).dblclick();
  await expect(entry.getByRole('button')).toHaveCount(0);
  await expect.poll(async () => (await of.plane.applied('/apply')).length).toBe(1);
});

test('each source waits and fails by itself', async ({ page, manager, watch }) => {
  const of = await ServicePage.machine(page, manager);
  watch.announce(/\/support\/tickets/);
  watch.tolerate(/\/me\/sla/);
  await of.plane.setFaults(
    { route: '/support*', kind: 'error', status: 403 },
    { route: '/me/sla*', kind: 'html' },
  );
  await new App(page).enter(of.address);
  await expect(history(page)).toContainText('(outages) answered with something that is not data');
  await expect(history(page).getByText('Nothing is known to have happened to it.')).toHaveCount(0);
  await of.plane.clearFaults();
  await history(page).getByRole('button', { name: /^Try again/ }).last().click();
  await expect(history(page)).not.toContainText('(outages)');
});

test('a service in a data centre with an incident says so on its page', async ({ app, page }) => {
  await app.enter('/all/status');
  const mine = page.getByRole('region', { name: 'Your services', exact: true });
  // What arrives later stands in the order of the regions, too: nothing is read before all is there.
  await expect(page.getByText(/^Updated /)).toHaveCount(Object.keys(NAMES).length);
  await expect(mine.getByRole('listitem').first()).toBeVisible();
  await expect(mine.getByText(/^Comparing/)).toHaveCount(0);
  const entry = mine.getByRole('listitem').filter({ hasText: /^(Outage|Partial outage)/ }).first();
  const name = await entry.locator('strong').first().innerText();
  await entry.getByRole('link').first().click();
  const known = page.getByRole('region', { name: 'Known at the provider', exact: true });
  await expect(known).toContainText(name);
  await known.getByRole('link', { name: 'Status page' }).click();
  await expect(app.heading('Status')).toBeVisible();
});

test('an entry that cannot be read is counted, and its absence is not called peace', async ({ page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  await page.route(/\/support\/tickets\?serviceName=/, (route) =>
    route.fulfill({ json: [{ ticketId: 'not a number' }], headers: { 'X-Pagination-Elements': '1' } }),
  );
  await of.open();
  await expect(history(page).getByText(/^1 entry arrived in a form that Manager cannot read/)).toBeVisible();
  await expect(history(page).getByText('Nothing is known to have happened')).toHaveCount(0);
});

import { App } from '../support/app.ts';
import { expect, test } from '../support/test.ts';

test('no answer is ever shown as another account’s, however one goes back and forth', async ({ page, manager }) => {
  test.slow();
  const app = new App(page);
  // Each service says whose keys asked for it, and answers come late and out of order.
  const lists = new Map<string, object[]>();
  for (const plane of manager.planes()) {
    for (const account of plane.accounts) {
      const rows = await plane.list<{ resource: object }>(account, '/services');
      const marked = rows.map((row) => ({ ...row, resource: { ...row.resource, displayName: `of ${account.nic}` } }));
      lists.set(account.consumerKey, marked);
    }
  }
  let turn = 0;
  await page.route(/\/api\/[a-z-]+\/1\.0\/services(\?|$)/, async (route) => {
    const { 'x-ovh-consumer': key = '' } = await route.request().allHeaders();
    turn += 1;
    await new Promise((resolve) => setTimeout(resolve, (turn * 37) % 160));
    await route.fulfill({ json: lists.get(key) });
  });
  // A way through the history of one page: all accounts, then each, in the list.
  await app.enter('/all/overview');
  await app.everyRegion();
  const several = manager.accounts.filter(({ region }) => manager.accountsOf(region).length > 1);
  for (const account of several) {
    await page.evaluate(() => document.querySelectorAll('main details').forEach((part) => part.setAttribute('open', '')));
    // Services that need attention are called like their account here, and stand in a list of their own.
    await page.getByRole('main').locator('details').getByRole('link', { name: account.nic }).first().click();
    await expect(page).toHaveURL(new RegExp(`${account.nic}/overview`));
    await app.navigate('Services');
    await page.getByRole('link', { name: 'Show all accounts' }).click();
    await expect(page).toHaveURL('/all/overview');
  }
  const wrong = await page.evaluate(async (steps) => {
    const found: string[] = [];
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const furthest = history.length - 4;
    let at = 0;
    let seed = 7;
    let seen = 0;
    for (let step = 0; step < steps; step += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      // Anywhere but to where the page came from.
      const to = -((seed >> 8) % furthest);
      if (to !== at) {
        const there = new Promise((done) => addEventListener('popstate', done, { once: true }));
        history.go(to - at);
        await there;
      }
      at = to;
      if (step % 4 === 0) document.querySelector<HTMLButtonElement>('header.page-head button')?.click();
      await frame();
      await frame();
      const nic = /^\/[a-z-]+:([a-z0-9-]+)\//.exec(location.pathname)?.[1];
      for (const row of document.querySelectorAll<HTMLElement>('.table-body [role="row"]')) {
        const name = row.querySelector('.list-display')?.textContent;
        if (!name) continue;
        const account = row.querySelector('.list-account .soft')?.textContent;
        seen += 1;
        if (name !== `of ${account}`) found.push(`${location.pathname}: ${name} as ${account}`);
        // Drawn rows of the page before may stand for a frame; whose they are is then said beside them.
        if (nic && document.querySelector('header')?.textContent?.includes(nic) && account !== nic) {
          found.push(`${location.pathname}: ${account} under ${nic}`);
        }
      }
    }
    return { found: found.slice(0, 5), seen };
  }, 100);
  expect(wrong.found).toEqual([]);
  expect(wrong.seen).toBeGreaterThan(100);
});

import { NAMES } from '../support/app.ts';
import { expect, test } from '../support/test.ts';

const REFUSALS = [
  {
    what: 'keys that ended',
    status: 403,
    errorCode: 'INVALID_CREDENTIAL',
    says: 'no longer accepts the keys',
  },
  {
    what: 'keys that nobody knows',
    status: 403,
    errorCode: 'NOT_CREDENTIAL',
    says: 'no longer accepts the keys',
  },
  {
    what: 'keys without the right',
    status: 403,
    errorCode: 'NOT_GRANTED_CALL',
    says: 'do not allow this',
  },
] as const;

for (const { what, status, errorCode, says } of REFUSALS) {
  test(`${what} of one account are said of that account alone, and asked about once`, async ({
    app,
    page,
    manager,
    watch,
  }) => {
    watch.announce(/answer 403.*\/api\/eu\//);
    watch.tolerate(/console error.*403/);
    const sick = manager.account('cv30118-ovh');
    let asked = 0;
    await page.route(/\/api\/eu\/1\.0\/services(\?|$)/, async (route) => {
      const headers = await route.request().allHeaders();
      if (headers['x-ovh-consumer'] !== sick.consumerKey) return route.continue();
      asked += 1;
      return route.fulfill({ status, json: { class: 'Client::Forbidden', errorCode, message: 'No' } });
    });
    await app.enter();
    const alert = app.region(NAMES.eu).getByRole('alert');
    await expect(alert).toContainText(says);
    await expect(alert).toContainText('cv30118-ovh');
    await expect(page.getByRole('article').getByRole('alert')).toHaveCount(1);
    for (const account of manager.accounts) {
      if (account.nic !== sick.nic) await expect(alert).not.toContainText(account.nic);
    }
    for (const name of Object.values(NAMES)) await expect(app.figure(name, 'services')).toHaveText(/^[1-9]/);
    // A refusal is an answer: repeating the question does not change it.
    expect(asked).toBe(1);

    // The account's own page says it too, and another account's does not.
    await app.navigate('Services');
    await expect(page.getByRole('alert').filter({ hasText: says })).toHaveCount(1);
    await page.unrouteAll({ behavior: 'wait' });
    await page.getByRole('alert').getByRole('button', { name: /^Try again/ }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test.describe('a clock that is wrong', () => {
  for (const hours of [-1, 1]) {
    test(`by ${hours} h is measured once and does no harm`, async ({ app, page, manager }) => {
      let measured = 0;
      page.on('request', (request) => {
        if (request.url().endsWith('/auth/time')) measured += 1;
      });
      await page.clock.install({ time: Date.now() + hours * 3_600_000 });
      await app.overview();
      await expect(page.getByRole('article').getByRole('alert')).toHaveCount(0);
      expect(measured).toBe(3);
      expect(manager.accounts.length).toBeGreaterThan(3);
    });
  }

  test('since the computer slept is measured anew', async ({ app, page }) => {
    let measured = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/auth/time')) measured += 1;
    });
    await page.clock.install();
    await app.overview();
    await page.clock.setSystemTime(Date.now() + 3_600_000);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect.poll(() => measured).toBe(6);
    await app.everyRegion();
    await expect(page.getByRole('article').getByRole('alert')).toHaveCount(0);
  });

  test('and stays so is said in plain words after one more try', async ({ app, page, watch }) => {
    watch.announce(/answer 400.*\/api\/us\//);
    watch.tolerate(/\/api\/us\//);
    // Whatever is asked, the region's time is an hour off.
    await page.route('**/api/us/1.0/auth/time', (route) =>
      route.fulfill({ json: Math.floor(Date.now() / 1000) - 3_600 }),
    );
    let asked = 0;
    page.on('request', (request) => {
      if (/\/api\/us\/1\.0\/services/.test(request.url())) asked += 1;
    });
    await app.enter();
    const alert = app.region(NAMES.us).getByRole('alert');
    await expect(alert).toContainText('United States refuses the time of this computer');
    await expect(alert).toContainText('Set the clock of this computer, then try again.');
    expect(asked).toBe(2);
    for (const name of [NAMES.eu, NAMES.ca]) await app.updated(name).waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await alert.getByRole('button', { name: /^Try again/ }).click();
    await app.updated(NAMES.us).waitFor();
    await expect(alert).toHaveCount(0);
  });
});

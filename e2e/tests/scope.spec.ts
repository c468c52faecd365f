import { expect, test } from '../support/test.ts';
import { everything } from '../support/truth.ts';

const many = (count: number) => count.toLocaleString('en-GB');

test('one account of a region is a click away, in the address and on every page', async ({ app, page, manager }) => {
  await app.overview();
  const truth = (await everything(manager)).filter(({ nic }) => nic === 'pb20731-ovh');
  await app.region('Europe').getByText('Accounts', { exact: true }).click();
  await app.region('Europe').getByRole('link', { name: 'pb20731-ovh' }).click();
  await expect(page).toHaveURL('/eu:pb20731-ovh/overview');
  await expect(page.getByRole('banner')).toContainText('You are looking at');
  await expect(page.getByRole('banner')).toContainText('pb20731-ovh');
  await expect(page.getByText('1 account in 1 region')).toBeVisible();
  await expect(app.figure('Europe', 'services')).toHaveText(many(truth.length));

  await app.navigate('Services');
  await expect(page).toHaveURL('/eu:pb20731-ovh/services');
  await expect(app.count).toHaveText(`${many(truth.length)} services`);
  await expect(page.getByRole('banner')).toContainText('pb20731-ovh');

  await page.reload();
  await expect(app.count).toHaveText(`${many(truth.length)} services`);

  await page.getByRole('link', { name: 'Show all accounts' }).click();
  await expect(page).toHaveURL('/all/overview');
  await expect(page.getByText(`${manager.accounts.length} accounts in 3 regions`)).toBeVisible();
});

test('two tabs may look at two accounts', async ({ app, page, context }) => {
  const { App } = await import('../support/app.ts');
  await app.enter('/ca:sb50634-ovh/overview');
  const other = new App(await context.newPage());
  await other.enter('/us:br60915-ovh/overview');
  await expect(other.page.getByRole('banner')).toContainText('br60915-ovh');
  await page.reload();
  await expect(page.getByRole('banner')).toContainText('sb50634-ovh');
  await expect(page.getByRole('banner')).not.toContainText('br60915-ovh');
});

test('an account seen before is shown at once, without asking again', async ({ app, page }) => {
  await app.overview();
  await page.getByRole('main').getByText('Accounts', { exact: true }).first().click();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.url());
  });
  await page.getByRole('link', { name: 'lm10452-ovh' }).click();
  await expect(page.getByText('1 account in 1 region')).toBeVisible();
  await expect(app.updated('Europe')).toBeVisible();
  expect(asked.filter((url) => /\/services(\?|$)/.test(url))).toEqual([]);
});

test('a link to an account whose keys are not here explains itself', async ({ app, page, manager }) => {
  const account = manager.account('br60915-ovh');
  await page.goto('/sign-in?return=%2Fca%3Asb50634-ovh%2Foverview');
  await app.useKeys(account);

  await expect(app.heading('The keys of this account are not here')).toBeVisible();
  await expect(page.getByText('ca:sb50634-ovh')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Add its keys' })).toBeVisible();
  await page.getByRole('link', { name: 'Show all accounts' }).click();
  await expect(page.getByText('1 account in 1 region')).toBeVisible();
});

test('adding the missing keys opens the account that the link named', async ({ app, page, manager }) => {
  await page.goto('/sign-in?return=%2Fca%3Asb50634-ovh%2Foverview');
  for (const nic of ['br60915-ovh', 'sb50634-ovh']) {
    await app.useKeys(manager.account(nic));
    if (nic === 'br60915-ovh') await page.getByRole('link', { name: 'Add its keys' }).click();
  }
  await expect(app.heading('Overview')).toBeVisible();
  await expect(page).toHaveURL('/ca:sb50634-ovh/overview');
  await expect(page.getByRole('banner')).toContainText('sb50634-ovh');
});

for (const address of ['/nowhere/at/all', '/all/nowhere', '/mars:ab12345-ovh/overview']) {
  test(`${address} is said to lead nowhere, with a way on`, async ({ app, page }) => {
    await app.overview();
    await page.goto(address);
    await expect(app.heading('There is no page at this address')).toBeVisible();
    await expect(page.getByRole('main')).toHaveCount(1);
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await expect(app.heading('Overview')).toBeVisible();
  });
}

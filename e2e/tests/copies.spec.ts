import type { Account } from '../support/plane.ts';
import { NAMES } from '../support/app.ts';
import { expect, test as base } from '../support/test.ts';
import { damaged, openRecord, PASSPHRASE, Vault } from '../support/vault.ts';

const test = base.extend<{ vault: Vault }>({
  vault: async ({ page, app }, use) => use(new Vault(page, app)),
});

const id = ({ region, nic }: Account) => `${region}:${nic}`;

/** Three hours later the program is started again. */
async function later(vault: Vault): Promise<void> {
  await vault.page.clock.install({ time: Date.now() + 3 * 3_600_000 });
  await vault.page.reload();
}

test.beforeEach(({ watch }) => {
  // Regions that hang are given up, and a clock that jumped is refused once.
  watch.tolerate(/\/api\//);
});

test('services are shown with their age before any region has answered, and refreshed behind', async ({ vault, app, page, manager }) => {
  await vault.keepSample();
  await app.everyRegion();
  await page.waitForLoadState('networkidle');
  await vault.copied(manager.accounts.map(id));
  const before = await Promise.all(Object.values(NAMES).map((name) => app.figure(name, 'services').textContent()));

  for (const plane of manager.planes()) await plane.setFaults({ route: '*', kind: 'hang' });
  await later(vault);
  await vault.unlock();
  for (const [place, name] of Object.values(NAMES).entries()) {
    await expect(app.figure(name, 'services')).toHaveText(before[place]!);
    await expect(app.updated(name)).toHaveText('Updated 3 hours ago');
    await expect(app.region(name).getByRole('status')).toContainText(/Loading|Still waiting/);
  }
  await app.navigate('Services');
  await expect(app.rows.first()).toBeVisible();
  await expect(page.getByText('Canada: services as they were 3 hours ago')).toBeVisible();
  await expect(page.getByText(/^Loading the services of/)).toHaveCount(0);

  for (const plane of manager.planes()) await plane.clearFaults();
  await app.navigate('Overview');
  // The tries that hang run into their end, then each region is asked once more.
  for (const name of Object.values(NAMES)) {
    await expect(async () => {
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect(app.updated(name)).toHaveText(/now|seconds/, { timeout: 3_000 });
    }).toPass({ timeout: 30_000 });
  }
});

test('a region that is down shows what it said before, with its age beside the trouble', async ({ vault, app, page, manager }) => {
  await vault.keepSample();
  await app.everyRegion();
  await vault.copied(manager.accounts.map(id));
  const before = await app.figure(NAMES.ca, 'services').textContent();
  await manager.plane('ca').setFaults({ route: '*', kind: 'down' });
  await later(vault);
  await vault.unlock();
  await expect(app.region(NAMES.ca).getByRole('alert')).toContainText('The figures shown are those read before.');
  await expect(app.figure(NAMES.ca, 'services')).toHaveText(before!);
  await expect(app.updated(NAMES.ca)).toHaveText('Updated 3 hours ago');
  await expect(app.updated(NAMES.us)).toHaveText(/now|seconds/);
  expect(page.url()).toContain('/all/overview');
});

test('a copy opens with the passphrase and its own account’s name, and is nowhere in clear', async ({ vault, app, page, manager }) => {
  await vault.keepSample();
  await app.everyRegion();
  await page.waitForLoadState('networkidle');
  await vault.copied(manager.accounts.map(id));
  const { header } = await vault.stored();
  const copies = await vault.copies();
  const record = copies['services/us:br60915-ovh']!;
  const open = (nic: string) =>
    openRecord(header!, record, `manager-vault|1|copy|services|us|${nic}`, PASSPHRASE);
  const [readAt, text] = open('br60915-ovh').split('\n');
  expect(Math.abs(Number(readAt) - Date.now())).toBeLessThan(120_000);
  const { rows } = JSON.parse(text!) as { rows: { name: string }[] };
  const listed = await manager.plane('us').list<{ resource: { name: string } }>(manager.account('br60915-ovh'), '/services');
  expect(rows.map(({ name }) => name).sort()).toEqual(listed.map(({ resource }) => resource.name).sort());
  expect(() => open('br60916-ovh')).toThrow();
  expect(JSON.stringify(copies)).not.toContain(rows[0]!.name);
  // It is no part of the vault, nor of a file that is taken along.
  expect(Object.keys(await vault.stored()).filter((name) => name.includes('services'))).toEqual([]);
});

test('what does not open is thrown away without a word, and never shown', async ({ vault, app, page, manager }) => {
  await vault.keepSample();
  await app.everyRegion();
  await vault.copied(manager.accounts.map(id));
  const copies = await vault.copies();
  const before = await app.figure(NAMES.ca, 'services').textContent();
  // Canada's whole record under the name of the United States', and a digit of Canada's own changed.
  await vault.overwriteCopy('services/us:br60915-ovh', copies['services/ca:sb50634-ovh']!);
  await vault.overwriteCopy('services/ca:sb50634-ovh', damaged(copies['services/ca:sb50634-ovh']!));
  await vault.overwriteCopy('services/eu:zz99999-ovh', copies['services/ca:sb50634-ovh']!);
  await vault.overwriteCopy('something else', 'of somebody else');
  for (const plane of manager.planes()) await plane.setFaults({ route: '*', kind: 'hang' });
  await later(vault);
  await vault.unlock();
  await expect(app.updated(NAMES.eu)).toHaveText('Updated 3 hours ago');
  const left = manager.accounts.map(id).filter((account) => !/br60915|sb50634/.test(account));
  await expect.poll(async () => Object.keys(await vault.copies()).sort()).toEqual(left.map((account) => `services/${account}`).sort());
  await expect(app.figure(NAMES.us, 'services')).toHaveCount(0);
  // Another account of that region has its own, which is whole.
  await expect(app.figure(NAMES.ca, 'services')).not.toHaveText(before!);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('with the account goes its copy; an account of this tab alone never has one', async ({ vault, app, page, manager }) => {
  await app.overview();
  await page.getByRole('link', { name: 'Vault', exact: true }).click();
  await page.getByRole('checkbox', { name: /sb50634-ovh/ }).uncheck();
  await vault.make();
  await expect(vault.kept).toBeVisible();
  const kept = manager.accounts.map(id).filter((account) => account !== 'ca:sb50634-ovh');
  await vault.copied(kept);

  await vault.kept.getByRole('button', { name: 'Take out br60915-ovh' }).click();
  await expect(page.getByText(/^br60915-ovh was taken out/)).toBeVisible();
  const rest = kept.filter((account) => account !== 'us:br60915-ovh');
  await vault.copied(rest);

  // Signed out of, it is shown nowhere until the vault is opened anew.
  await page.goto('/all/accounts');
  await vault.unlock();
  await expect(app.heading('Accounts')).toBeVisible();
  await page.getByRole('article').first().getByRole('button', { name: /^Details/ }).click();
  await page.getByRole('button', { name: /^Sign out of/ }).click();
  await page.getByRole('button', { name: 'Sign out until the next unlock' }).click();
  await expect.poll(async () => Object.keys(await vault.copies()).length).toBe(rest.length - 1);
});

test('with the vault go all copies, and another passphrase leaves none of the old ones', async ({ vault, app, page, manager }) => {
  await vault.keepSample();
  await app.everyRegion();
  await vault.copied(manager.accounts.map(id));
  const before = await vault.copies();
  await vault.open();
  await page.getByText('Change the passphrase').first().click();
  await page.getByLabel('New passphrase', { exact: true }).fill('a wholly other passphrase');
  await page.getByLabel('New passphrase, once more').fill('a wholly other passphrase');
  await page.getByLabel('Passphrase until now').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Change the passphrase' }).click();
  await expect(page.getByText('The passphrase was changed.')).toBeVisible();
  await vault.copied(manager.accounts.map(id));
  for (const [name, text] of Object.entries(await vault.copies())) expect(text, name).not.toBe(before[name]);

  await page.getByText('Forget the vault', { exact: true }).click();
  await page.getByLabel('Type “forget” to confirm').fill('forget');
  await page.getByRole('button', { name: 'Forget the vault now' }).click();
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

test('where copies cannot be kept, everything else goes on', async ({ vault, app, page }) => {
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, version) {
      if (name === 'manager-copies') throw new DOMException('No room.', 'QuotaExceededError');
      return open.call(this, name, version);
    };
  });
  await vault.keepSample();
  await app.everyRegion();
  await vault.copied([]);
  await page.reload();
  await vault.unlock();
  await app.everyRegion();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

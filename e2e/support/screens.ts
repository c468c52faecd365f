import { expect, type Page } from '@playwright/test';

import type { App } from './app.ts';
import { HELP_SCREENS } from './help-screens.ts';
import type { Manager } from './manager.ts';
import { DISK } from './outputs.ts';
import { refuseKeys } from './refusal.ts';
import { ServicePage } from './service.ts';
import { everyTicket, TicketList, TicketPage, turnOf } from './tickets.ts';
import { damaged, Vault } from './vault.ts';

/** A screen in one of its states. */
export interface Screen {
  name: string;
  open: (app: App, page: Page, manager: Manager) => Promise<void>;
  /** Troubles that the screen is about. */
  troubles?: RegExp;
}

/** Every screen of the application, in each state that looks different. */
export const SCREENS: Screen[] = [
  {
    name: 'sign-in',
    open: async (app, page) => {
      await page.goto('/sign-in');
      await expect(app.heading('Sign in')).toBeVisible();
    },
  },
  {
    name: 'sign-in with fields to mend',
    open: async (_app, page) => {
      await page.goto('/sign-in');
      await page.getByRole('button', { name: 'Sign in with these keys' }).click();
      await expect(page.getByText('Some fields need mending')).toBeVisible();
    },
  },
  {
    name: 'sign-in, asking for new keys and choosing part by part',
    open: async (_app, page) => {
      await page.goto('/sign-in');
      await page.getByText('Ask for new keys', { exact: true }).click();
      await page.getByRole('radio', { name: 'Choose part by part' }).check();
      await page.getByRole('button', { name: 'Ask for these keys' }).click();
      await expect(page.getByText('Enter the application secret').first()).toBeVisible();
    },
  },
  {
    name: 'sign-in, waiting for new keys to be accepted',
    troubles: /auth\/currentCredential/,
    open: async (_app, page, manager) => {
      const { applicationKey, applicationSecret } = manager.account('sb50634-ovh');
      await page.goto('/sign-in');
      await page.getByText('Ask for new keys', { exact: true }).click();
      const part = page.getByRole('group').filter({ hasText: 'Ask for new keys' }).first();
      await part.getByRole('combobox', { name: 'Region' }).selectOption('ca');
      await part.getByLabel('Application key', { exact: true }).fill(applicationKey);
      await part.getByLabel('Application secret', { exact: true }).fill(applicationSecret);
      await part.getByRole('button', { name: 'Ask for these keys' }).click();
      await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible();
    },
  },
  {
    name: 'overview',
    open: async (app, page) => {
      await app.overview();
      await page.getByRole('main').getByText('Accounts', { exact: true }).first().click();
    },
  },
  {
    name: 'overview of one account',
    open: async (app) => {
      await app.enter('/us:br60915-ovh/overview');
      await app.updated('United States').waitFor();
    },
  },
  {
    name: 'overview with a region in trouble',
    troubles: /\/api\/ca\//,
    open: async (app, _page, manager) => {
      await manager.plane('ca').setFaults({ route: '*', kind: 'down' });
      await app.enter();
      await expect(app.region('Canada').getByRole('alert').first()).toBeVisible({ timeout: 15_000 });
      await app.updated('Europe').waitFor();
    },
  },
  {
    name: 'overview with its charts and the choice of universes',
    open: async (app, page) => {
      await app.overview();
      await expect(app.panel('Money by month').locator('[data-currency]')).toHaveCount(3);
      for (const table of await page.getByText('As a table').all()) await table.click();
      await page.getByText('Choose universes').click();
    },
  },
  {
    name: 'overview with one account whose keys are refused',
    troubles: /\/api\/ca\//,
    open: async (app, page, manager) => {
      await refuseKeys(page, manager.account('sb50634-ovh'));
      await app.enter();
      await expect(page.getByRole('link', { name: /^Renew the keys/ })).toBeVisible();
      await expect(app.panel('Money by month').getByText(/^Without /)).toBeVisible();
    },
  },
  {
    name: 'overview without the states of machines',
    troubles: /\/api\/eu\//,
    open: async (app, _page, manager) => {
      await manager.plane('eu').setFaults({ route: '/vps*', kind: 'error', status: 403 });
      await app.overview();
      await expect(app.panel('Running tasks').getByText(/could not be read/)).toBeVisible({ timeout: 15_000 });
    },
  },
  {
    name: 'overview of accounts that have nothing',
    open: async (app, page) => {
      await page.route(/\/api\/[a-z]+\/1\.0\/services(\?|$)/, (route) =>
        route.fulfill({ json: [], headers: { 'X-Pagination-Elements': '0' } }),
      );
      await app.enter();
      await expect(page.locator('.nothing h2')).toBeVisible();
    },
  },
  ...(['market', 'spirit', 'stack', 'enterprise'] as const).map((universe) => ({
    name: `the dashboard of ${universe}`,
    open: (app: App) => app.dashboard(universe),
  })),
  { name: 'a universe that the region does not have', open: (app) => app.dashboard('market', 'us:br60915-ovh') },
  { name: 'services', open: (app) => app.services() },
  {
    name: 'services of one product',
    open: async (app) => app.services('?product=vps&state=active'),
  },
  {
    name: 'services with a query, a selection and the columns open',
    open: async (app, page) => {
      await app.services('?product=vps&q=state:nonsense+-ends<1d&sort=state,-name');
      await page.getByRole('checkbox', { name: /^Select/ }).nth(1).click();
      await page.locator('summary', { hasText: 'Columns' }).click();
      await expect(page.getByRole('checkbox', { name: 'Compact rows' })).toBeVisible();
    },
  },
  {
    name: 'services without a result',
    open: async (app, page) => {
      await app.enter('/all/services?q=nothing+such');
      await expect(page.getByText('No service fits this search and these filters.')).toBeVisible();
    },
  },
  {
    name: 'services with a region in trouble',
    troubles: /\/api\/ca\//,
    open: async (app, page, manager) => {
      await manager.plane('ca').setFaults({ route: '*', kind: 'html' });
      await app.enter('/all/services');
      await expect(page.getByRole('alert').filter({ hasText: 'Canada' })).toBeVisible({ timeout: 15_000 });
      await app.everyService();
    },
  },
  {
    name: 'a service',
    open: async (_app, page, manager) => {
      const of = await ServicePage.machine(page, manager);
      await of.open();
      for (const part of ['Answer as JSON', 'As curl', 'As Python']) {
        await page.getByText(part, { exact: true }).click();
      }
    },
  },
  {
    name: 'a service with its forms open and a name to mend',
    open: async (_app, page, manager) => {
      const of = await ServicePage.machine(page, manager);
      await of.open();
      await of.type(' ');
      await of.button('Save').click();
      await of.panel('Renewal').getByRole('button', { name: 'Change the renewal' }).click();
      await of.button('Continue').waitFor();
    },
  },
  {
    name: 'a service whose keys allow reading alone',
    open: async (_app, page, manager) => {
      const of = await ServicePage.machine(page, manager);
      await of.readingAlone();
      await of.open();
      await expect(of.panel('Renewal')).toContainText('The keys in use allow reading it');
    },
  },
  {
    name: 'a service whose region is in trouble',
    troubles: /\/api\/eu\//,
    open: async (app, page, manager) => {
      const of = await ServicePage.machine(page, manager);
      await manager.plane('eu').setFaults({ route: '/services*', kind: 'html' });
      await app.enter(of.address);
      await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 15_000 });
    },
  },
  { name: 'tickets', open: (app, page) => new TicketList(page, app).open('?columns=subject,turn,last,new,score,number') },
  {
    name: 'tickets, the archive, without a result',
    open: async (app, page) => {
      await new TicketList(page, app).open('?archived=true&q=nothing+such');
      await expect(page.getByText('No ticket fits this search and these filters.')).toBeVisible();
    },
  },
  {
    name: 'tickets with a region in trouble',
    troubles: /\/api\/ca\//,
    open: async (app, page, manager) => {
      await manager.plane('ca').setFaults({ route: '/support/*', kind: 'html' });
      await app.enter('/all/tickets');
      await expect(page.getByRole('alert').filter({ hasText: 'Canada' })).toBeVisible({ timeout: 15_000 });
    },
  },
  {
    name: 'a ticket, with a reply to mend and about to be closed',
    open: async (_app, page, manager) => {
      const asked = (await everyTicket(manager)).find((one) => turnOf(one) === 'Your turn' && one.serviceName);
      if (!asked) throw new Error('the sample has a question about a service');
      const of = TicketPage.of(page, manager, asked);
      await of.open();
      await of.button('Send the reply').click();
      await of.button('Close the ticket').click();
      await expect(page.getByRole('group', { name: 'Closing the ticket' })).toBeVisible();
    },
  },
  {
    name: 'a ticket whose reply was refused',
    troubles: /support\/tickets/,
    open: async (_app, page, manager) => {
      const of = await TicketPage.made(page, manager);
      await of.open();
      await of.plane.setFaults({ route: '/support/*', method: 'POST', kind: 'error', status: 409 });
      await of.send('It answers at https://help.example.com/now again.');
      await expect(page.getByText('What you typed is kept.')).toBeVisible();
    },
  },
  {
    name: 'a ticket of an incident, with a disk that was read',
    open: async (_app, page, manager) => {
      const of = await TicketPage.incident(page, manager);
      await of.open();
      const checks = of.panel('Diagnostics that help');
      await checks.getByLabel(/^Output of a command/).fill(DISK);
      await expect(checks.getByRole('heading', { name: 'A report of a disk' })).toBeVisible();
    },
  },
  {
    name: 'a closed ticket, to be opened again or scored',
    open: async (_app, page, manager) => {
      const old = (await everyTicket(manager, true)).find(({ score }) => score === '');
      if (!old) throw new Error('the sample has a closed ticket without a score');
      const of = TicketPage.of(page, manager, old);
      await of.open();
      await of.button('Open it again').click();
      await of.panel('Score the answers').getByRole('button', { name: 'Send the score' }).click();
      await expect(page.getByText('Choose a score.')).toBeVisible();
    },
  },
  {
    name: 'a ticket that the keys do not allow reading',
    troubles: /support\/tickets/,
    open: async (app, page, manager) => {
      const of = await TicketPage.made(page, manager);
      await of.plane.setFaults({ route: '/support/*', kind: 'error', status: 403 });
      await app.enter(of.address);
      await expect(page.getByRole('heading', { name: 'The keys do not allow reading this ticket' })).toBeVisible();
    },
  },
  {
    name: 'status, with what is over',
    open: async (app, page) => {
      await app.enter('/all/status');
      const europe = page.getByRole('region', { name: 'Europe', exact: true });
      await europe.getByText(/known bugs? being fixed/).click();
      await europe.getByText('Recently over').click();
      await expect(europe.getByText(/^over /).first()).toBeVisible();
      await expect(page.getByText(/^Comparing/)).toHaveCount(0);
    },
  },
  {
    name: 'status, with a feed in trouble',
    troubles: /\/status\/ca\//,
    open: async (app, page, manager) => {
      await manager.plane('ca').setFaults({ route: '/_status*', kind: 'html' });
      await app.enter('/all/status');
      await expect(page.getByRole('region', { name: 'Canada', exact: true }).getByRole('alert')).toBeVisible();
      await expect(page.getByText(/^Not everything could be read/)).toBeVisible();
    },
  },
  {
    name: 'who is responsible, of all products',
    open: async (app) => {
      await app.enter('/all/responsibilities');
      await expect(app.heading('Who is responsible for what')).toBeVisible();
    },
  },
  {
    name: 'who is responsible, of one product',
    open: async (app, page) => {
      await app.enter('/all/responsibilities?product=dedicated-server');
      await expect(page.getByRole('region', { name: 'Who solves what' })).toBeVisible();
    },
  },
  {
    name: 'activity before anything was changed',
    open: async (app, page) => {
      await app.enter('/all/activity');
      await expect(page.getByText('Nothing was changed yet')).toBeVisible();
    },
  },
  {
    name: 'activity, with what was done',
    open: async (app, page, manager) => {
      const of = await ServicePage.machine(page, manager);
      await of.open();
      const name = `Looked at ${Date.now()}`;
      await of.type(name);
      await of.button('Save').click();
      await expect(app.heading(name)).toBeVisible();
      await app.navigate('Activity');
      await expect(app.panel('Activity').getByRole('listitem')).toHaveCount(1);
    },
  },
  {
    name: 'accounts, with a group and the details of one',
    open: async (app, page) => {
      await app.enter('/all/accounts');
      await page.getByRole('textbox', { name: 'Name of a new group' }).fill('Shops');
      await page.getByRole('button', { name: 'Make the group' }).click();
      await page.getByRole('article', { name: 'lm10452-ovh' }).getByRole('button', { name: /^Details/ }).click();
      await expect(page.getByText('Asking how the keys stand…')).toHaveCount(0);
    },
  },
  {
    name: 'accounts, one of them with refused keys',
    troubles: /\/api\/ca\//,
    open: async (app, page, manager) => {
      await refuseKeys(page, manager.account('sb50634-ovh'));
      await app.enter('/ca:sb50634-ovh/accounts');
      await expect(page.getByRole('link', { name: /^Renew the keys/ }).first()).toBeVisible();
    },
  },
  {
    name: 'a group that is not known here',
    open: async (app) => {
      await app.enter('/group:Not%20here/services');
      await expect(app.heading('There is no group called Not here here')).toBeVisible();
    },
  },
  {
    name: 'the switch between accounts',
    open: async (app, page) => {
      await app.overview();
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog', { name: 'Switch account' }).getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'the switch between accounts without a result',
    open: async (app, page) => {
      await app.overview();
      await page.keyboard.press('Control+k');
      const dialog = page.getByRole('dialog', { name: 'Switch account' });
      await dialog.getByRole('combobox').fill('nobody is called this');
      await expect(dialog.getByText('No account or group fits this search.')).toBeVisible();
    },
  },
  {
    name: 'the sheet of shortcuts',
    open: async (app, page) => {
      await app.overview();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    },
  },
  {
    name: 'the parts of the interface',
    open: async (app, page) => {
      await app.enter('/all/design');
      await expect(app.heading('Parts of the interface')).toBeVisible();
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await expect(page.getByRole('alert').filter({ hasText: 'Some fields need mending' })).toBeVisible();
    },
  },
  {
    name: 'an account without keys',
    open: async (app, page) => {
      await app.enter('/eu:zz99999-ovh/overview');
      await expect(app.heading('The keys of this account are not here')).toBeVisible();
      await expect(page).toHaveTitle(/Manager/);
    },
  },
  {
    name: 'an address that leads nowhere',
    open: async (app, page) => {
      await app.overview();
      await page.goto('/all/nowhere');
      await expect(app.heading('There is no page at this address')).toBeVisible();
    },
  },
  {
    name: 'making a vault',
    open: async (app, page) => {
      await app.enter('/all/vault');
      await page.getByRole('button', { name: 'Keep them in the vault' }).click();
      await expect(page.getByText('Use at least 12 characters')).toBeVisible();
    },
  },
  {
    name: 'the vault',
    open: async (app, page) => {
      const vault = new Vault(page, app);
      await vault.keepSample();
      const { 'account/us:br60915-ovh': record } = await vault.stored();
      await vault.overwrite('account/us:br60915-ovh', damaged(record!));
      await vault.open();
      await vault.kept.getByRole('button', { name: /^Take out sb50634/ }).click();
      await page.getByText('Change the passphrase').first().click();
      await page.getByText('Import a vault file').click();
      await page.getByText('Forget the vault', { exact: true }).click();
    },
  },
  {
    name: 'a locked vault',
    open: async (app, page) => {
      const vault = new Vault(page, app);
      await vault.keepSample();
      await vault.lock();
      await vault.unlock('not the one at all');
      await expect(page.getByText('This passphrase does not open the vault.')).toBeVisible();
      await page.getByText('Forget the vault', { exact: true }).click();
    },
  },
  {
    name: 'a vault about to lock',
    // The regions do not go along with the page's clock.
    troubles: /\/api\//,
    open: async (app, page) => {
      await page.clock.install();
      await new Vault(page, app).keepSample();
      await app.everyRegion();
      await page.clock.fastForward(13.5 * 60_000);
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  },
  {
    name: 'a start that failed',
    troubles: /wasm/,
    open: async (_app, page) => {
      await page.route('**/*.wasm', (route) => route.abort('connectionreset'));
      await page.goto('/');
      await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    },
  },
  ...HELP_SCREENS,
];

import { expect, type Page } from '@playwright/test';

import { Help } from './help.ts';
import type { Manager } from './manager.ts';
import type { Screen } from './screens.ts';

/** A server of the game host, by what its owner calls it. */
async function server(page: Page, manager: Manager, name: string): Promise<Help> {
  const help = await Help.about(page, manager, 'pb20731-ovh', '/dedicated/server', ({ resource }) => resource.displayName === name);
  await help.open();
  return help;
}

/** The steps of a request for help. */
export const HELP_SCREENS: Screen[] = [
  {
    name: 'help, choosing a service',
    open: async (app, page) => {
      await app.enter('/all/help');
      await expect(page.locator('.help-choice').first()).toBeVisible();
      await page.getByText('It is not about one service').click();
    },
  },
  {
    name: 'help, describing, with what is known and a field to mend',
    open: async (_app, page, manager) => {
      const help = await server(page, manager, 'Old lobby');
      await expect(page.getByRole('heading', { name: 'What is known already' })).toBeVisible();
      await help.button('Continue').click();
      await expect(page.getByText('Some fields need mending')).toBeVisible();
      await page.getByRole('button', { name: 'Change', exact: true }).click();
    },
  },
  {
    name: 'help, a question',
    open: async (_app, page, manager) => {
      const help = await server(page, manager, 'Map renderer');
      await help.describe('It does not answer.');
      await help.notWhatWasFound();
      await expect(help.app.heading('What do you need?')).toBeVisible();
    },
  },
  {
    name: 'help, the question about products',
    open: async (app, page) => {
      await app.enter('/eu:lm10452-ovh/help?from=panel');
      await page.getByLabel('In your own words').fill('xyz');
      await page.getByRole('button', { name: 'Continue' }).click();
      await expect(app.heading('What is it about?')).toBeVisible();
    },
  },
  {
    name: 'help, what is not the provider’s to solve',
    open: async (_app, page, manager) => {
      const help = await server(page, manager, 'Map renderer');
      await help.describe('The disk is full.');
      await help.answer('What do you need?', /Something inside it/);
      await help.answer('What exactly is it?', /The disk is full/);
      await expect(page.getByRole('heading', { name: 'You solve it' })).toBeVisible();
      await page.locator('summary', { hasText: 'Support levels' }).click();
    },
  },
  {
    name: 'help, a part to be replaced, with fields to mend',
    open: async (_app, page, manager) => {
      const help = await server(page, manager, 'Map renderer');
      await help.describe('A disk fails.');
      await help.answer('What do you need?', /A part is broken/);
      await help.answer('Which part fails?', /A disk/);
      await help.send.click();
      await expect(page.getByText('Some fields need mending')).toBeVisible();
    },
  },
  {
    name: 'help, check and send, with a field to mend',
    open: async (_app, page, manager) => {
      const help = await server(page, manager, 'Map renderer');
      await help.describe('It does not answer.');
      await help.answer('What do you need?', /It does not answer/);
      await page.getByLabel(/Who else is told/).fill('nobody');
      for (const what of ['What is sent', 'As curl', 'As Python']) await page.getByText(what, { exact: true }).click();
      await help.send.click();
      await expect(page.getByRole('link', { name: /^Not an e-mail address/ })).toBeVisible();
    },
  },
  {
    name: 'help, whether it arrived is not known',
    troubles: /support\/tickets/,
    open: async (_app, page, manager) => {
      const help = await server(page, manager, 'Map renderer');
      await help.describe('It does not answer.');
      await help.answer('What do you need?', /It does not answer/);
      await help.plane.setFaults(
        { route: '/support/tickets/create', kind: 'drop' },
        { route: '/support/tickets*', method: 'GET', kind: 'error', status: 500 },
      );
      await help.send.click();
      await expect(page.getByText('It is not known whether it arrived')).toBeVisible({ timeout: 20_000 });
    },
  },
  {
    name: 'help, sent',
    open: async (_app, page, manager) => {
      const help = await server(page, manager, 'Free tier 10');
      await help.describe('It does not answer.');
      await help.answer('What do you need?', /It does not answer/);
      await help.send.click();
      await help.sent();
    },
  },
];

import { Help } from '../support/help.ts';
import { expect, test } from '../support/test.ts';

const NEED = 'What do you need?';

/** A machine with which nothing is the matter; tests leave tickets on it. */
const machine = (page: Parameters<typeof Help.about>[0], manager: Parameters<typeof Help.about>[1]) =>
  Help.about(page, manager, 'pb20731-ovh', '/vps', ({ resource }) => resource.displayName === 'Voice relay');

/** The shop's machine, on which nobody else leaves a ticket. */
const shop = (page: Parameters<typeof Help.about>[0], manager: Parameters<typeof Help.about>[1]) =>
  Help.about(page, manager, 'lm10452-ovh', '/vps', ({ resource }) => resource.displayName === 'Retrait en magasin');

test('a machine that is down becomes an incident in three steps', async ({ page, manager }) => {
  const help = await shop(page, manager);
  const before = await help.opened();
  await help.open();
  await help.describe('The server of the shop does not answer since 02:40. No ping, no ssh.');
  await help.answer(NEED, /It does not answer/);
  await expect(help.app.heading('Check and send')).toBeVisible();
  await expect(page.getByText('Incident: goes to the people who repair')).toBeVisible();
  await expect(page.getByLabel('Subject')).toHaveValue('The server of the shop does not answer since 02:40');
  await help.send.click();
  const number = await help.sent();
  await expect(page.getByText('Downtime counts from now.')).toBeVisible();
  const ticket = (await help.tickets()).find((one) => one.ticketNumber === number);
  expect(ticket).toMatchObject({ category: 'incident', serviceName: help.service?.resource.name, state: 'open' });
  expect(await help.opened()).toBe(before + 1);
  // What is said in the page is what was sent.
  const messages = await help.plane.read<{ body: string }[]>(
    help.account,
    `/support/tickets/${ticket?.ticketId}/messages`,
  );
  expect(messages[0]?.body).toContain('No ping, no ssh.');
  expect(messages[0]?.body).toContain(help.reference);
});

test('what the words suggest is chosen beforehand, and says why', async ({ page, manager }) => {
  const help = await machine(page, manager);
  await help.open();
  await help.words.fill('Le serveur ne répond plus depuis ce matin, plus de ping.');
  await expect(page.getByText('This reads like something that is broken.')).toBeVisible();
  await expect(page.getByText(/Because of .*“ne répond/)).toBeVisible();
  await help.button('Continue').click();
  await help.notWhatWasFound();
  await expect(page.getByRole('radio', { name: /It does not answer/ })).toBeChecked();
  await expect(page.getByText('your words suggest it')).toBeVisible();
});

test('a full disk is said not to be the provider’s before anything is sent', async ({ page, manager }) => {
  const help = await shop(page, manager);
  const before = await help.opened();
  await help.open();
  await help.describe('The disk is full, no space left on device, MySQL stops.');
  await help.answer(NEED, /Something inside it/);
  await help.answer('What exactly is it?', /The disk is full/);
  await expect(help.app.heading('Not the provider’s to solve')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'You solve it' })).toBeVisible();
  await expect(page.getByText('A partner does it:')).toBeVisible();
  const partner = page.getByRole('link', { name: /directory of partners/ });
  await expect(partner).toHaveAttribute('rel', 'noopener noreferrer');
  expect(await help.opened()).toBe(before);
});

test('a question about a mailbox takes the lane of advice', async ({ page, manager }) => {
  const help = await Help.about(page, manager, 'lm10452-ovh', '/email/domain', ({ resource }) =>
    resource.name.startsWith('lumignon'),
  );
  await help.open();
  await help.describe('How do I set up my mailbox in Thunderbird?');
  await help.answer(NEED, /To know how something is done/);
  // Who solves it was never published for these mailboxes, or depends: said before the ticket.
  const next = help.app.heading('Check and send').or(help.app.heading('Advice')).or(help.app.heading('What exactly is it?'));
  await expect(next).toBeVisible();
  if (await help.app.heading('What exactly is it?').isVisible()) {
    await help.answer('What exactly is it?', 'I don’t know');
  }
  if (await help.app.heading('Advice').isVisible()) await help.button('Continue').click();
  await expect(page.getByText('Advice: goes to the people who advise')).toBeVisible();
  await help.send.click();
  const number = await help.sent();
  const ticket = (await help.tickets()).find((one) => one.ticketNumber === number);
  expect(ticket?.category).toBe('assistance');
});

test('a service that is unpaid leads to paying, not to a ticket', async ({ page, manager }) => {
  const help = await Help.about(page, manager, 'lm10452-ovh', '/hosting/web', ({ resource }) =>
    resource.name.startsWith('lampes-de-lyon'),
  );
  const before = await help.opened();
  await help.open();
  await expect(page.getByText('A bill is unpaid')).toBeVisible();
  await help.describe('My site shows a page of yours instead of the shop.');
  await help.answer('This was found. Is that it?', /the unpaid bill/);
  await expect(help.app.heading('You can do it now')).toBeVisible();
  await expect(page.getByText('Pay what is due')).toBeVisible();
  expect(await help.opened()).toBe(before);
});

test('a hacked machine leads to the ticket that the provider has opened', async ({ page, manager }) => {
  const help = await Help.about(page, manager, 'pb20731-ovh', '/vps', ({ resource }) => resource.displayName === 'Chat bot');
  const before = await help.opened();
  await help.open();
  await expect(page.getByText('The provider has opened a ticket on it')).toBeVisible();
  await help.describe('My VPS was blocked and I cannot log in any more.');
  await help.answer('This was found. Is that it?', /the provider’s ticket/);
  const ticket = (await help.tickets()).find((one) => one.serviceName === help.service?.resource.name);
  await expect(page.getByRole('link', { name: `Open ticket ${ticket?.ticketNumber}` })).toBeVisible();
  expect(await help.opened()).toBe(before);
});

test('a disk is replaced only with its serial number and both confirmations', async ({ page, manager }) => {
  const help = await Help.about(page, manager, 'pb20731-ovh', '/dedicated/server', ({ resource }) =>
    resource.displayName === 'Arena matchmaking',
  );
  await help.open();
  await help.describe('smartctl shows reallocated sectors on one disk, please replace it.');
  await help.answer(NEED, /A part is broken/);
  await help.answer('Which part fails?', /A disk/);
  await expect(help.app.heading('Replace a part')).toBeVisible();
  await help.send.click();
  const summary = page.getByRole('alert').filter({ hasText: 'Some fields need mending' });
  await expect(summary).toBeVisible();
  await expect(summary.getByRole('link', { name: /I accept that data may be lost/ })).toBeVisible();
  const path = '/support/replace/hardDiskDrive';
  expect(await help.plane.applied(path)).toEqual([]);
  await page.getByLabel(/Serial numbers of the faulty disks/).fill('ZA1B2C3D');
  await page.getByLabel(/Serial numbers of every healthy disk/).fill('ZA9Z8Y7X');
  await page.getByLabel(/When it may be done/).fill('Any time, UTC');
  await page.getByLabel('I have a backup of the data').check();
  await page.getByLabel('I accept that data may be lost').check();
  await help.send.click();
  const number = await help.sent();
  expect(await help.plane.applied(path)).toHaveLength(1);
  const ticket = (await help.tickets()).find((one) => one.ticketNumber === number);
  const messages = await help.plane.read<{ body: string }[]>(
    help.account,
    `/support/tickets/${ticket?.ticketId}/messages`,
  );
  expect(messages[0]?.body).toContain('Replace these disks:\n- ZA1B2C3D');
  expect(messages[0]?.body).toContain('Healthy disks: ZA9Z8Y7X.');
});

test('each universe is shown its own support levels alone', async ({ page, manager }) => {
  const market = await Help.about(page, manager, 'lm10452-ovh', '/hosting/web', ({ resource }) =>
    resource.name.startsWith('lampes-de-lyon'),
  );
  await market.open();
  await market.describe('I want a better support level.');
  await market.answer('This was found. Is that it?', 'No, it is something else');
  await market.answer(NEED, /An offer/);
  await market.answer('What about offers?', /Another support level/);
  await page.locator('summary', { hasText: 'Support levels for this kind of product' }).click();
  const table = page.getByRole('table', { name: 'Support levels for this kind of product' });
  await expect(table.getByRole('rowheader')).toHaveText([/^Standard/, /^Premium/]);
});

test('the United States are shown no foreign levels', async ({ page, manager }) => {
  const us = await Help.about(page, manager, 'br60915-ovh', '/dedicated/server', ({ resource }) => resource.displayName === 'Spare');
  await us.open();
  await us.describe('The server does not answer.');
  await us.answer(NEED, /It does not answer/);
  await expect(us.app.heading('Check and send')).toBeVisible();
  await expect(page.getByText('Support levels for this kind of product')).toHaveCount(0);
  await expect(page.getByText('does not exist in this region')).toBeVisible();
  await expect(page.getByLabel('How much is affected')).toHaveCount(0);
  await us.send.click();
  await us.sent();
});

test('only a level that may state impact and urgency is asked for them', async ({ page, manager }) => {
  const help = await Help.about(page, manager, 'sb50634-ovh', '/dedicated/server', ({ resource }) =>
    resource.displayName.startsWith('Calculs'),
  );
  await help.open();
  await help.describe('Le serveur ne répond plus.');
  await help.answer(NEED, /It does not answer/);
  await page.getByLabel('How much is affected').selectOption('low');
  await page.getByText('What is sent').click();
  await expect(page.getByText('"impact": "low"')).toBeVisible();
  await expect(page.getByText('"urgency": "high"')).toBeVisible();
  await help.send.click();
  await help.sent();
});

test('an answer is changed without losing the others, and "back" loses nothing', async ({ page, manager }) => {
  const help = await machine(page, manager);
  await help.open();
  await help.describe('It is slow since the morning');
  await help.answer(NEED, /It is slow/);
  await page.getByRole('button', { name: `Change ${NEED}` }).click();
  await expect(page.getByRole('radio', { name: /It is slow/ })).toBeChecked();
  await help.answer(NEED, /It has cuts/);
  await expect(help.app.heading('Check and send')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('radio', { name: /It has cuts/ })).toBeChecked();
  // Over every step that was made, to the first.
  for (let step = 0; step < 8 && (await page.getByRole('radio').count()) + (await help.send.count()) > 0; step += 1) {
    const from = page.url();
    await page.goBack();
    await expect.poll(() => page.url()).not.toBe(from);
  }
  await expect(help.words).toHaveValue('It is slow since the morning');
});

test('a question without an answer, and a request without a word, say how to go on', async ({ page, manager }) => {
  const help = await machine(page, manager);
  await help.open();
  await help.button('Continue').click();
  const summary = page.getByRole('alert').filter({ hasText: 'Some fields need mending' });
  await expect(summary.getByRole('link')).toHaveText('Write what is the matter, a sentence is enough');
  await expect(page).toHaveTitle(/^Error: /);
  await help.describe('xyz');
  await help.notWhatWasFound();
  await expect(help.app.heading(NEED)).toBeVisible();
  await help.button('Continue').click();
  await summary.getByRole('link').click();
  await expect(page.getByRole('radio').first()).toBeFocused();
});

test('the whole request can be made by keyboard', async ({ page, manager }) => {
  const help = await machine(page, manager);
  await help.open();
  await help.words.focus();
  await page.keyboard.type('Nothing answers, no ping.');
  await help.button('Continue').focus();
  await page.keyboard.press('Enter');
  await help.notWhatWasFound();
  await expect(help.app.heading(NEED)).toBeFocused();
  // From the heading into the answers, and among them by arrows.
  await page.keyboard.press('Tab');
  const down = page.getByRole('radio', { name: /It does not answer/ });
  for (let step = 0; step < 14 && !(await down.isChecked()); step += 1) await page.keyboard.press('ArrowDown');
  await expect(down).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(help.app.heading('Check and send')).toBeFocused();
  await page.getByLabel('Subject').focus();
  await page.keyboard.press('Enter');
  await help.sent();
});

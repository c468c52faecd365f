import { Help } from '../support/help.ts';
import { ANSWER, BOUNCE, DISK, TRACE } from '../support/outputs.ts';
import { expect, test } from '../support/test.ts';
import { TicketPage } from '../support/tickets.ts';

const TITLE = 'Diagnostics that help';

test('an incident that was sent from here asks for what tells most about it', async ({ page, manager }) => {
  const help = await Help.about(page, manager, 'pb20731-ovh', '/dedicated/server', ({ resource }) =>
    resource.displayName === 'Rust belt 01',
  );
  await help.open();
  await help.describe('The server does not answer since 02:40. No ping, no ssh.');
  await help.answer('What do you need?', /It does not answer/);
  await help.send.click();
  const number = await help.sent();
  await expect(page.getByText('the ticket lists those that help')).toBeVisible();
  const listed = (await help.tickets()).find((one) => one.ticketNumber === number);
  if (!listed) throw new Error('the ticket that was sent is in no list');
  await page.getByRole('link', { name: 'Go to the ticket' }).click();

  const ticket = TicketPage.of(page, manager, { ticketId: listed.ticketId, account: help.account });
  const checks = ticket.panel(TITLE);
  // Of a machine that is down the way to it is looked at first, of a slow one it is not.
  await expect(checks.getByRole('listitem').first()).toContainText('mtr --report');
  await expect(checks.getByRole('listitem')).toHaveCount(5);

  await ticket.reply.fill('Here it is:');
  const paste = checks.getByLabel(/^Output of a command/);
  await paste.fill(TRACE);
  await expect(checks.getByRole('heading', { name: 'A trace of mtr' })).toBeVisible();
  await expect(checks.getByText('20.0 % of packets are lost from hop 2 (border.transit.example) on')).toBeVisible();
  await expect(checks.getByText('The same trace from the other end')).toBeVisible();
  await checks.getByRole('button', { name: 'Add to the reply' }).click();
  await expect(ticket.reply).toHaveValue(`Here it is:\n\n${TRACE}`);
  await expect(paste).toHaveValue('');
  await expect(checks.getByText('It is in your reply. Nothing is sent yet.')).toBeVisible();
  expect(await ticket.applied('reply')).toBe(0);

  // It is kept like anything that is typed there.
  await page.reload();
  await expect(ticket.reply).toHaveValue(`Here it is:\n\n${TRACE}`);
  await ticket.button('Send the reply').click();
  await expect(ticket.messages.last()).toContainText('203.0.113.7');
  expect((await ticket.written()).map(({ body }) => body)).toContain(`Here it is:\n\n${TRACE}`);
  expect(await ticket.applied('reply')).toBe(1);
});

test('what a tool says is told in words, and what it does not know can be added too', async ({ page, manager }) => {
  const ticket = await TicketPage.incident(page, manager);
  await ticket.open();
  const checks = ticket.panel(TITLE);
  const paste = checks.getByLabel(/^Output of a command/);
  for (const [output, tool, found] of [
    [DISK, 'A report of a disk', 'sectors that cannot be read now: 8'],
    [BOUNCE, 'A mail that came back', 'There is no such mailbox (550 5.1.1)'],
    [ANSWER, 'An answer of the DNS', 'shop.example. has A 203.0.113.7'],
  ] as const) {
    await paste.fill(output);
    await expect(checks.getByRole('heading', { name: tool })).toBeVisible();
    await expect(checks.getByText(found)).toBeVisible();
  }
  const add = checks.getByRole('button', { name: 'Add to the reply' });
  await paste.fill('It beeps three times.');
  await expect(checks.getByText('Manager does not know this output.')).toBeVisible();
  await add.click();
  await expect(ticket.reply).toHaveValue('It beeps three times.');
  // Nothing is there to be added any more.
  await expect(add).toHaveAttribute('aria-disabled', 'true');
  await add.press('Enter');
  await expect(ticket.reply).toHaveValue('It beeps three times.');
});

test('what is added while a reply is on its way waits for the next one', async ({ page, manager }) => {
  const ticket = await TicketPage.incident(page, manager);
  await ticket.open();
  const checks = ticket.panel(TITLE);
  const paste = checks.getByLabel(/^Output of a command/);
  await paste.fill(TRACE);
  await ticket.plane.setFaults({ route: '/support/tickets/*/reply', method: 'POST', kind: 'latency', ms: 3000 });
  await ticket.send('It is down.');
  await checks.getByRole('button', { name: 'Add to the reply' }).click();
  await expect(paste).toHaveValue(TRACE);
  await expect(ticket.messages.last()).toContainText('It is down.', { timeout: 15_000 });
  await expect(ticket.reply).toHaveValue(TRACE);
  await expect(paste).toHaveValue('');
  expect((await ticket.written()).at(-1)?.body).toBe('It is down.');
});

test('a question, and an incident that is over, ask for no diagnostics', async ({ page, manager }) => {
  const question = await TicketPage.incident(page, manager, { category: 'assistance' });
  await question.open();
  await expect(question.reply).toBeVisible();
  await expect(question.panel(TITLE)).toHaveCount(0);
  const over = await TicketPage.incident(page, manager);
  await page.goto(over.address);
  await expect(over.panel(TITLE)).toBeVisible();
  await over.button('Close the ticket').click();
  await page.getByRole('group', { name: 'Closing the ticket' }).getByRole('button', { name: /^Close/ }).click();
  await expect(over.panel(TITLE)).toHaveCount(0);
});

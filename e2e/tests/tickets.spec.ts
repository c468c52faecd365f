import { NAMES } from '../support/app.ts';
import { Keyboard } from '../support/keyboard.ts';
import { PAYLOADS } from '../support/payloads.ts';
import { expect, test as base } from '../support/test.ts';
import { everyTicket, TicketList, TicketPage, turnOf, TURNS } from '../support/tickets.ts';

const test = base.extend<{ list: TicketList }>({
  list: async ({ page, app }, use) => use(new TicketList(page, app)),
});

const MESSAGES = /\/support\/tickets\/\d+\/messages/;

test.describe('the list', () => {
  test('holds the tickets of every region, what waits for somebody first', async ({ list, manager, page }) => {
    const truth = await everyTicket(manager);
    // Only rows in view are drawn, and other tests open tickets too: a view that holds them all.
    await page.setViewportSize({ width: 1280, height: 600 + truth.length * 60 });
    await list.open();
    expect(new Set(truth.map(({ account }) => account.region)).size).toBe(3);
    await list.shows(truth.length, truth.length);
    const turns: number[] = [];
    for (const row of await list.rows.all()) {
      const line = await row.innerText();
      const ticket = truth.find(({ ticketNumber, account }) => line.includes(String(ticketNumber)) && line.includes(account.nic));
      if (!ticket) throw new Error(`no such ticket in any region: ${line}`);
      expect(line).toContain(ticket.subject);
      expect(line).toContain(turnOf(ticket));
      expect(line).toContain(NAMES[ticket.account.region]);
      if (ticket.serviceName) expect(line).toContain(ticket.serviceName);
      turns.push(TURNS.indexOf(turnOf(ticket)));
    }
    expect(turns.length).toBe(truth.length);
    expect(turns).toEqual([...turns].sort());
    expect(new Set(turns).size).toBe(TURNS.length);
  });

  test('narrows by turn, by kind and by what was typed', async ({ list, app, manager, page }) => {
    await list.open();
    const truth = await everyTicket(manager);
    await list.choice('Turn').selectOption('Your turn');
    const yours = truth.filter((ticket) => turnOf(ticket) === 'Your turn');
    await list.shows(yours.length, truth.length);
    await expect(page).toHaveURL('/all/tickets?turn=yours');
    await list.choice('Turn').selectOption('Open');
    await list.shows(truth.filter(({ state }) => state === 'open').length, truth.length);
    await list.choice('Kind').selectOption('Incident');
    const open = truth.filter(({ state, category }) => state === 'open' && category === 'incident');
    await list.shows(open.length, truth.length);
    await page.goto('/all/tickets');
    await list.whole();
    const named = truth.find(({ serviceName }) => serviceName);
    await app.search.fill(`service:"${named?.serviceName}"`);
    await list.shows(truth.filter(({ serviceName }) => serviceName === named?.serviceName).length, truth.length);
    // Each region counts for itself, so a number alone may be that of several.
    const [first] = truth;
    await app.search.fill(`${first?.ticketNumber} ${first?.account.nic}`);
    await list.shows(1, truth.length);
    await expect(list.rows).toContainText(first?.subject ?? '-');
  });

  test('asks for the archive only where it is wanted', async ({ list, manager, page }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('archived=true')) asked.push(request.url());
    });
    await list.open();
    expect(asked).toEqual([]);
    const [current, archived] = [await everyTicket(manager), await everyTicket(manager, true)];
    expect(archived.length).toBeGreaterThan(0);
    const button = page.getByRole('button', { name: 'Archive', exact: true });
    await button.click();
    await expect(page).toHaveURL('/all/tickets?archived=true');
    await list.shows(archived.length, current.length + archived.length);
    expect(asked.length).toBeGreaterThan(0);
    // A link leads to the same.
    await page.reload();
    await list.shows(archived.length, current.length + archived.length);
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await button.click();
    await expect(page).toHaveURL('/all/tickets');
    await list.shows(current.length, current.length);
  });

  test('a region that is down does not hide the others', async ({ list, manager, page, watch, app }) => {
    watch.tolerate(/\/api\/ca\//);
    const truth = await everyTicket(manager);
    await manager.plane('ca').setFaults({ route: '*', kind: 'down' });
    await app.enter('/all/tickets');
    const alert = page.getByRole('alert').filter({ hasText: 'Canada' });
    await expect(alert).toBeVisible({ timeout: 15_000 });
    const others = truth.filter(({ account }) => account.region !== 'ca').length;
    await list.shows(others, others);
    await manager.plane('ca').clearFaults();
    await expect(async () => {
      await alert.getByRole('button', { name: /^Try again/ }).click({ timeout: 1_000 }).catch(() => {});
      await list.shows(truth.length, truth.length);
    }).toPass({ timeout: 40_000 });
    await expect(alert).toHaveCount(0);
  });

  test('a region that is slow is named while the others are there', async ({ list, manager, page, app }) => {
    const truth = await everyTicket(manager);
    await manager.plane('us').setFaults({ route: '/support/*', kind: 'latency', ms: 8_000 });
    await app.enter('/all/tickets');
    const others = truth.filter(({ account }) => account.region !== 'us').length;
    await list.shows(others, others);
    await expect(page.getByText('Loading the tickets of United States…')).toBeVisible();
    await expect(page.getByText('Still waiting for United States…')).toBeVisible();
    await list.shows(truth.length, truth.length);
  });

  test('keys without the right are said to be so, and not that there is nothing', async ({ app, manager, page, watch }) => {
    watch.tolerate(/\/support\/tickets/);
    for (const plane of manager.planes()) {
      await plane.setFaults({ route: '/support/tickets*', kind: 'error', status: 403 });
    }
    await app.enter('/all/tickets');
    for (const name of Object.values(NAMES)) {
      const alert = page.getByRole('alert').filter({ hasText: `The keys of ${name} do not allow this` });
      await expect(alert).toBeVisible();
      await expect(alert.getByRole('link', { name: /^Renew the keys/ })).toBeVisible();
    }
    await expect(page.getByText('There are no tickets here.')).toHaveCount(0);
    await expect(page.locator('.list-skeleton')).toHaveCount(0);
  });

  test('without any ticket says what would be here', async ({ list, page }) => {
    await page.route(/\/support\/tickets\?/, (route) =>
      route.fulfill({ json: [], headers: { 'X-Pagination-Elements': '0' } }),
    );
    await list.open();
    await expect(page.getByText('There are no tickets here.')).toBeVisible();
  });

  test('without one that fits offers the way out', async ({ list, page, manager }) => {
    await list.open('?q=nothing+such');
    await expect(page.getByText('No ticket fits this search and these filters.')).toBeVisible();
    await page.getByRole('button', { name: 'Show all tickets' }).click();
    const truth = await everyTicket(manager);
    await list.shows(truth.length, truth.length);
  });

  test('an answer is new until it was looked at, under its own account', async ({ list, manager, page, app }) => {
    await list.open();
    const fresh = page.locator('.ticket-new');
    const truth = await everyTicket(manager);
    const yours = truth.filter((ticket) => turnOf(ticket) === 'Your turn');
    await expect(fresh).toHaveCount(yours.length);
    const [first] = yours;
    if (!first) throw new Error('the sample has a ticket that waits for its customer');
    const ticket = TicketPage.of(page, manager, first);
    const row = list.rows.filter({ hasText: first.subject }).filter({ hasText: first.account.nic });
    await row.getByRole('link').first().click();
    await expect(app.heading(first.subject)).toBeFocused();
    await expect(ticket.messages.first()).toBeVisible();
    await app.navigate('Tickets');
    await page.getByRole('link', { name: 'Show all accounts' }).click();
    await app.navigate('Tickets');
    await list.whole();
    await expect(fresh).toHaveCount(yours.length - 1);
    await expect(row.locator('.ticket-new')).toHaveCount(0);
    // Nothing of it outlives the keys.
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('tickets')))).toEqual([]);
  });
});

test.describe('the conversation', () => {
  test('shows what was written, in order, and leads to the service and back', async ({ manager, page, app }) => {
    const truth = await everyTicket(manager);
    const asked = truth.find((ticket) => turnOf(ticket) === 'Your turn' && ticket.serviceName);
    if (!asked) throw new Error('the sample has a question about a service');
    const of = TicketPage.of(page, manager, asked);
    await of.open();
    await expect(app.heading(asked.subject)).toBeVisible();
    const main = page.getByRole('main');
    for (const said of [String(asked.ticketNumber), asked.account.nic, NAMES[asked.account.region], 'Your turn']) {
      await expect(main).toContainText(said);
    }
    const written = await of.written();
    await expect(of.messages).toHaveCount(written.length);
    for (const [place, { from, body }] of written.entries()) {
      await expect(of.messages.nth(place)).toContainText(from === 'support' ? 'Support desk' : 'You');
      expect(await of.messages.nth(place).locator('.message-text').innerText()).toBe(body);
    }
    await expect(of.messages.first().locator('time')).toHaveAttribute('title', /20\d\d/);

    await of.panel('Details').getByRole('link').click();
    await expect(page).toHaveURL(/\/services\/\d+$/);
    const about = page.getByRole('region', { name: 'Open tickets' });
    await about.getByRole('link', { name: asked.subject }).click();
    await expect(app.heading(asked.subject)).toBeFocused();
    await expect(page).toHaveURL(of.address);
  });

  test('says when the first answer is due by the level of its account', async ({ manager, page, app }) => {
    const due = page.getByRole('region', { name: 'Details' }).getByText('First answer due');
    const known = new Set<boolean>();
    for (const nic of ['lm10452-ovh', 'pb20731-ovh', 'cv30118-ovh']) {
      const account = manager.account(nic);
      const plane = manager.plane(account.region);
      const { level } = await plane.read<{ level: string }>(account, '/me/supportLevel');
      const asked = { subject: `Down for ${level}`, body: 'It is down.', category: 'incident' };
      const { ticketId } = await plane.post<{ ticketId: number }>(account, '/support/tickets/create', asked);
      const address = `/eu:${nic}/tickets/${ticketId}`;
      await (known.size ? page.goto(address) : app.enter(address));
      await expect(app.heading(asked.subject)).toBeVisible();
      // Nobody knows what the lowest level promises.
      const minutes = { premium: 120, business: 30, enterprise: 15 }[level];
      known.add(minutes !== undefined);
      if (minutes === undefined) {
        await page.waitForLoadState('networkidle');
        await expect(due).toHaveCount(0);
      } else {
        await expect(due).toBeVisible();
        const within = minutes === 120 ? /First answer due\s*in 2 hours/ : new RegExp(`First answer due\\s*in ${minutes} minutes`);
        await expect(page.getByRole('region', { name: 'Details' })).toContainText(within);
      }
    }
    expect(known.size).toBe(2);
  });

  test('is reached from the overview', async ({ app, page }) => {
    await app.overview();
    const panel = app.panel('Tickets waiting for you');
    // Who has waited longest comes first, and that is known once every region has answered.
    await expect(panel.getByText(/^Updated /)).toBeVisible();
    await expect(panel.locator('.dash-status')).toBeEmpty();
    const first = panel.getByRole('listitem').first().getByRole('link').first();
    const subject = await first.innerText();
    await first.click();
    await expect(app.heading(subject)).toBeFocused();
    await expect(page).toHaveURL(/\/(eu|ca|us):[a-z0-9-]+\/tickets\/\d+$/);
  });

  test('a reply is sent once, however it is sent', async ({ manager, page }) => {
    const of = await TicketPage.made(page, manager);
    await of.open();
    await expect(page.getByText('Sent as lm10452-ovh in Europe.')).toBeVisible();
    await of.button('Send the reply').click();
    await expect(page.getByText('Write something first.')).toBeVisible();
    await expect(of.reply).toBeFocused();
    await of.plane.setFaults({ route: '/support/*', method: 'POST', kind: 'latency', ms: 500 });
    await of.reply.fill('  It answers again.\n\nThank you.  ');
    await of.button('Send the reply').dblclick();
    await of.reply.press('Control+Enter');
    await expect(of.messages.last()).toContainText('It answers again.');
    await expect(of.reply).toHaveValue('');
    expect((await of.written()).at(-1)?.body).toBe('It answers again.\n\nThank you.');
    expect(await of.applied('reply')).toBe(1);
    await expect(of.panel('Changes from this tab')).toContainText('Reply sent');
  });

  test('a reply whose answer was lost is found among the messages, not sent again', async ({ manager, page, watch }) => {
    watch.tolerate(/support\/tickets/);
    const of = await TicketPage.made(page, manager);
    // The same words stand there already: they are not taken for this reply.
    await of.plane.post(of.account, `${of.path}/reply`, { body: 'Any news?' });
    await of.open();
    await of.plane.setFaults({ route: '/support/*', method: 'POST', kind: 'truncate' });
    await of.send('Any news?');
    await expect(of.messages).toHaveCount(3);
    await expect(of.panel('Changes from this tab')).toContainText('the answer was lost, so it was read back');
    await expect(of.reply).toHaveValue('');
    expect(await of.applied('reply')).toBe(2);
    expect((await of.written()).map(({ body }) => body)).toEqual(['The first message.', 'Any news?', 'Any news?']);
    await page.reload();
    await expect(of.reply).toHaveValue('');
  });

  test('a reply that was lost on its way is kept and can be sent again', async ({ manager, page, watch }) => {
    watch.tolerate(/support\/tickets/);
    const of = await TicketPage.made(page, manager);
    await of.plane.post(of.account, `${of.path}/reply`, { body: 'Any news?' });
    await of.open();
    await of.plane.setFaults({ route: '/support/*', method: 'POST', kind: 'drop' });
    await of.send('Any news?');
    await expect(page.getByText('You can send it again.')).toBeVisible();
    await expect(of.reply).toHaveValue('Any news?');
    expect(await of.applied('reply')).toBe(1);
    await of.plane.clearFaults();
    await of.button('Send the reply').click();
    await expect(of.messages).toHaveCount(3);
    expect(await of.applied('reply')).toBe(2);
  });

  test('while it is not known whether a reply arrived it is not sent again, on whatever page', async ({
    manager,
    page,
    watch,
    app,
  }) => {
    watch.tolerate(/support\/tickets/);
    const of = await TicketPage.made(page, manager);
    await of.open();
    await of.plane.setFaults(
      { route: '/support/*', method: 'POST', kind: 'truncate' },
      { route: '/support/*', method: 'GET', kind: 'error', status: 500 },
    );
    await of.send('In doubt');
    await expect(page.getByText('It is not sent again before it is known')).toBeVisible();
    await app.navigate('Tickets');
    await page.goBack();
    await expect(of.reply).toHaveValue('In doubt');
    await expect(of.button('Send the reply')).toBeDisabled();
    await of.plane.clearFaults();
    await of.button('Look again').click();
    await expect(of.reply).toHaveValue('');
    expect(await of.applied('reply')).toBe(1);
  });

  test('what was typed and refused is kept, over a reload too, for its own ticket', async ({ manager, page, watch }) => {
    watch.tolerate(/support\/tickets/);
    const [of, other] = [await TicketPage.made(page, manager), await TicketPage.made(page, manager)];
    await of.open();
    await of.plane.setFaults({ route: '/support/*', method: 'POST', kind: 'error', status: 409 });
    await of.send('Half a thought');
    await expect(page.getByText('What you typed is kept.')).toBeVisible();
    await of.plane.clearFaults();
    await page.reload();
    await expect(of.reply).toHaveValue('Half a thought');
    await page.goto(other.address);
    await expect(other.reply).toHaveValue('');
    await page.goto(of.address);
    await of.button('Send the reply').click();
    await expect(of.messages.last()).toContainText('Half a thought');
    await page.reload();
    await expect(of.messages.last()).toContainText('Half a thought');
    await expect(of.reply).toHaveValue('');
  });

  test('a ticket is closed, opened again and says why', async ({ manager, page, app }) => {
    const of = await TicketPage.made(page, manager);
    await of.open();
    await of.button('Close the ticket').click();
    const confirm = page.getByRole('group', { name: 'Closing the ticket' });
    await expect(confirm).toContainText('lm10452-ovh in Europe');
    expect((await of.now()).state).toBe('open');
    await confirm.getByRole('button', { name: 'Close it' }).click();
    await expect(page.getByText('This ticket is closed.')).toBeVisible();
    await expect(of.reply).toHaveCount(0);
    expect((await of.now()).state).toBe('closed');
    // Nobody has answered it, so there is nothing to score.
    await expect(of.panel('Score the answers')).toHaveCount(0);

    await of.button('Open it again').first().click();
    const why = page.getByRole('textbox', { name: 'Why is it opened again?' });
    await why.fill('It stopped again.');
    await page.locator('form').getByRole('button', { name: 'Open it again' }).click();
    await expect(of.messages.last()).toContainText('It stopped again.');
    await expect(of.reply).toHaveValue('');
    expect((await of.now()).state).toBe('open');
    expect([await of.applied('close'), await of.applied('reopen')]).toEqual([1, 1]);
    await app.navigate('Activity');
    const items = app.panel('Activity').getByRole('listitem');
    await expect(items.first()).toContainText('Ticket opened again');
    await expect(items.nth(1)).toContainText('Ticket closed');
    await expect(items.nth(1)).toContainText('Made for a test');
  });

  test('answers are scored once, with a comment', async ({ manager, page }) => {
    const archive = await everyTicket(manager, true);
    const unscored = archive.find(({ score }) => score === '');
    if (!unscored) throw new Error('the sample has a closed ticket without a score');
    const of = TicketPage.of(page, manager, unscored);
    await of.open();
    const panel = of.panel('Score the answers');
    await expect(panel).toContainText(of.account.nic);
    await panel.getByRole('button', { name: 'Send the score' }).click();
    await expect(panel.getByRole('alert').filter({ hasText: 'Choose a score.' })).toBeVisible();
    await panel.getByRole('radio', { name: '4' }).check();
    await panel.getByRole('textbox', { name: /^In words/ }).fill('Quick and exact.');
    await panel.getByRole('button', { name: 'Send the score' }).click();
    await expect(of.panel('Details')).toContainText('4 of 5');
    await expect(panel).toHaveCount(0);
    expect((await of.now()).score).toBe('4');
    expect(await of.applied('score')).toBe(1);
  });

  test('asks by itself while somebody looks, and in a hidden tab does not', async ({ manager, page, watch }) => {
    // The clock runs ahead of the region's, which says so until it is measured anew.
    watch.tolerate(/support\/tickets/);
    const of = await TicketPage.made(page, manager);
    await page.clock.install();
    await of.open();
    await of.plane.post(of.account, `${of.path}/reply`, { body: 'Written elsewhere.' });
    await page.clock.fastForward(31_000);
    await expect(of.messages.last()).toContainText('Written elsewhere.');

    let asked = 0;
    page.on('request', (request) => {
      if (MESSAGES.test(request.url())) asked += 1;
    });
    const hide = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      }, hidden);
    await hide(true);
    await of.plane.post(of.account, `${of.path}/reply`, { body: 'Written meanwhile.' });
    await page.clock.fastForward(300_000);
    await page.clock.runFor(2_000);
    expect(asked).toBe(0);
    await hide(false);
    await page.clock.runFor(2_000);
    await expect(of.messages.last()).toContainText('Written meanwhile.');
    expect(asked).toBeGreaterThan(0);
  });

  test('what others wrote is text, and only plain addresses are links', async ({ manager, page, context }) => {
    const fired = new Set<number>();
    await context.exposeFunction('fired', (index: number) => void fired.add(index));
    const of = await TicketPage.made(page, manager);
    const texts = [...PAYLOADS, 'See https://help.example.com/a?b=c. Not http://help.example.com or https://a@b.example'];
    await page.route(MESSAGES, (route) =>
      route.fulfill({
        json: texts.map((body, index) => ({ messageId: index, ticketId: of.id, from: 'support', body, creationDate: null })),
      }),
    );
    await page.route(/\/support\/tickets\/\d+$/, async (route) => {
      const json = { ...(await of.now()), subject: PAYLOADS[0], category: PAYLOADS[1], product: PAYLOADS[2] };
      await route.fulfill({ json });
    });
    await of.open();
    await expect(of.messages).toHaveCount(texts.length);
    await expect(of.app.heading(PAYLOADS[0] ?? '-')).toBeVisible();
    const shown = await page.locator('.message-text').evaluateAll((all) => all.map((one) => one.textContent));
    expect(shown.slice(0, -1)).toEqual(PAYLOADS.map((payload) => payload.trim()));
    const links = await page.locator('.message-text a').evaluateAll((all) =>
      all.map((one) => [one.getAttribute('href'), one.getAttribute('rel'), one.querySelector('strong')?.textContent]),
    );
    expect(links).toEqual([['https://help.example.com/a?b=c', 'noopener noreferrer', 'help.example.com']]);
    expect([...fired]).toEqual([]);
    await page.unrouteAll({ behavior: 'wait' });
  });

  test('a ticket that is not there is said not to be', async ({ app, page, watch }) => {
    watch.announce(/tickets\/999/);
    await app.enter('/eu:lm10452-ovh/tickets/999');
    await expect(page.getByRole('heading', { name: 'There is no such ticket' })).toBeVisible();
    await expect(page.getByText('lm10452-ovh (Europe) has no ticket of this number', { exact: false })).toBeVisible();
    await page.goto('/all/tickets/7');
    await expect(app.heading('There is no page at this address')).toBeVisible();
  });

  test('keys without the right: said, with the way to others', async ({ manager, page, watch, app }) => {
    watch.tolerate(/support\/tickets/);
    const of = await TicketPage.made(page, manager);
    await of.plane.setFaults({ route: '/support/*', kind: 'error', status: 403 });
    await app.enter(of.address);
    await expect(page.getByRole('heading', { name: 'The keys do not allow reading this ticket' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Renew the keys' })).toBeVisible();
    await expect(of.reply).toHaveCount(0);
    await of.plane.clearFaults();
    await of.button('Try again').click();
    await expect(of.messages.first()).toBeVisible();
  });

  test('messages that do not come leave the rest alone, and what was read stays', async ({ manager, page, watch }) => {
    watch.tolerate(/support\/tickets/);
    const of = await TicketPage.made(page, manager);
    await of.plane.setFaults({ route: '/support/tickets/*/messages', kind: 'html' });
    await of.app.enter(of.address);
    await expect(of.panel('Messages').getByRole('alert')).toContainText('something that is not data');
    await expect(of.panel('Details')).toContainText('Advice');
    await of.plane.clearFaults();
    await of.panel('Messages').getByRole('button', { name: /^Try again/ }).click();
    await expect(of.messages.first()).toContainText('The first message.');
    await of.plane.setFaults({ route: '/support/*', kind: 'error', status: 500 });
    await of.button('Refresh').click();
    await expect(page.getByRole('alert').first()).toContainText('reports a failure of its own');
    await expect(of.messages.first()).toContainText('The first message.');
  });
});

test('without a mouse: from the list to a reply', async ({ list, app, manager, page }) => {
  const of = await TicketPage.made(page, manager, { subject: 'Answered by keyboard' });
  await list.open('', 'eu:lm10452-ovh');
  const keyboard = new Keyboard(page);
  await app.search.focus();
  await page.keyboard.type('by keyboard');
  await expect(list.rows).toHaveCount(1);
  await keyboard.tabTo(list.rows.first().getByRole('link').first());
  await page.keyboard.press('Enter');
  await expect(app.heading('Answered by keyboard')).toBeFocused();
  await keyboard.tabTo(of.reply);
  await page.keyboard.type('Typed, not clicked.');
  await page.keyboard.press('Control+Enter');
  await expect(of.messages.last()).toContainText('Typed, not clicked.');
  await keyboard.tabTo(of.button('Close the ticket'));
  await page.keyboard.press('Enter');
  await keyboard.tabTo(page.getByRole('button', { name: 'Close it' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('This ticket is closed.')).toBeVisible();
});

import { NAMES, type App, type Line } from '../support/app.ts';
import { expect, test } from '../support/test.ts';
import { everything, STATES, type Truth } from '../support/truth.ts';

const many = (count: number) => count.toLocaleString('en-GB');

/** Waits until the list shows this many. */
async function shows(app: App, count: number, all: number): Promise<void> {
  const word = all === 1 ? 'service' : 'services';
  await expect(app.count).toHaveText(count === all ? `${many(all)} ${word}` : `${many(count)} of ${many(all)} ${word}`);
}

test('the list holds every service of every region', async ({ app, manager, page }) => {
  await app.services();
  const truth = await everything(manager);
  await shows(app, truth.length, truth.length);
  await expect(app.table).toHaveAttribute('aria-rowcount', String(truth.length + 1));
  await expect(page).toHaveTitle('Services · Manager');

  // Only what is in view is drawn, so walk to the end and gather.
  const seen = new Set<string>();
  for (;;) {
    const before = seen.size;
    for (const row of await app.rows.all()) seen.add((await row.getAttribute('aria-rowindex')) ?? '');
    const last = app.rows.last();
    const index = Number(await last.getAttribute('aria-rowindex'));
    if (index === truth.length + 1) break;
    await last.scrollIntoViewIfNeeded();
    await expect(app.rows.last()).not.toHaveAttribute('aria-rowindex', String(index));
    expect(seen.size).toBeGreaterThan(before);
  }
  expect(seen.size).toBe(truth.length);
});

test.describe('the search', () => {
  test('finds by name, by technical name, by account and by several words at once', async ({ app, manager }) => {
    await app.services();
    const truth = await everything(manager);
    const named = truth.find(({ name, technical }) => name !== technical);
    if (!named) throw new Error('the sample has a service with a name of its owner');
    const holds = (service: Truth, word: string) =>
      [service.name, service.technical, service.nic].some((text) => text.toLowerCase().includes(word));
    for (const text of [
      named.name.toUpperCase(),
      named.technical,
      'br60915-ovh',
      '.example sb50634',
      'vps- br60915',
    ]) {
      await app.search.fill(text);
      const words = text.toLowerCase().split(/\s+/);
      const found = truth.filter((service) => words.every((word) => holds(service, word)));
      expect(found.length, text).toBeGreaterThan(0);
      await shows(app, found.length, truth.length);
    }
  });

  test('finds a product by the words that the list shows for it', async ({ app, manager }) => {
    await app.services();
    const truth = await everything(manager);
    for (const product of ['VPS', 'Dedicated servers', 'Web hosting', 'E-mail', 'Private cloud', 'IP addresses']) {
      await app.search.fill(product);
      const found = truth.filter((service) => service.product === product);
      expect(found.length, product).toBeGreaterThan(0);
      await expect(app.rows.first()).toBeVisible();
      const shown = new Set((await app.lines()).map((line) => line.product));
      expect([...shown], `a search for “${product}”`).toContain(product);
    }
  });

  test('that finds nothing says so and offers the way out', async ({ app, page, manager }) => {
    await app.services('?state=active');
    const truth = await everything(manager);
    await app.search.fill('no such thing');
    await expect(page.getByText('No service fits this search and these filters.')).toBeVisible();
    await expect(app.table).toHaveCount(0);
    await page.getByRole('button', { name: 'Show all services' }).click();
    await shows(app, truth.length, truth.length);
    await expect(app.search).toHaveValue('');
    await expect(app.choice('State')).toHaveValue('');
    await expect(page).toHaveURL('/all/services');
  });

  test('is said aloud once typing rests', async ({ app, page, manager }) => {
    await app.services();
    const truth = await everything(manager);
    const found = truth.filter(({ nic }) => nic === 'br60915-ovh');
    await app.search.pressSequentially('br60915', { delay: 20 });
    await expect(page.getByRole('status').filter({ hasText: `${many(found.length)} of` })).toBeAttached();
  });

  test('keeps what was typed, whatever it is, through the address and a reload', async ({ app, page }) => {
    const text = 'a%20b & c=d + 100% <b>"é"</b>';
    await app.services();
    await app.search.fill(text);
    await expect(page).toHaveURL((url) => url.searchParams.get('q') === text);
    await page.reload();
    await expect(app.search).toHaveValue(text);
  });
});

test('filters narrow together and stand in the address', async ({ app, page, manager }) => {
  await app.services();
  const truth = await everything(manager);
  await app.choice('Universe').selectOption('Spirit');
  const spirit = truth.filter(({ universe }) => universe === 'Spirit');
  await shows(app, spirit.length, truth.length);
  await app.choice('Region').selectOption('Canada');
  const canadian = spirit.filter(({ region }) => region === 'ca');
  await shows(app, canadian.length, truth.length);
  await app.choice('State').selectOption('Needs attention');
  const urgent = canadian.filter(({ urgent }) => urgent);
  await shows(app, urgent.length, truth.length);
  await expect(page).toHaveURL('/all/services?universe=spirit&region=ca&state=attention');
});

test('a link with filters opens the same list', async ({ app, context, manager, page }) => {
  await app.services();
  const truth = await everything(manager);
  await app.choice('Region').selectOption('Europe');
  await app.search.fill('example');
  await page.getByRole('columnheader', { name: 'Term' }).getByRole('button').click();
  await expect(page).toHaveURL('/all/services?q=example&region=eu&sort=end');
  const count = await app.count.textContent();

  const { App } = await import('../support/app.ts');
  const other = new App(await context.newPage());
  await other.enter(page.url());
  await other.everyService();
  await expect(other.count).toHaveText(count ?? '');
  // What servers say of themselves comes behind the list, to each page in its own time.
  await expect
    .poll(async () => JSON.stringify(await other.lines()) === JSON.stringify(await app.lines()))
    .toBe(true);
  expect((await app.lines()).length).toBeLessThan(truth.length);
  await expect(other.page.getByRole('columnheader', { name: 'Term' })).toHaveAttribute('aria-sort', 'ascending');
});

test('back returns to the overview, forward to the filtered list', async ({ app, page, manager }) => {
  await app.overview();
  await app.figure('Canada', 'services').click();
  await app.everyService();
  const canadian = (await everything(manager)).filter(({ region }) => region === 'ca');
  await expect(app.count).toContainText(`${many(canadian.length)} of`);
  await page.goBack();
  await expect(app.heading('Overview')).toBeVisible();
  await expect(page).toHaveTitle('Overview · Manager');
  await page.goForward();
  await expect(app.heading('Services')).toBeVisible();
  await expect(app.choice('Region')).toHaveValue('ca');
  await expect(app.count).toContainText(`${many(canadian.length)} of`);
});

const collator = new Intl.Collator('en');

/** How each column orders services. Equal ones may stand in any order here. */
const ORDERS: Record<string, (a: Truth, b: Truth) => number> = {
  Name: (a, b) => collator.compare(a.name, b.name),
  State: (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
  Product: (a, b) => collator.compare(a.product, b.product),
  Account: (a, b) => regions.indexOf(a.region) - regions.indexOf(b.region) || collator.compare(a.nic, b.nic),
  Term: (a, b) => (a.ends === b.ends ? 0 : a.ends - b.ends),
};
const regions = Object.keys(NAMES);

for (const [column, compare] of Object.entries(ORDERS)) {
  test(`sorts by ${column.toLowerCase()}, both ways`, async ({ app, page, manager }) => {
    await app.services();
    const truth = await everything(manager);
    const head = page.getByRole('columnheader', { name: column });
    const button = head.getByRole('button');
    if ((await head.getAttribute('aria-sort')) === 'ascending') await button.click();
    else if ((await head.getAttribute('aria-sort')) === 'none') {
      await button.click();
      await expect(head).toHaveAttribute('aria-sort', 'ascending');
      await expectOrder(await app.lines(), truth, compare);
      await button.click();
    }
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await expectOrder(await app.lines(), truth, (a, b) => compare(b, a));
    await button.click();
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await expectOrder(await app.lines(), truth, compare);
    await expect(page.locator('[aria-sort="ascending"], [aria-sort="descending"]')).toHaveCount(1);
  });
}

/** The drawn lines are the first ones of the whole list in this order. */
async function expectOrder(lines: Line[], truth: Truth[], compare: (a: Truth, b: Truth) => number): Promise<void> {
  expect(lines.length).toBeGreaterThan(5);
  const sorted = [...truth].sort(compare);
  const wrong = lines.filter((line, at) => {
    const there = truth.find(
      ({ technical, product, nic }) =>
        technical === line.technical && product === line.product && line.account.includes(nic),
    );
    const expected = sorted[at];
    return !there || !expected || compare(there, expected) !== 0;
  });
  expect(wrong, 'lines that are not where they belong').toEqual([]);
}

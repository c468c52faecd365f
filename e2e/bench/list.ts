import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { App } from '../support/app.ts';
import { expect, test } from '../support/test.ts';

/** How many services, and how often everything is done. */
const ROWS = Number(process.env['BENCH_ROWS'] ?? 10_000);
const ROUNDS = Math.max(9, Number(process.env['BENCH_ROUNDS'] ?? 11));
/** What the list may cost, beside a page written by hand. */
const GOALS = { keystroke: 2, sort: 1.5 };

const WORD = 'example';
const COLUMNS = ['Name', 'Product', 'Account', 'Term', 'State'];
const PRODUCTS = [
  ['/domain/{serviceName}', 'Domains'],
  ['/hosting/web/{serviceName}', 'Web hosting'],
  ['/email/domain/{domain}', 'E-mail'],
  ['/vrack/{serviceName}', 'vRack'],
] as const;
const STATES = ['active', 'active', 'active', 'unpaid'] as const;
const DAY = 86_400_000;

/** The same services for both pages: as the API has them, and as a page by hand has them. */
function services(nic: string): { api: unknown[]; plain: unknown[] } {
  const now = Date.now();
  const all = Array.from({ length: ROWS }, (_, at) => {
    // Spread evenly, and the same each time.
    const mixed = (at * 7919) % ROWS;
    const [path, product] = PRODUCTS[mixed % PRODUCTS.length] ?? PRODUCTS[0];
    const state = STATES[mixed % 7 === 0 ? 3 : 0] ?? 'active';
    const name = `Service ${mixed} of ${['Lyon', 'Nantes', 'Lille'][at % 3]}`;
    const technical = `s${mixed.toString(36)}.${at % 4 === 0 ? 'example' : 'test'}`;
    const end = now + (40 + (mixed % 700)) * DAY;
    return { id: at + 1, name, technical, path, product, state, end };
  });
  return {
    api: all.map(({ id, name, technical, path, state, end }) => ({
      serviceId: id,
      parentServiceId: null,
      tags: [],
      route: { path, url: path, vars: [] },
      resource: { name: technical, displayName: name, state: 'active', product: null, resellingProvider: null },
      customer: { contacts: [] },
      billing: {
        expirationDate: new Date(end).toISOString(),
        lifecycle: { current: { state, pendingActions: [], creationDate: null, terminationDate: null } },
        renew: { current: { mode: 'automatic', period: 'P1Y' } },
      },
    })),
    plain: all.map(({ id, name, technical, product, state, end }) => ({
      name,
      technical,
      product,
      state: state === 'active' ? 'Active' : 'Unpaid',
      rank: state === 'active' ? 13 : 3,
      account: nic,
      end,
      searched: [name, technical, product, nic, String(id)].join('\n').toLowerCase(),
    })),
  };
}

/** Runs in the page: does something to each of some elements, and how long the page then works. */
async function time(page: Page, kind: 'keystroke' | 'sort', selector: string, values: string[]): Promise<number> {
  return page.evaluate(
    async ([kind, selector, values]) => {
      const rest = () =>
        new Promise<void>((done) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done();
          port2.postMessage(0);
        });
      const find = (what: string) => document.querySelector<HTMLInputElement>(what);
      let took = 0;
      for (const value of values) {
        const start = performance.now();
        if (kind === 'keystroke') {
          const input = find(selector);
          if (!input) throw new Error(selector);
          input.value = value;
          input.dispatchEvent(new Event('input', { bubbles: true }));
        } else {
          find(selector.replace('%', value))?.click();
        }
        await rest();
        // What the browser would do before it paints.
        document.body.getBoundingClientRect();
        took += performance.now() - start;
        // Frames and timers of the step before are not part of the next one.
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      }
      return took / values.length;
    },
    [kind, selector, values] as const,
  );
}

const tenth = (of: number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 10)] ?? NaN;

test(`a keystroke and a sort of ${ROWS} services, beside a page by hand`, async ({ context, manager, page }) => {
  const account = manager.accountsOf('eu')[0];
  if (!account) throw new Error('the sample has a European account');
  const { api, plain } = services(account.nic);
  await page.route(/\/api\/[a-z-]+\/1\.0\/services(\?|$)/, async (route) => {
    const own = (await route.request().allHeaders())['x-ovh-consumer'] === account.consumerKey;
    await route.fulfill({ json: own ? api : [] });
  });
  const app = new App(page);
  await app.enter('/all/services');
  await expect(app.count).toHaveText(`${ROWS.toLocaleString('en-GB')} services`, { timeout: 60_000 });

  const byHand = await context.newPage();
  await byHand.setContent(await readFile(join(import.meta.dirname, 'plain.html'), 'utf8'));
  await byHand.evaluate((rows) => (globalThis as unknown as { start(rows: unknown): void }).start(rows), plain);

  const letters = Array.from(WORD, (_, at) => WORD.slice(0, at + 1)).concat('');
  const steps = {
    keystroke: [letters, '#search', '#search'],
    sort: [COLUMNS, '[aria-colindex="%"] button', '[data-sort="%"]'],
  } as const;
  const slugs = COLUMNS.map((column) => (column === 'Term' ? 'end' : column.toLowerCase()));
  const indexes = ['2', '4', '5', '6', '3'];

  const took = { keystroke: { app: [] as number[], hand: [] as number[] }, sort: { app: [] as number[], hand: [] as number[] } };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const kind of ['keystroke', 'sort'] as const) {
      const [values, ours, theirs] = steps[kind];
      await page.bringToFront();
      took[kind].app.push(await time(page, kind, ours, kind === 'sort' ? indexes : [...values]));
      await byHand.bringToFront();
      took[kind].hand.push(await time(byHand, kind, theirs, kind === 'sort' ? slugs : [...values]));
    }
  }
  await page.bringToFront();
  await expect(app.rows.first()).toBeVisible();

  const ms = (value: number) => `${value.toFixed(2).padStart(8)} ms`;
  console.log(`\n${ROWS.toLocaleString('en-GB')} rows, ${ROUNDS} rounds, milliseconds for each:`);
  for (const kind of ['keystroke', 'sort'] as const) {
    const { app: ours, hand } = took[kind];
    for (const [name, of] of [
      ['least', (all: number[]) => Math.min(...all)],
      ['p10', tenth],
      ['first', (all: number[]) => all[0] ?? NaN],
    ] as const) {
      const ratio = of(ours) / of(hand);
      const goal = name === 'first' ? '' : `, goal ${GOALS[kind]}: ${ratio <= GOALS[kind] ? 'met' : 'missed'}`;
      console.log(`${kind.padEnd(10)} ${name.padEnd(6)} manager ${ms(of(ours))}, by hand ${ms(of(hand))}, ratio ${ratio.toFixed(2)}${goal}`);
    }
  }
});

import { NAMES } from '../support/app.ts';
import { Files, table, total } from '../support/bytes.ts';
import { expect, test } from '../support/test.ts';

/** What the first screen after signing in may weigh on the wire, in bytes. */
const FIRST_SCREEN = 200 * 1024;
/** What opening one more area may add. */
const AREA = 100 * 1024;

const isCode = ({ path }: { path: string }) => path.endsWith('.wasm');

/** Runs in the page: notes the moment at which so many regions have shown their figures. */
function watchRegions(count: number): void {
  const shown = () => document.querySelectorAll('[data-region] [role="status"] time').length;
  new MutationObserver((_, watcher) => {
    if (shown() < count) return;
    performance.mark('complete');
    watcher.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

/** Runs in the page: the paths of what was asked for until that moment. */
function askedBefore(): string[] {
  const complete = performance.getEntriesByName('complete')[0];
  if (!complete) throw new Error('no moment at which every region had shown its figures');
  const entries = performance.getEntriesByType('resource');
  const earlier = entries.filter(({ startTime }) => startTime <= complete.startTime);
  return earlier.map(({ name }) => new URL(name).pathname);
}

test('the first screen and one more area stay within their budgets', async ({ app, page }) => {
  // As after a reload: the sample is entered, and nothing is cached yet.
  await page.addInitScript(() => sessionStorage.setItem('sample', '1'));
  await page.addInitScript(watchRegions, Object.keys(NAMES).length);
  const files = new Files(page);
  await page.goto('/all/overview');
  await app.everyRegion();
  await expect(app.panel('Money by month')).toBeVisible();
  await page.waitForLoadState('networkidle');
  // The first screen is all that was asked for until every region had shown its figures.
  // What is below arrives after that, as an area of its own.
  const earlier = await page.evaluate(askedBefore);
  const arrived = await files.loaded();
  const isFirst = ({ path }: { path: string }) => path === '/all/overview' || earlier.includes(path);
  const first = arrived.filter(isFirst);
  const below = arrived.filter((file) => !isFirst(file));
  console.log(table('first screen', first));
  console.log(table('below it', below));
  expect(below.filter(isCode).length, 'code that arrives for what is below').toBeGreaterThan(0);
  expect(total(below)).toBeLessThanOrEqual(AREA);
  expect(first.filter(isCode).length).toBeGreaterThan(0);
  // All but the page itself, which is made anew for each answer.
  for (const { path, bytes, encoding } of first) {
    if (bytes > 1024 && path !== '/all/overview') expect(encoding, path).toBe('br');
  }
  expect(total(first)).toBeLessThanOrEqual(FIRST_SCREEN);

  await app.navigate('Services');
  await app.everyService();
  await page.waitForLoadState('networkidle');
  const services = await files.loaded();
  console.log(table('services', services));
  expect(services.filter(isCode).length, 'code that arrives when the list is opened').toBeGreaterThan(0);
  expect(total(services)).toBeLessThanOrEqual(AREA);
});

test('the code of an area is fetched when it is opened, and once', async ({ app, page }) => {
  const files = new Files(page);
  await page.goto('/sign-in');
  await expect(app.heading('Sign in')).toBeVisible();
  await page.waitForLoadState('networkidle');
  const atStart = (await files.loaded()).filter(isCode).map(({ path }) => path);

  await app.useSample();
  await app.everyRegion();
  await expect(app.panel('Money by month')).toBeVisible();
  const forOverview = (await files.loaded()).filter(isCode).map(({ path }) => path);
  expect(forOverview.length).toBeGreaterThan(0);
  expect(forOverview.filter((path) => atStart.includes(path))).toEqual([]);

  await app.navigate('Services');
  await app.everyService();
  const forServices = (await files.loaded()).filter(isCode).map(({ path }) => path);
  expect(forServices.length).toBeGreaterThan(0);
  expect(forServices.filter((path) => [...atStart, ...forOverview].includes(path))).toEqual([]);

  await app.navigate('Overview');
  await expect(app.heading('Overview')).toBeVisible();
  await app.navigate('Services');
  await app.everyService();
  expect((await files.loaded()).filter(isCode)).toEqual([]);
});

test('files with a hash in their name are kept by the browser, the page is not', async ({ app, page }) => {
  const found: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    const kept = /immutable/.test(response.headers()['cache-control'] ?? '');
    const hashed = /-[0-9a-f]{16}(_bg)?\.(js|wasm|css|json)$/.test(pathname);
    if (kept !== hashed) found.push(`${pathname}: ${response.headers()['cache-control']}`);
  });
  await app.overview();
  expect(found).toEqual([]);
});

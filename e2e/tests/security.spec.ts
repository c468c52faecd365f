import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';

import { ServicePage } from '../support/service.ts';
import { expect, test } from '../support/test.ts';
import { Vault } from '../support/vault.ts';

/** The page's policy, to the letter, but for the nonce. */
const POLICY = [
  "default-src 'none'",
  "script-src 'nonce-NONCE' 'strict-dynamic' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const NONCE = /'nonce-([^']+)'/;

test('the policy of every page is the agreed one, with a nonce of its own', async ({ request }) => {
  const nonces = new Set<string>();
  const addresses = ['/', '/sign-in', '/all/overview', '/all/services?q=x', '/nowhere'];
  for (const address of addresses) {
    const headers = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document', Accept: 'text/html' };
    const answer = await request.get(address, { headers });
    const policy = answer.headers()['content-security-policy'] ?? '';
    const [, nonce] = NONCE.exec(policy) ?? [];
    expect(nonce, address).toMatch(/^[0-9a-f]{32}$/);
    expect(policy.replace(NONCE, "'nonce-NONCE'"), address).toBe(POLICY);
    nonces.add(nonce ?? '');
    const page = await answer.text();
    expect(page, 'the placeholder is filled in').not.toContain('{{');
    for (const [tag] of page.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
    expect(answer.headers()['cache-control']).toContain('no-store');
  }
  expect(nonces.size).toBe(addresses.length);
});

test('an evaluator of policies finds nothing worth mending', async ({ page }) => {
  const answer = await page.goto('/');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  const findings = (text: string) =>
    new CspEvaluator(new CspParser(text).csp).evaluate().filter(({ severity }) => severity <= Severity.HIGH_MAYBE);
  expect(findings(policy).map(({ directive, description }) => `${directive}: ${description}`)).toEqual([]);
  // It does find something when there is something.
  expect(findings(policy.replace("'strict-dynamic'", "'unsafe-inline' https:").replace(NONCE, '')).length).toBeGreaterThan(0);
});

test('without the right to run WebAssembly the page says so: it has no other way', async ({ page, watch }) => {
  watch.announce(/policy violation: script-src.*wasm-eval/);
  watch.tolerate(/WebAssembly|wasm/i, /^page error/);
  let without = '';
  await page.route('/', async (route) => {
    const answer = await route.fetch();
    const headers = answer.headers();
    without = (headers['content-security-policy'] ?? '').replace(" 'wasm-unsafe-eval'", '');
    await route.fulfill({ response: answer, headers: { ...headers, 'content-security-policy': without } });
  });
  const answer = await page.goto('/');
  expect(answer?.headers()['content-security-policy']).toBe(without);
  expect(without).toContain('script-src');
  expect(without).not.toContain('unsafe');
  const message = page.getByRole('alert');
  await expect(message).toContainText('the page is not allowed to run WebAssembly', { timeout: 5_000 });
  await expect(message.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('the page cannot make code out of text, and the browser says so', async ({ app, page, watch }) => {
  watch.announce(/policy violation: require-trusted-types-for blocked trusted-types-sink/);
  watch.tolerate(/console error.*(unsafe-eval|TrustedScript)/);
  await app.overview();
  // From a timer, so that the page's own rights count and not the debugger's.
  const refused = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            resolve(String(new Function('return 1')()));
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      }),
  );
  expect(refused).toBe('EvalError');
});

test('no text becomes markup or a script, by any way that browsers have', async ({ app, page, watch }) => {
  watch.announce(/policy violation: require-trusted-types-for blocked trusted-types-sink/);
  watch.announce(/policy violation: trusted-types blocked trusted-types-policy/);
  watch.tolerate(/console error.*(TrustedHTML|TrustedScript|TrustedType|trusted-types)/);
  await app.overview();
  const outcomes = await page.evaluate(() => {
    const markup = '<b data-made>x</b>';
    const policies = (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } })
      .trustedTypes;
    const ways: Record<string, () => unknown> = {
      innerHTML: () => (document.createElement('div').innerHTML = markup),
      'innerHTML of a template': () => (document.createElement('template').innerHTML = markup),
      'innerHTML of a drawing': () =>
        (document.createElementNS('http://www.w3.org/2000/svg', 'g').innerHTML = markup),
      outerHTML: () => (document.body.appendChild(document.createElement('i')).outerHTML = markup),
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', markup),
      createContextualFragment: () => document.createRange().createContextualFragment(markup),
      parseFromString: () => new DOMParser().parseFromString(markup, 'text/html'),
      'document.write': () => document.write(markup),
      srcdoc: () => (document.createElement('iframe').srcdoc = markup),
      'text of a script': () => (document.createElement('script').text = '1'),
      'address of a script': () => (document.createElement('script').src = '/boot.js'),
      'address of a worker': () => new Worker('/boot.js'),
      'a policy of one’s own': () => policies.createPolicy('own', {}),
      'a policy for all': () => policies.createPolicy('default', {}),
    };
    return Object.entries(ways).map(([way, go]) => {
      try {
        go();
        return `${way}: done`;
      } catch (error) {
        return `${way}: ${(error as Error).name}`;
      }
    });
  });
  expect(outcomes.filter((outcome) => !outcome.endsWith(': TypeError'))).toEqual([]);
  expect(outcomes).toHaveLength(14);
  await expect(page.locator('[data-made]')).toHaveCount(0);
});

test('the page cannot be framed', async ({ page, manager, watch }) => {
  watch.announce(/console error: Framing '.*' violates .*frame-ancestors 'none'/);
  watch.tolerate(/request failed: GET .* net::ERR_BLOCKED_BY_RESPONSE/);
  const other = createServer((_request, answer) => {
    answer.setHeader('Content-Type', 'text/html');
    answer.end(`<!doctype html><title>Elsewhere</title><iframe src="${manager.url}/" title="framed"></iframe>`);
  });
  await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready));
  try {
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    await expect(page).toHaveTitle('Elsewhere');
    await expect(page.frameLocator('iframe').getByText('Manager')).toHaveCount(0);
  } finally {
    other.closeAllConnections();
    other.close();
  }
});

test('every answer carries the headers that close doors', async ({ app, page }) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    const headers = response.headers();
    for (const [name, value] of [
      ['x-content-type-options', 'nosniff'],
      ['referrer-policy', 'no-referrer'],
      ['cross-origin-opener-policy', 'same-origin'],
      ['cross-origin-embedder-policy', 'require-corp'],
      ['cross-origin-resource-policy', 'same-origin'],
    ] as const) {
      if (headers[name] !== value) missing.push(`${response.url()}: ${name} is ${headers[name]}`);
    }
    if ('access-control-allow-origin' in headers) missing.push(`${response.url()}: allows other origins`);
    if (response.url().includes('/api/') && headers['cache-control'] !== 'no-store') {
      missing.push(`${response.url()}: may be stored`);
    }
  });
  await app.overview();
  await app.navigate('Services');
  await app.everyService();
  expect(missing).toEqual([]);
});

test('nothing is asked of anybody but the program', async ({ app, page, manager }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== manager.url && protocol !== 'data:') elsewhere.push(request.url());
  });
  await app.overview();
  await app.navigate('Services');
  await app.everyService();
  expect(elsewhere).toEqual([]);
});

test('no secret is in an address, a title, a message, the storage or the program’s log', async ({
  app,
  page,
  manager,
  watch,
}) => {
  watch.tolerate(/\/api\/ca\//);
  const seen: string[] = [];
  page.on('console', (message) => seen.push(message.text(), message.location().url));
  page.on('framenavigated', (frame) => seen.push(frame.url()));
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const bodies: string[] = [];
  page.on('request', (request) => bodies.push(request.postData() ?? ''));

  // With troubles on the way, when programs are most talkative.
  await manager.plane('ca').setFaults({ route: '/services*', kind: 'error', status: 500 });
  await app.enter();
  await expect(app.region('Canada').getByRole('alert').first()).toBeVisible({ timeout: 15_000 });
  await manager.plane('ca').clearFaults();
  await app.navigate('Services');
  await app.search.fill('example');
  await expect(page).toHaveURL(/q=example/);
  await page.reload();
  await app.everyService();

  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches = await globalThis.caches.keys();
    return [
      location.href,
      document.title,
      JSON.stringify(history.state),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify(databases),
      JSON.stringify(caches),
      document.cookie,
      document.documentElement.outerHTML,
      ...performance.getEntries().map((entry) => JSON.stringify(entry)),
    ];
  });
  expect(requests.length).toBeGreaterThan(10);
  // Signed requests are carried and written down, so the log has something to hide.
  expect(manager.output).toContain('/services');

  const everywhere = [...seen, ...requests, ...bodies, ...kept, manager.output].join('\n');
  const found = manager.accounts.flatMap((account) =>
    (['applicationKey', 'applicationSecret', 'consumerKey'] as const)
      .filter((key) => everywhere.includes(account[key]))
      .map((key) => `${key} of ${account.nic}`),
  );
  expect(found).toEqual([]);
});

test('the application secret leaves the program once and the browser never', async ({ app, page, manager }) => {
  const sent: string[] = [];
  page.on('request', async (request) => {
    sent.push(JSON.stringify(await request.allHeaders()), request.postData() ?? '');
  });
  await app.overview();
  await app.navigate('Services');
  await app.everyService();
  expect(sent.some((text) => text.includes('x-ovh-signature'))).toBe(true);
  for (const account of manager.accounts) {
    expect(sent.filter((text) => text.includes(account.applicationSecret))).toEqual([]);
  }
});

test('signing out and locking are a click away on every page, narrow or wide', async ({ app, page, manager }) => {
  const vault = new Vault(page, app);
  const of = await ServicePage.machine(page, manager);
  await vault.keepSample();
  const ways = await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').all();
  const pages = [
    ...ways.map((way) => () => way.click()),
    () => page.getByRole('link', { name: 'Vault', exact: true }).click(),
    () => of.visit(),
  ];
  for (const open of pages) {
    await open();
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      for (const name of ['Sign out', 'Lock']) {
        await page.getByRole('button', { name, exact: true }).click({ trial: true });
      }
    }
  }
  expect(pages.length).toBeGreaterThanOrEqual(10);
});

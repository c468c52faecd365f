import type { Page } from '@playwright/test';

import { NAMES } from '../support/app.ts';
import { expect, test } from '../support/test.ts';

/** Keys that exist nowhere else, so that wherever they turn up, they came from the form. */
const CANARY = {
  applicationKey: 'canaryKey0123456',
  applicationSecret: 'canarySecret0123456789abcdefABCD',
  consumerKey: 'canaryConsumer0123456789abcdefAB',
};

async function signIn(page: Page, keys: typeof CANARY): Promise<void> {
  await page.getByRole('combobox', { name: 'Region' }).selectOption('us');
  await page.getByLabel('Application key', { exact: true }).fill(keys.applicationKey);
  await page.getByLabel('Application secret', { exact: true }).fill(keys.applicationSecret);
  await page.getByLabel('Consumer key', { exact: true }).fill(keys.consumerKey);
  await page.getByRole('button', { name: 'Sign in with these keys' }).click();
}

/** Everything that a page leaves where others could read it. */
const left = (page: Page) =>
  page.evaluate(async () => {
    const records: unknown[] = [];
    for (const { name, version } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const opening = indexedDB.open(name ?? '', version);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => fail(opening.error);
      });
      for (const store of database.objectStoreNames) {
        records.push(
          name,
          store,
          await new Promise((done, fail) => {
            const asking = database.transaction(store).objectStore(store).getAll();
            asking.onsuccess = () => done(asking.result);
            asking.onerror = () => fail(asking.error);
          }),
        );
      }
      database.close();
    }
    return [
      location.href,
      document.title,
      document.referrer,
      document.cookie,
      window.name,
      JSON.stringify(history.state),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify(records),
      JSON.stringify(await caches.keys()),
      ...performance.getEntries().map((entry) => JSON.stringify(entry)),
    ].join('\n');
  });

test('keys typed into the form are nowhere afterwards: refused, accepted, failing, reloaded, signed out', async ({
  app,
  page,
  manager,
  watch,
}) => {
  watch.announce(/answer 403.*\/api\/us\/1\.0\/me/);
  watch.tolerate(/\/api\/us\//);
  const seen: string[] = [];
  page.on('console', (message) => seen.push(message.text(), message.location().url));
  page.on('framenavigated', (frame) => seen.push(frame.url()));
  page.on('request', (request) => seen.push(request.url(), request.postData() ?? ''));
  const headers: string[] = [];
  page.on('request', async (request) => headers.push(JSON.stringify(await request.allHeaders())));

  // Refused: nobody knows these keys.
  await page.goto('/sign-in');
  await signIn(page, CANARY);
  await expect(page.getByRole('heading', { name: 'United States does not accept these keys' })).toBeVisible();
  seen.push(await left(page));

  // Accepted, and then everything fails.
  const account = manager.account('br60915-ovh');
  await signIn(page, account);
  await app.updated(NAMES.us).waitFor();
  await manager.plane('us').setFaults({ route: '*', kind: 'error', status: 500 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(app.region(NAMES.us).getByRole('alert').first()).toBeVisible({ timeout: 15_000 });
  await manager.plane('us').clearFaults();
  await app.navigate('Services');
  await app.everyService();
  seen.push(await left(page), await page.content());

  await page.reload();
  await expect(app.heading('Sign in')).toBeVisible();
  seen.push(await left(page), await page.content());
  for (const label of ['Application key', 'Application secret', 'Consumer key']) {
    await expect(page.getByLabel(label, { exact: true })).toHaveValue('');
  }
  await page.goBack();
  seen.push(await left(page), await page.content());

  const everywhere = [...seen, manager.output].join('\n');
  // It was all looked at: addresses, what the program wrote, and the request with the key.
  expect(everywhere).toContain('/api/us/1.0/me');
  expect(manager.output).toContain('/me');
  expect(headers.join('\n')).toContain(CANARY.consumerKey);
  const found = [CANARY, account].flatMap((keys) =>
    (['applicationKey', 'applicationSecret', 'consumerKey'] as const).filter((key) => everywhere.includes(keys[key])),
  );
  expect(found).toEqual([]);
  // The secret itself is not even sent.
  for (const keys of [CANARY, account]) expect(headers.join('\n')).not.toContain(keys.applicationSecret);
});

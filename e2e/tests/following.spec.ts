import type { Locator, Page } from '@playwright/test';

import type { App } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/test.ts';
import { Vault } from '../support/vault.ts';

/** A VPS of the United States that is being moved for as long as the sample lives. */
const NIC = 'br60915-ovh';
const NAME = 'Staging gateway';
const ONE_TASK = /\/api\/us\/1\.0\/vps\/[^/]+\/tasks\/\d+$/;

const items = (page: Page): Locator => page.getByRole('region', { name: 'Activity' }).getByRole('listitem');

/** Has the task followed, from the overview. */
async function follow(app: App): Promise<void> {
  const running = app.panel('Running tasks');
  await running.getByRole('button', { name: `Follow ${NAME}` }).click();
  await expect(running.getByRole('link', { name: `In activity ${NAME}` })).toBeVisible();
  await expect(running.getByRole('button', { name: `Follow ${NAME}` })).toHaveCount(0);
}

/** From now on the API says that of the task. */
async function says(page: Page, state: string, progress: number): Promise<void> {
  await page.route(ONE_TASK, (route) =>
    route.fulfill({
      json: {
        id: Number(new URL(route.request().url()).pathname.split('/').pop()),
        type: 'migrate',
        state,
        progress,
        date: '2026-01-01T00:00:00Z',
      },
    }),
  );
}

test('a task is followed over other pages and a reload until the API says that it is done', async ({ app, page }) => {
  await app.enter(`/us:${NIC}/overview`);
  await follow(app);
  await app.navigate('Services');
  await expect(app.rows.first()).toBeVisible();
  await app.navigate('Activity');
  await expect(items(page)).toHaveCount(1);
  for (const text of ['Running', NAME, 'Moving to another host', 'United States', NIC, '%']) {
    await expect(items(page).first()).toContainText(text);
  }
  expect(await violations(page)).toEqual([]);

  await says(page, 'doing', 96);
  await page.reload();
  await expect(items(page)).toHaveCount(1);
  await expect(items(page).first()).toContainText('96 %');
  await expect(items(page).first()).toContainText('Running');
  await expect(items(page).first()).toContainText(NAME);

  await page.unroute(ONE_TASK);
  await says(page, 'done', 100);
  await expect(items(page).first()).toContainText('Done');
  // It is not asked about any more, nor listed after the next reload.
  await page.unroute(ONE_TASK);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (ONE_TASK.test(request.url())) asked.push(request.url());
  });
  await page.reload();
  await expect(page.getByText('Nothing was changed yet')).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
});

for (const [state, words] of [
  ['error', 'Failed'],
  ['cancelled', 'Cancelled'],
] as const) {
  test(`a task that ends as “${state}” is said to have ended so`, async ({ app, page }) => {
    await app.enter(`/us:${NIC}/overview`);
    await says(page, state, 40);
    await follow(app);
    await app.navigate('Activity');
    await expect(items(page).first()).toContainText(words);
  });
}

test('the end of a task is announced on whatever page is open, and leads to what was done', async ({ app, page }) => {
  await app.enter(`/us:${NIC}/overview`);
  await says(page, 'doing', 96);
  await follow(app);
  await app.navigate('Services');
  await expect(app.rows.first()).toBeVisible();
  await page.unroute(ONE_TASK);
  await says(page, 'done', 100);
  const message = page.getByRole('region', { name: 'Messages' });
  await expect(message.getByRole('status')).toContainText(`${NAME} · Moving to another host: Done`, { timeout: 30_000 });
  await expect(message).toContainText(NIC);
  await message.getByRole('link', { name: 'Open' }).click();
  await expect(page).toHaveURL(`/us:${NIC}/activity`);
  await expect(items(page).first()).toContainText('Done');
  await expect(message).toHaveCount(0);
});

test('the end of a task is announced after a reload on a page that shows no tasks', async ({ app, page }) => {
  await app.enter(`/us:${NIC}/overview`);
  await says(page, 'doing', 96);
  await follow(app);
  await page.goto(`/us:${NIC}/accounts`);
  await expect(app.heading('Accounts')).toBeVisible();
  await page.unroute(ONE_TASK);
  await says(page, 'done', 100);
  const message = page.getByRole('region', { name: 'Messages' });
  await expect(message.getByRole('status')).toContainText(`${NAME} · Moving to another host: Done`, { timeout: 30_000 });
});

test('what ends in front of one’s eyes is not announced as well', async ({ app, page }) => {
  await app.enter(`/us:${NIC}/overview`);
  await says(page, 'doing', 96);
  await follow(app);
  await app.navigate('Activity');
  await expect(items(page).first()).toContainText('96 %');
  await page.unroute(ONE_TASK);
  await says(page, 'error', 96);
  await expect(items(page).first()).toContainText('Failed', { timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Messages' })).toHaveCount(0);
});

test('while the region does not say, what was heard last stays, with its age', async ({ app, page, manager, watch }) => {
  watch.tolerate(/\/vps\//);
  await app.enter(`/us:${NIC}/overview`);
  await follow(app);
  await app.navigate('Activity');
  await expect(items(page).first()).toContainText('%');
  // One asking, with all its tries.
  await manager.plane('us').setFaults({ route: '/vps/*/tasks/*', kind: 'error', status: 500, times: 3 });
  await expect(items(page).first()).toContainText(/Last heard of .*; it is asked again/, { timeout: 30_000 });
  await expect(items(page).first()).toContainText('Running');
  await expect(items(page).first()).toContainText('%');
  await expect(items(page).first()).not.toContainText('Last heard of', { timeout: 30_000 });
});

test('it is its account’s alone, and goes with it', async ({ app, page }) => {
  await app.enter(`/us:${NIC}/overview`);
  await follow(app);
  const go = (path: string) =>
    page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
  await go('/eu:lm10452-ovh/activity');
  await expect(page.getByText('Nothing was changed yet')).toBeVisible();
  await go('/all/activity');
  await expect(items(page)).toHaveCount(1);
  const kept = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  expect(await kept()).toContain(`tasks/us:${NIC}`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(app.heading('Sign in')).toBeVisible();
  expect(await kept()).not.toContain('tasks/');
  await app.useSample();
  await app.heading('Overview').waitFor();
  await go('/all/activity');
  await expect(page.getByText('Nothing was changed yet')).toBeVisible();
});

test('with a vault, it is shown again once that is open', async ({ app, page }) => {
  const vault = new Vault(page, app);
  await vault.keepSample();
  await page.goto(`/us:${NIC}/overview`);
  await vault.unlock();
  await follow(app);
  await page.goto('/all/activity');
  await expect(vault.locked).toBeVisible();
  await expect(page.getByText(NAME)).toHaveCount(0);
  await vault.unlock();
  await expect(items(page).first()).toContainText(NAME);
  await expect(items(page).first()).toContainText('Running');
});

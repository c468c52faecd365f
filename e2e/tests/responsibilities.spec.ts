import type { Page } from '@playwright/test';

import { ServicePage } from '../support/service.ts';
import { expect, test } from '../support/test.ts';

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('says who solves what, what is promised and certified, each with its document', async ({ app, page }) => {
  await app.enter('/all/responsibilities?product=dedicated-server');
  const table = panel(page, 'Who solves what');
  for (const side of ['You solve it', 'The provider solves it']) {
    await expect(table.getByRole('heading', { name: side })).toBeVisible();
  }
  await expect(table.getByRole('link', { name: /Shared Responsibility/ })).toHaveAttribute('href', /^https:\/\//);
  await expect(panel(page, 'Commitments')).toContainText('Available 99.9 % of each month');
  await expect(panel(page, 'Commitments')).toContainText('2025-07-02');
  await expect(panel(page, 'Certifications')).toContainText('covered');
  await expect(panel(page, 'End of products')).toContainText('ESXi');
});

test('a product without a published table says so', async ({ app, page }) => {
  await app.enter('/all/responsibilities?product=telephony');
  await expect(panel(page, 'Who solves what')).toContainText('publishes no table of responsibilities');
  await expect(panel(page, 'Commitments')).toContainText('No commitment on availability was found');
});

test('a product that does not exist leads to those that do', async ({ app, page }) => {
  await app.enter('/all/responsibilities?product=moon');
  await expect(page.getByRole('alert')).toContainText('There is no product of that name');
  await page.getByRole('main').getByRole('link', { name: 'Web hosting', exact: true }).click();
  await expect(app.heading('Who is responsible for what: Web hosting')).toBeVisible();
});

test('the page of a service leads to its own', async ({ page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  await of.open();
  await panel(page, 'History').getByRole('link', { name: 'Who is responsible for what' }).click();
  await expect(page).toHaveURL(/\/eu:lm10452-ovh\/responsibilities\?product=/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Who is responsible for what: ');
});

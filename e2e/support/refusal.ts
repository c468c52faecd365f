import type { Page } from '@playwright/test';

import type { Account } from './plane.ts';

/** The keys of one account are refused, as the API does when they were revoked. */
export async function refuseKeys(page: Page, account: Account): Promise<void> {
  await page.route(/\/api\//, async (route) => {
    const mine = route.request().headers()['x-ovh-consumer'] === account.consumerKey;
    if (!mine) return route.fallback();
    await route.fulfill({
      status: 403,
      json: {
        class: 'Client::Forbidden',
        errorCode: 'INVALID_CREDENTIAL',
        httpCode: '403 Forbidden',
        message: 'This credential is not valid',
      },
    });
  });
}

import { expect, type Locator, type Page } from '@playwright/test';

import type { Account } from './plane.ts';

/** The names of the regions on screen. */
export const NAMES = { eu: 'Europe', ca: 'Canada', us: 'United States' } as const;

/** The application as a person finds their way in it: by roles and words. */
export class App {
  constructor(readonly page: Page) {}

  /** Opens an address and enters the sample accounts from the sign-in page it leads to. */
  async enter(path = '/'): Promise<void> {
    await this.page.goto(path);
    await this.useSample();
  }

  async useSample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Use the sample accounts' }).click();
  }

  /** Types the keys of an account into the form for keys of one's own. */
  async useKeys(account: Account, endpoint: string = account.region): Promise<void> {
    const { applicationKey, applicationSecret, consumerKey } = account;
    const own = this.page.getByRole('region', { name: 'Your own keys' });
    await own.getByRole('combobox', { name: 'Region' }).selectOption(endpoint);
    await own.getByLabel('Application key', { exact: true }).fill(applicationKey);
    await own.getByLabel('Application secret', { exact: true }).fill(applicationSecret);
    await own.getByLabel('Consumer key', { exact: true }).fill(consumerKey);
    await own.getByRole('button', { name: 'Sign in with these keys' }).click();
  }

  /** Enters and waits until every region has answered and what needs attention is in its order. */
  async overview(): Promise<void> {
    await this.enter();
    await this.everyRegion();
    // Said once nothing more is on its way that could stand above what is listed.
    await expect(this.attention.getByRole('status')).not.toBeEmpty();
  }

  /** Enters and waits for the list of all services. */
  async services(query = ''): Promise<void> {
    await this.enter(`/all/services${query}`);
    await this.everyService();
  }

  /** Enters and waits for the dashboard of a universe: its panels have read what they show. */
  async dashboard(universe: 'market' | 'spirit' | 'stack' | 'enterprise', scope = 'all'): Promise<void> {
    await this.enter(`/${scope}/${universe}`);
    await expect(this.panel('Tickets waiting for you').getByText(/^Updated /)).toBeVisible();
  }

  /** A panel of a dashboard. */
  panel(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  async everyRegion(): Promise<void> {
    for (const name of Object.values(NAMES)) await this.updated(name).waitFor();
  }

  /** The list is whole: no region is still being waited for. */
  async everyService(): Promise<void> {
    await expect(this.heading('Services')).toBeVisible();
    await expect(this.rows.first()).toBeVisible();
    await expect(this.page.getByText(/^Loading the services of/)).toHaveCount(0);
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name, exact: true });
  }

  navigate(name: 'Overview' | 'Services' | 'Tickets' | 'Activity'): Promise<void> {
    return this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
  }

  /** A region's panel on the overview. */
  region(name: string): Locator {
    return this.page.getByRole('article', { name, exact: true });
  }

  /** The line that says when a region's figures were read: there once it has answered. */
  updated(region: string): Locator {
    return this.region(region).getByRole('status').getByText(/^Updated /);
  }

  /** A region's number of services, or of those that need attention. */
  figure(region: string, figure: 'services' | 'attention'): Locator {
    return this.region(region).locator(`[data-figure="${figure}"]`);
  }

  /** A universe's card on the overview. */
  universe(name: string): Locator {
    return this.page.getByRole('article', { name, exact: true });
  }

  /** The list of what needs attention. */
  get attention(): Locator {
    return this.page.getByRole('region', { name: 'Needs attention' });
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search' });
  }

  choice(name: 'Universe' | 'Region' | 'State'): Locator {
    return this.page.getByRole('combobox', { name });
  }

  get table(): Locator {
    return this.page.getByRole('grid', { name: 'Services' });
  }

  /** The rows that are drawn, without the head. */
  get rows(): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('rowheader') });
  }

  /** The line that says how many services are shown. */
  get count(): Locator {
    return this.page.locator('[data-count]');
  }

  /** What the drawn rows say. */
  async lines(): Promise<Line[]> {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => {
        const text = (part: string) => row.querySelector<HTMLElement>(part)?.innerText.trim() ?? '';
        return {
          name: text('.list-display'),
          technical: text('.list-technical') || text('.list-display'),
          state: text('.list-state'),
          product: text('.list-product'),
          account: text('.list-account'),
        };
      }),
    );
  }
}

/** One row of the list as a person reads it. */
export interface Line {
  name: string;
  technical: string;
  state: string;
  product: string;
  account: string;
}

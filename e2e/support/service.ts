import { expect, type Locator, type Page } from '@playwright/test';

import { App } from './app.ts';
import type { Manager } from './manager.ts';
import type { Account, Plane } from './plane.ts';

/** What the tests read of a service. */
export interface Known {
  serviceId: number;
  parentServiceId: number | null;
  resource: { name: string; displayName: string };
  route: { path: string } | null;
  customer: { contacts: { type: string; customerCode: string }[] };
  billing: {
    renew: { current: { mode: string; period: string }; capacities: { mode: string[] } } | null;
    lifecycle: { current: { state: string } } | null;
  };
}

/** The page of one service of one sample account. */
export class ServicePage {
  readonly app: App;

  private constructor(
    readonly page: Page,
    readonly plane: Plane,
    readonly account: Account,
    readonly known: Known,
  ) {
    this.app = new App(page);
  }

  /** Chooses a service of the account that fits; opens nothing yet. */
  static async choose(page: Page, manager: Manager, nic: string, fits: (service: Known) => boolean) {
    const account = manager.account(nic);
    const plane = manager.plane(account.region);
    const found = (await plane.list<Known>(account, '/services')).find(fits);
    if (!found) throw new Error(`no such service of ${nic}`);
    return new ServicePage(page, plane, account, found);
  }

  /** A machine that is paid for, whose renewal its account may change. */
  static machine(page: Page, manager: Manager): Promise<ServicePage> {
    return ServicePage.choose(
      page,
      manager,
      'lm10452-ovh',
      ({ customer, billing }) =>
        (billing.renew?.capacities.mode.length ?? 0) > 1 &&
        billing.lifecycle?.current.state === 'active' &&
        customer.contacts.every(({ customerCode }) => customerCode === 'lm10452-ovh'),
    );
  }

  get path(): string {
    return `/services/${this.known.serviceId}`;
  }

  get address(): string {
    return `/${this.account.region}:${this.account.nic}${this.path}`;
  }

  /** Enters and waits for the whole page. */
  async open(): Promise<void> {
    await this.app.enter(this.address);
    await expect(this.panel('Details')).toBeVisible();
    await expect(this.panel('Related services')).not.toContainText('is not here yet');
  }

  /** From now on the account's keys are said to allow reading alone. */
  async readingAlone(): Promise<void> {
    const keys = await this.plane.read<object>(this.account, '/auth/currentCredential');
    await this.page.route(/\/api\/[a-z]+\/1\.0\/auth\/currentCredential$/, (route) =>
      route.fulfill({ json: { ...keys, rules: [{ method: 'GET', path: '/*' }] } }),
    );
  }

  /** Goes there in the page that is open, as a link does. */
  async visit(): Promise<void> {
    await this.page.evaluate((address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, this.address);
    await expect(this.panel('Details')).toBeVisible();
  }

  panel(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get name(): Locator {
    return this.page.getByRole('textbox', { name: 'New display name' });
  }

  /** Opens the form and types a name. */
  async type(name: string): Promise<void> {
    await this.button('Change').click();
    await expect(this.name).toBeFocused();
    await this.name.fill(name);
  }

  /** The service as the control plane has it now. */
  now(): Promise<Known> {
    return this.plane.read<Known>(this.account, this.path);
  }
}

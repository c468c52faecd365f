import { expect, type Locator, type Page } from '@playwright/test';

import { App, NAMES } from './app.ts';
import type { Manager } from './manager.ts';
import type { Account, Plane, Region } from './plane.ts';

/** A service of `/services`, as far as a test picks one by it. */
interface Listed {
  serviceId: number;
  route: { path: string };
  resource: { name: string; displayName: string; state: string };
}

/** A ticket of `/support/tickets`. */
export interface Ticket {
  ticketId: number;
  ticketNumber: number;
  subject: string;
  category: string;
  serviceName: string | null;
  state: string;
}

/** Asking for help as a person does, about one service or an account. */
export class Help {
  readonly app: App;

  constructor(
    readonly page: Page,
    readonly account: Account,
    readonly plane: Plane,
    readonly service?: Listed,
  ) {
    this.app = new App(page);
  }

  /** About a service of `nic` whose route begins so and that fits. */
  static async about(
    page: Page,
    manager: Manager,
    nic: string,
    route: string,
    fits: (service: Listed, plane: Plane, account: Account) => Promise<boolean> | boolean = () => true,
  ): Promise<Help> {
    const account = manager.account(nic);
    const plane = manager.plane(account.region);
    const all = await plane.list<Listed>(account, '/services');
    for (const service of all.filter((one) => one.route.path.startsWith(route))) {
      if (await fits(service, plane, account)) return new Help(page, account, plane, service);
    }
    throw new Error(`${nic} has no such service under ${route}`);
  }

  get scope(): string {
    return `${this.account.region}:${this.account.nic}`;
  }

  get whose(): string {
    return `${this.account.nic} · ${NAMES[this.account.region as Region]}`;
  }

  /** Enters the sample accounts on the page that describes a request about the service. */
  async open(from = 'service'): Promise<void> {
    const query = this.service ? `?service=${this.service.serviceId}&from=${from}` : `?from=${from}`;
    await this.app.enter(`/${this.scope}/help${query}`);
    await expect(this.app.heading('What is the matter?')).toBeVisible();
    if (this.service) {
      await expect(this.page.locator('.help-about')).toContainText(this.service.resource.displayName);
    }
  }

  get words(): Locator {
    return this.page.getByLabel('In your own words');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async describe(text: string): Promise<void> {
    await this.words.fill(text);
    await this.button('Continue').click();
  }

  /** Answers the question on the page; what else was found about the service is not it. */
  async answer(question: string, answer: string | RegExp): Promise<void> {
    if (question === 'What do you need?') await this.notWhatWasFound();
    await expect(this.app.heading(question)).toBeVisible();
    await this.page.getByRole('radio', { name: answer }).check();
    await this.button('Continue').click();
  }

  /** Answers that what was found is not it, where something was found. */
  async notWhatWasFound(): Promise<void> {
    const found = this.app.heading('This was found. Is that it?');
    await expect(found.or(this.app.heading('What do you need?'))).toBeVisible();
    if (await found.isVisible()) await this.answer('This was found. Is that it?', 'No, it is something else');
  }

  get send(): Locator {
    return this.button(`Send as ${this.whose}`);
  }

  /** Waits until it is a ticket and gives its number. */
  async sent(): Promise<number> {
    await expect(this.app.heading('Sent')).toBeVisible();
    const said = await this.page.getByText(/^Ticket \d+ is open$/).innerText();
    return Number(/\d+/.exec(said)?.[0]);
  }

  /** What the control plane has opened for the account. */
  tickets(): Promise<Ticket[]> {
    return this.plane.list<Ticket>(this.account, '/support/tickets');
  }

  /** How often tickets were really opened in the region. */
  async opened(): Promise<number> {
    return (await this.plane.applied('/support/tickets/create')).length;
  }

  /** The reference of the draft that the page is about. */
  get reference(): string {
    const id = /\/help\/([0-9a-f]{16})/.exec(this.page.url())?.[1] ?? '';
    return `MGR-${id.slice(0, 12).toUpperCase()}`;
  }
}

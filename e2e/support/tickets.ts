import { expect, type Locator, type Page } from '@playwright/test';

import { App } from './app.ts';
import { Help } from './help.ts';
import type { Manager } from './manager.ts';
import type { Account, Plane } from './plane.ts';

/** What the tests read of a ticket. */
export interface Ticket {
  ticketId: number;
  ticketNumber: number;
  subject: string;
  state: 'open' | 'closed';
  category: string | null;
  serviceName: string | null;
  lastMessageFrom: 'customer' | 'support';
  score: string;
  updateDate: string;
}

export interface Message {
  messageId: number;
  from: 'customer' | 'support';
  body: string;
}

/** A ticket and whose it is. */
export interface Owned extends Ticket {
  account: Account;
}

/** The words on screen for whose turn it is, in the order of the list. */
export const TURNS = ['Your turn', "Desk's turn", 'Closed'] as const;

export function turnOf({ state, lastMessageFrom }: Ticket): (typeof TURNS)[number] {
  if (state === 'closed') return 'Closed';
  return lastMessageFrom === 'support' ? 'Your turn' : "Desk's turn";
}

/** Asks the control planes for every ticket, without the application or the gateway. */
export async function everyTicket(manager: Manager, archived = false): Promise<Owned[]> {
  const parts = await Promise.all(
    manager.planes().flatMap((plane) =>
      plane.accounts.map(async (account) => {
        const tickets = await plane.list<Ticket>(account, `/support/tickets?archived=${archived}`);
        return tickets.map((ticket) => ({ ...ticket, account }));
      }),
    ),
  );
  return parts.flat();
}

/** The list of tickets as a person finds their way in it. */
export class TicketList {
  constructor(
    readonly page: Page,
    readonly app: App,
  ) {}

  /** Enters and waits until no region is waited for. */
  async open(query = '', scope = 'all'): Promise<void> {
    await this.app.enter(`/${scope}/tickets${query}`);
    await this.whole();
  }

  async whole(): Promise<void> {
    await expect(this.app.heading('Tickets')).toBeVisible();
    await expect(this.page.locator('.list-skeleton')).toHaveCount(0);
    await expect(this.page.getByText(/^Loading the tickets of/)).toHaveCount(0);
  }

  get rows(): Locator {
    const grid = this.page.getByRole('grid', { name: 'Tickets' });
    return grid.getByRole('row').filter({ has: this.page.getByRole('rowheader') });
  }

  choice(name: 'Turn' | 'Region' | 'Kind'): Locator {
    return this.page.getByRole('combobox', { name });
  }

  /** Waits until the list shows this many of so many. */
  async shows(count: number, all: number): Promise<void> {
    const word = all === 1 ? 'ticket' : 'tickets';
    await expect(this.app.count).toHaveText(count === all ? `${all} ${word}` : `${count} of ${all} ${word}`);
  }
}

/** The page of one ticket of one sample account. */
export class TicketPage {
  readonly app: App;

  private constructor(
    readonly page: Page,
    readonly plane: Plane,
    readonly account: Account,
    readonly id: number,
  ) {
    this.app = new App(page);
  }

  /** A ticket that is there already. */
  static of(page: Page, manager: Manager, ticket: Pick<Owned, 'ticketId' | 'account'>): TicketPage {
    return new TicketPage(page, manager.plane(ticket.account.region), ticket.account, ticket.ticketId);
  }

  /** Opens a new one, as somebody else would; it is in no page yet. */
  static async made(page: Page, manager: Manager, more: object = {}): Promise<TicketPage> {
    const account = manager.account('lm10452-ovh');
    const plane = manager.plane(account.region);
    const asked = { subject: 'Made for a test', body: 'The first message.', category: 'assistance', ...more };
    const { ticketId } = await plane.post<{ ticketId: number }>(account, '/support/tickets/create', asked);
    return new TicketPage(page, plane, account, ticketId);
  }

  /** Opens a new incident about the shop's machine, likewise. */
  static async incident(page: Page, manager: Manager, more: object = {}): Promise<TicketPage> {
    const { service } = await Help.about(page, manager, 'lm10452-ovh', '/vps');
    return TicketPage.made(page, manager, { category: 'incident', serviceName: service?.resource.name, ...more });
  }

  get path(): string {
    return `/support/tickets/${this.id}`;
  }

  get address(): string {
    return `/${this.account.region}:${this.account.nic}/tickets/${this.id}`;
  }

  /** Enters and waits for what was written. */
  async open(): Promise<void> {
    await this.app.enter(this.address);
    await expect(this.messages.first()).toBeVisible();
  }

  panel(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get messages(): Locator {
    return this.panel('Messages').getByRole('listitem');
  }

  get reply(): Locator {
    return this.page.getByRole('textbox', { name: 'Your reply' });
  }

  /** Types a reply and sends it. */
  async send(text: string): Promise<void> {
    await this.reply.fill(text);
    await this.button('Send the reply').click();
  }

  /** The ticket as the control plane has it now. */
  now(): Promise<Ticket> {
    return this.plane.read<Ticket>(this.account, this.path);
  }

  /** What was written, the oldest first. */
  async written(): Promise<Message[]> {
    const messages = await this.plane.read<Message[]>(this.account, `${this.path}/messages`);
    return messages.reverse();
  }

  /** How often something was done to it. */
  async applied(what: 'reply' | 'close' | 'reopen' | 'score'): Promise<number> {
    return (await this.plane.applied(`${this.path}/${what}`)).length;
  }
}

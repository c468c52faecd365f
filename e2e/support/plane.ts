import { createHash } from 'node:crypto';

export type Region = 'eu' | 'ca' | 'us';

/** An entry of `credentials.json`. */
export interface Account {
  region: Region;
  nic: string;
  role: string;
  baseUrl: string;
  applicationKey: string;
  applicationSecret: string;
  consumerKey: string;
}

/** A rule of `POST /_local/faults`. */
export interface Fault {
  route: string;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  kind: 'latency' | 'error' | 'rate-limit' | 'drop' | 'hang' | 'truncate' | 'html' | 'down';
  ms?: number;
  status?: number;
  times?: number;
  retryAfter?: string;
}

/** The headers that sign a call of `url` at the given second, a `GET` unless said, as the API publishes it. */
export function signed(
  account: Account,
  url: string,
  second: number,
  method = 'GET',
  body = '',
): Record<string, string> {
  const { applicationKey, applicationSecret, consumerKey } = account;
  const text = [applicationSecret, consumerKey, method, url, body, second].join('+');
  return {
    'X-Ovh-Application': applicationKey,
    'X-Ovh-Consumer': consumerKey,
    'X-Ovh-Timestamp': String(second),
    'X-Ovh-Signature': `$1$${createHash('sha1').update(text).digest('hex')}`,
  };
}

/** A local control plane, asked as any client would ask it. */
export class Plane {
  constructor(
    private readonly origin: string,
    readonly accounts: Account[],
  ) {}

  get region(): Region | undefined {
    return this.accounts[0]?.region;
  }

  get port(): string {
    return new URL(this.origin).port;
  }

  /** `GET {path}` of API version 1, signed. */
  async read<T>(account: Account, path: string, headers: Record<string, string> = {}): Promise<T> {
    const url = `${this.origin}/1.0${path}`;
    const second = Math.floor(Date.now() / 1000);
    const answer = await fetch(url, { headers: { ...headers, ...signed(account, url, second) } });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** `POST {path}` of API version 1, signed: what somebody else does meanwhile. */
  async post<T>(account: Account, path: string, fields: object): Promise<T> {
    const url = `${this.origin}/1.0${path}`;
    const body = JSON.stringify(fields);
    const headers = signed(account, url, Math.floor(Date.now() / 1000), 'POST', body);
    const answer = await fetch(url, { method: 'POST', body, headers: { ...headers, 'Content-Type': 'application/json' } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : null) as T;
  }

  /** All objects of a list. */
  list<T>(account: Account, path: string): Promise<T[]> {
    return this.read(account, path, {
      'X-Pagination-Mode': 'CachedObjectList-Pages',
      'X-Pagination-Number': '1',
      'X-Pagination-Size': '5000',
    });
  }

  /** Replaces the faults in force. */
  async setFaults(...faults: Fault[]): Promise<void> {
    const answer = await fetch(`${this.origin}/_local/faults`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(faults),
    });
    if (!answer.ok) throw new Error(`faults: ${answer.status} ${await answer.text()}`);
  }

  /** The writes that were applied to a path, the oldest first. */
  async applied(path: string): Promise<{ method: string; nic: string }[]> {
    const answer = await fetch(`${this.origin}/_local/ledger`);
    const lines = (await answer.json()) as { method: string; nic: string; path: string }[];
    return lines.filter((line) => line.path.endsWith(path));
  }

  async clearFaults(): Promise<void> {
    const answer = await fetch(`${this.origin}/_local/faults`, { method: 'DELETE' });
    if (!answer.ok) throw new Error(`faults: ${answer.status} ${await answer.text()}`);
  }
}

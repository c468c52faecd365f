import { createDecipheriv, pbkdf2Sync } from 'node:crypto';

import { expect, type Locator, type Page } from '@playwright/test';

import type { App } from './app.ts';

/** The databases as the vault's code names them. */
const DATABASE = 'manager-vault';
const COPIES = 'manager-copies';

export const PASSPHRASE = 'unrelated words in a row';

/** The vault as a person meets it, and as whoever reads the disk does. */
export class Vault {
  constructor(
    readonly page: Page,
    private readonly app: App,
  ) {}

  /** Enters the sample and keeps all of it; ends on the vault's page, open. */
  async keepSample(passphrase = PASSPHRASE): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByRole('radio', { name: 'In the vault on this computer' }).check();
    await this.app.useSample();
    await this.make(passphrase);
    await expect(this.app.heading('Overview')).toBeVisible();
  }

  /** Fills the form for a new vault. */
  async make(passphrase = PASSPHRASE): Promise<void> {
    await expect(this.app.heading('Vault')).toBeVisible();
    await this.page.getByLabel('New passphrase', { exact: true }).fill(passphrase);
    await this.page.getByLabel('New passphrase, once more').fill(passphrase);
    await this.page.getByRole('button', { name: 'Keep them in the vault' }).click();
  }

  /** The vault's page, within a navigation. */
  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Vault', exact: true }).click();
    await expect(this.kept).toBeVisible();
  }

  get kept(): Locator {
    return this.page.getByRole('region', { name: 'Kept in the vault' });
  }

  get passphrase(): Locator {
    return this.page.getByLabel('Passphrase', { exact: true });
  }

  get locked(): Locator {
    return this.app.heading('Unlock the vault');
  }

  async unlock(passphrase = PASSPHRASE): Promise<void> {
    await this.passphrase.fill(passphrase);
    await this.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  }

  lock(): Promise<void> {
    return this.page.getByRole('button', { name: 'Lock', exact: true }).click();
  }

  /** The copies of what accounts have answered: texts by name. */
  async copies(): Promise<Record<string, string>> {
    // Opening a database that is not there would make one.
    const names = await this.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    return names.includes(COPIES) ? this.stored(COPIES) : {};
  }

  /** Leaves the tab for another one until there is a copy of each of these accounts, and of no other. */
  async copied(accounts: string[]): Promise<void> {
    const expected = accounts.map((account) => `services/${account}`).sort();
    await expect
      .poll(async () => {
        await this.page.evaluate(() => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
          document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
          Reflect.deleteProperty(document, 'hidden');
        });
        return Object.keys(await this.copies()).sort();
      })
      .toEqual(expected);
  }

  /** What is on the disk: texts by name. */
  stored(database = DATABASE): Promise<Record<string, string>> {
    return this.page.evaluate(
      (name) =>
        new Promise<Record<string, string>>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => reject(new Error(String(opening.error)));
          opening.onsuccess = () => {
            const store = opening.result.transaction('records').objectStore('records');
            const [keys, values] = [store.getAllKeys(), store.getAll()];
            values.onsuccess = () => {
              opening.result.close();
              resolve(Object.fromEntries(keys.result.map((key, place) => [String(key), String(values.result[place])])));
            };
          };
        }),
      database,
    );
  }

  /** Somebody writes to the copies behind the application's back. */
  overwriteCopy(name: string, text: string): Promise<void> {
    return this.overwrite(name, text, COPIES);
  }

  /** Likewise to the vault itself. */
  overwrite(name: string, text: string, database = DATABASE): Promise<void> {
    return this.page.evaluate(
      ([database, name, text]) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open(database!);
          opening.onerror = () => reject(new Error(String(opening.error)));
          opening.onsuccess = () => {
            const transaction = opening.result.transaction('records', 'readwrite');
            transaction.objectStore('records').put(text, name);
            transaction.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        }),
      [database, name, text],
    );
  }
}

interface Header {
  rounds: number;
  salt: string;
}

/** Opens a record with Node's cryptography, which shares nothing with the browser's. */
export function openRecord(header: string, record: string, boundTo: string, passphrase: string): string {
  const { rounds, salt } = JSON.parse(header) as Header;
  const { nonce, sealed } = JSON.parse(record) as { nonce: string; sealed: string };
  const key = pbkdf2Sync(passphrase, Buffer.from(salt, 'hex'), rounds, 32, 'sha256');
  const bytes = Buffer.from(sealed, 'hex');
  const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'hex'));
  cipher.setAAD(Buffer.from(boundTo));
  cipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]).toString();
}

/** The same text with its last digit changed. */
export function damaged(record: string): string {
  return record.replace(/"sealed":"(.)/, (_all, digit: string) => `"sealed":"${digit === '0' ? '1' : '0'}`);
}

import type { Page, Request } from '@playwright/test';

/** A file of the application as it crossed the wire. */
export interface File {
  path: string;
  /** Bytes of the body, compressed as sent. */
  bytes: number;
  encoding: string;
}

/** Gathers the files of the application that a page loads; data of the API is not among them. */
export class Files {
  private readonly requests: Request[] = [];

  constructor(page: Page) {
    page.on('requestfinished', (request) => {
      const { pathname, protocol } = new URL(request.url());
      const data = pathname.startsWith('/api/') || pathname === '/config.json' || pathname === '/sample/accounts.json';
      if (protocol.startsWith('http') && !data) this.requests.push(request);
    });
  }

  /** What was loaded since the last time this was asked. */
  async loaded(): Promise<File[]> {
    const requests = this.requests.splice(0);
    const files = await Promise.all(
      requests.map(async (request) => {
        const response = await request.response();
        const { responseBodySize } = await request.sizes();
        return {
          path: new URL(request.url()).pathname,
          bytes: responseBodySize,
          encoding: (await response?.headerValue('content-encoding')) ?? 'none',
        };
      }),
    );
    // What the browser had already crossed no wire.
    return files.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes);
  }
}

export function total(files: File[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** A table for the log. */
export function table(title: string, files: File[]): string {
  const lines = files.map(({ path, bytes, encoding }) => `${String(bytes).padStart(8)}  ${encoding.padEnd(5)} ${path}`);
  return [`${title}: ${total(files)} bytes`, ...lines].join('\n');
}

import { expect, type BrowserContext } from '@playwright/test';

/** A trouble that a test brings about itself. */
interface Announced {
  pattern: RegExp;
  seen: boolean;
  /** May stay away without that being a fault of the test. */
  maybe: boolean;
}

/**
 * Collects everything that goes wrong in any page of a context: messages of level "error",
 * uncaught errors, violations of the security policy, requests that fail and answers of
 * 400 and above. What a test did not announce fails it, and so does what it announced in vain.
 */
export class Watch {
  private readonly troubles: string[] = [];
  private readonly announced: Announced[] = [];

  static async over(context: BrowserContext): Promise<Watch> {
    const watch = new Watch();
    await context.exposeBinding('reportViolation', (_source, text: string) => {
      watch.troubles.push(`policy violation: ${text}`);
    });
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        const report = (globalThis as unknown as { reportViolation(text: string): void }).reportViolation;
        report(`${event.effectiveDirective} blocked ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
      });
    });
    context.on('console', (message) => {
      if (message.type() === 'error') {
        watch.troubles.push(`console error: ${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => watch.troubles.push(`page error: ${error.error().message}`));
    context.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      // The page itself gave it up, because it was left or the answer no longer mattered.
      if (why === 'net::ERR_ABORTED') return;
      watch.troubles.push(`request failed: ${request.method()} ${request.url()} ${why}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) {
        watch.troubles.push(`answer ${response.status()}: ${response.request().method()} ${response.url()}`);
      }
    });
    return watch;
  }

  /** What matches is part of the test and must happen. */
  announce(...patterns: RegExp[]): void {
    this.announced.push(...patterns.map((pattern) => ({ pattern, seen: false, maybe: false })));
  }

  /** What matches is part of the test and may happen. */
  tolerate(...patterns: RegExp[]): void {
    this.announced.push(...patterns.map((pattern) => ({ pattern, seen: false, maybe: true })));
  }

  check(): void {
    const unexpected = this.troubles.filter((trouble) => {
      const fitting = this.announced.filter(({ pattern }) => pattern.test(trouble));
      for (const one of fitting) one.seen = true;
      return fitting.length === 0;
    });
    expect(unexpected, 'what went wrong in the browser unannounced').toEqual([]);
    const missing = this.announced.filter(({ seen, maybe }) => !seen && !maybe);
    expect(missing.map(({ pattern }) => String(pattern)), 'what was announced and did not happen').toEqual([]);
  }
}

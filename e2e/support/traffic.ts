import type { Page } from '@playwright/test';

/** One request of the page to a region, in the order in which the browser reported it. */
interface Asked {
  id: string;
  region: string;
  path: string;
  /** When it was sent, in seconds of the browser's own clock. */
  sent: number;
  /** When its answer had arrived, likewise. */
  ended: number;
}

/** The requests of a page to the regions, as the browser's own protocol tells them. */
export class Traffic {
  readonly asked: Asked[] = [];

  static async of(page: Page): Promise<Traffic> {
    const traffic = new Traffic();
    const session = await page.context().newCDPSession(page);
    session.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
      const { pathname } = new URL(request.url);
      const [, region, path] = /^\/api\/([^/]+)\/(?:1\.0|v1|v2)(\/.*)$/.exec(pathname) ?? [];
      if (!region || !path) return;
      traffic.asked.push({ id: requestId, region, path, sent: timestamp, ended: Infinity });
    });
    const end = ({ requestId, timestamp }: { requestId: string; timestamp: number }) => {
      for (const one of traffic.asked) if (one.id === requestId) one.ended = timestamp;
    };
    session.on('Network.loadingFinished', end);
    session.on('Network.loadingFailed', end);
    await session.send('Network.enable');
    return traffic;
  }

  /** How many requests of this path went to a region. */
  count(region: string, path: string): number {
    return this.asked.filter((one) => one.region === region && one.path === path).length;
  }

  /**
   * The most that were ever in flight together, by the browser's clock: its reports of what was sent and of what
   * has arrived come from two processes, and not always in order.
   */
  mostInFlight(region: string): number {
    const here = this.asked.filter((one) => one.region === region);
    const together = here.map(({ sent }) => here.filter((one) => one.sent <= sent && sent < one.ended).length);
    return Math.max(0, ...together);
  }
}

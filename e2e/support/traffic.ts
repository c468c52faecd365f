import type { Page } from '@playwright/test';

/** One request of the page to a region, in the order in which the browser reported it. */
interface Asked {
  id: string;
  region: string;
  path: string;
  done: boolean;
}

/** The requests of a page to the regions, as the browser's own protocol tells them. */
export class Traffic {
  readonly asked: Asked[] = [];
  private readonly most = new Map<string, number>();

  static async of(page: Page): Promise<Traffic> {
    const traffic = new Traffic();
    const session = await page.context().newCDPSession(page);
    session.on('Network.requestWillBeSent', ({ requestId, request }) => {
      const { pathname } = new URL(request.url);
      const [, region, path] = /^\/api\/([^/]+)\/(?:1\.0|v1|v2)(\/.*)$/.exec(pathname) ?? [];
      if (!region || !path) return;
      traffic.asked.push({ id: requestId, region, path, done: false });
      traffic.most.set(region, Math.max(traffic.mostInFlight(region), traffic.inFlight(region)));
    });
    const end = ({ requestId }: { requestId: string }) => {
      for (const one of traffic.asked) if (one.id === requestId) one.done = true;
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

  inFlight(region: string): number {
    return this.asked.filter((one) => one.region === region && !one.done).length;
  }

  /** The most that were ever in flight together. */
  mostInFlight(region: string): number {
    return this.most.get(region) ?? 0;
  }
}

import { test as base } from '@playwright/test';

import { App } from './app.ts';
import { Manager } from './manager.ts';
import { Watch } from './watch.ts';

interface PerTest {
  watch: Watch;
  app: App;
}

interface PerWorker {
  /** Services per region; as the sample has them when not given. */
  services: number | undefined;
  manager: Manager;
}

/** `test` with a running program, a watched browser and the application's page. */
export const test = base.extend<PerTest, PerWorker>({
  services: [undefined, { scope: 'worker', option: true }],

  manager: [
    async ({ services }, use) => {
      const manager = await Manager.start(services);
      await use(manager);
      await manager.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  baseURL: async ({ manager }, use) => use(manager.url),

  watch: [
    async ({ context, manager }, use) => {
      const watch = await Watch.over(context);
      await use(watch);
      // Before the check, which may throw: the next test finds healthy regions.
      await Promise.all(manager.planes().map((plane) => plane.clearFaults()));
      // What the browser reported before this question has arrived when it is answered.
      await Promise.all(context.pages().map((page) => page.evaluate(() => document.title)));
      watch.check();
    },
    { auto: true },
  ],

  app: async ({ page }, use) => use(new App(page)),
});

export { expect } from '@playwright/test';

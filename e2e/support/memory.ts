import type { Page } from '@playwright/test';

/** How often texts are found in the memory of a page: that of JavaScript and that of WebAssembly. */
export interface Found {
  heap: number;
  wasm: number;
}

/** From its next load on, a page lets the memory of its program be searched. */
export async function keepMemories(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const memories: WebAssembly.Memory[] = [];
    Object.assign(globalThis, { memories });
    const keep = (made: WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource) => {
      const { exports } = 'instance' in made ? made.instance : made;
      for (const one of Object.values(exports)) {
        if (one instanceof WebAssembly.Memory && !memories.includes(one)) memories.push(one);
      }
      return made;
    };
    const { instantiate, instantiateStreaming } = WebAssembly;
    Object.assign(WebAssembly, {
      instantiate: async (...given: Parameters<typeof instantiate>) => keep(await instantiate(...given)),
      instantiateStreaming: async (...given: Parameters<typeof instantiateStreaming>) =>
        keep(await instantiateStreaming(...given)),
    });
  });
}

/** Searches everything that a page holds in memory, once what it no longer needs was collected. */
export async function inMemory(page: Page, texts: string[]): Promise<Found> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  for (let time = 0; time < 3; time += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  const heap = chunks.join('');

  const found = await page.evaluate((texts) => {
    const { memories = [] } = globalThis as { memories?: WebAssembly.Memory[] };
    const held = memories.map(({ buffer }) => new TextDecoder('latin1').decode(buffer.slice(0)));
    return held.flatMap((memory) => texts.map((text) => memory.split(text).length - 1)).reduce((a, b) => a + b, 0);
  }, texts);
  await session.detach();
  return {
    heap: texts.reduce((count, text) => count + heap.split(text).length - 1, 0),
    wasm: found,
  };
}

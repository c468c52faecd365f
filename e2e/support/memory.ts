import type { Page } from '@playwright/test';

/** How often texts are found in the memory of a page: that of JavaScript and that of WebAssembly. */
export interface Found {
  heap: number;
  wasm: number;
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

  // The program's memory is no object of the page's scripts: the browser's own tools find it.
  const { result } = await session.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
  const { result: counted } = await session.send('Runtime.callFunctionOn', {
    ...(objects.objectId ? { objectId: objects.objectId } : {}),
    functionDeclaration: `function (texts) {
      const memories = [...this].map(({ buffer }) => new TextDecoder('latin1').decode(buffer.slice(0)));
      return memories.flatMap((memory) => texts.map((text) => memory.split(text).length - 1)).reduce((a, b) => a + b, 0);
    }`,
    arguments: [{ value: texts }],
    returnByValue: true,
  });
  await session.detach();
  return {
    heap: texts.reduce((count, text) => count + heap.split(text).length - 1, 0),
    wasm: Number(counted.value),
  };
}

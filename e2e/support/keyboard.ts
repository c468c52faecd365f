import { expect, type Locator, type Page } from '@playwright/test';

/** What has the focus, as far as a person can see it. */
interface Focus {
  what: string;
  visible: boolean;
  marked: boolean;
  /** What lies over it, if anything does. */
  covered: string | undefined;
}

/** A person without a mouse: every step checks that the focus can be seen. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Presses a key and looks where the focus is afterwards. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.look();
  }

  /** Goes on with Tab until `goal` has the focus, in no more than `most` steps. */
  async tabTo(goal: Locator, most = 40, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let step = 0; step < most; step += 1) {
      await this.press(key);
      if (await goal.evaluate((element) => element === document.activeElement)) return;
    }
    await expect(goal, `to be reached with ${most} times ${key}`).toBeFocused({ timeout: 1 });
  }

  /** Goes on with Tab for so many stops, or until it leaves the page; says how many there were. */
  async walk(most: number): Promise<number> {
    for (let stops = 0; stops < most; stops += 1) {
      await this.page.keyboard.press('Tab');
      if (await this.page.evaluate(() => document.activeElement === document.body)) return stops;
      await this.look();
    }
    return most;
  }

  /** The focused thing is on screen, marked, and nothing lies over it. */
  async look(): Promise<void> {
    // Chromium scrolls the focused thing into view in its own time.
    let focus: Focus | undefined;
    const clear = async () => {
      focus = await this.page.evaluate(where);
      return focus.visible && focus.marked && !focus.covered;
    };
    await expect.poll(clear, { message: 'the focus can be seen', timeout: 2000 }).toBe(true).catch((error: unknown) => {
      throw new Error(`the focus cannot be seen: ${JSON.stringify(focus)}\n${String(error)}`);
    });
  }
}

/** Runs in the page. */
function where(): Focus {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) {
    return { what: 'nothing', visible: false, marked: false, covered: undefined };
  }
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 24) / 2, 0), innerHeight - 1);
  const onTop = document.elementFromPoint(x, y);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return {
    what: `${element.tagName} ${element.id || element.innerText.slice(0, 40)}`,
    visible:
      box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    // A heading that a navigation led to is where the screen reader reads on; it takes no input.
    marked: outlined || style.boxShadow !== 'none' || /^H\d$/.test(element.tagName),
    covered: onTop && (element.contains(onTop) || onTop.contains(element)) ? undefined : (onTop?.outerHTML.slice(0, 120) ?? 'nothing'),
  };
}

/** Files dragged from another program over a page, as Chromium is told of it by the system. */
import type { Page } from 'playwright';

export async function dragOver(page: Page, files: string[]) {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: 200,
      y: 200,
      data: { items: [], files, dragOperationsMask: 1 },
    });
  await send('dragEnter');
  await send('dragOver');
  return { drop: () => send('drop') };
}

/** Takes them away again: Chromium says so by this event, and cannot be told to from outside. */
export async function dragAway(page: Page): Promise<void> {
  await page.evaluate(`document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true }))`);
}

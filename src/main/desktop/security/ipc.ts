/** The pages' calls into the main process: only from the app's own pages, only what parses. */
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { z } from 'zod';
import { isOwnPage } from './window-security.ts';

/**
 * Answers a channel's calls.
 *
 * @param from the window whose page may call, at the time of the call
 * @param argument parses what the page sends; what does not parse is refused
 */
export function answerCalls<Argument, Answer>(
  channel: string,
  from: () => BrowserWindow | null,
  argument: z.ZodType<Argument>,
  answer: (argument: Argument, window: BrowserWindow) => Answer | Promise<Answer>,
): void {
  ipcMain.handle(channel, (event, sent: unknown) => {
    const window = from();
    if (window === null || !isSentBy(window, event)) {
      throw new Error(`A page that may not do so called ${channel}.`);
    }
    const { data, error } = argument.safeParse(sent);
    if (error) throw new Error(`What was sent to ${channel} cannot be read.`, { cause: error });
    return answer(data, window);
  });
}

function isSentBy(window: BrowserWindow, event: IpcMainInvokeEvent): boolean {
  return (
    event.senderFrame === window.webContents.mainFrame &&
    isOwnPage(event.sender, event.senderFrame.url)
  );
}

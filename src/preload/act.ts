/** Has the main process do what a person chose; a failure reads as it was said there. */
import { ipcRenderer } from 'electron';

/** What Electron puts before the message of an error that comes from the main process. */
const AROUND = /^Error invoking remote method '[^']+': (?:\w*Error: )?/;

/** Settles when it is done. */
export async function act(channel: string, action: string): Promise<void> {
  try {
    await ipcRenderer.invoke(channel, action);
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    throw new Error(message.replace(AROUND, ''));
  }
}

/** Subscriptions of a page: it gets the message alone, never Electron's event object. */
import { ipcRenderer } from 'electron';

/** Calls back with each message on a channel until the returned function is called. */
export function listenTo(channel: string, listener: (message: unknown) => void): () => void {
  const onMessage = (_event: unknown, message: unknown) => listener(message);
  ipcRenderer.on(channel, onMessage);
  return () => ipcRenderer.off(channel, onMessage);
}

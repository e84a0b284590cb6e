/** Whether the queue is shown beside the view, as it was left in this window or browser. */
const KEY = 'queue-shown';

const listeners = new Set<() => void>();

export const queuePanel = {
  isShown: (): boolean => localStorage.getItem(KEY) === 'true',
  toggle(): void {
    localStorage.setItem(KEY, String(!queuePanel.isShown()));
    for (const listener of listeners) listener();
  },
  /** Calls back after each change until the returned function is called. */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

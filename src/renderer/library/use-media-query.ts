/** What the stylesheets know of the window, where the layout has to know it too. */
import { useSyncExternalStore } from 'react';

/** Whether a media query holds; kept up to date. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

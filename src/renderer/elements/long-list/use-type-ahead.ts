/** Typing in a list goes to the first row that begins with what is typed. */
import { useEffect, useRef } from 'react';

/** A letter that comes later than this begins anew. */
const PAUSE_MS = 1000;

export interface TypeAhead {
  /** Whether what is typed now goes on with what was typed before. */
  readonly isTyping: () => boolean;
  readonly type: (text: string) => void;
}

/**
 * @param find the first row that begins with a text; null where none does
 * @param onFound is called unless something else was typed meanwhile
 */
export function useTypeAhead(
  find: (text: string) => Promise<number | null>,
  onFound: (index: number) => void,
): TypeAhead {
  const typed = useRef('');
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  return {
    isTyping: () => typed.current !== '',
    type: (text) => {
      typed.current += text;
      clearTimeout(pause.current);
      pause.current = setTimeout(() => {
        typed.current = '';
      }, PAUSE_MS);
      const wanted = typed.current;
      void find(wanted).then((index) => {
        if (index !== null && typed.current === wanted) onFound(index);
      });
    },
  };
}

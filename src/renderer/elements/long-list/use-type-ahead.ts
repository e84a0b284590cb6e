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
 * @param order what the list is sorted by: what was found in another order is none of its rows
 * @param find the first row that begins with a text; null where none does
 * @param onFound is called unless something else was typed, or the order has changed meanwhile
 */
export function useTypeAhead(
  order: string,
  find: (text: string) => Promise<number | null>,
  onFound: (index: number) => void,
): TypeAhead {
  const typed = useRef('');
  const shown = useRef(order);
  useEffect(() => {
    shown.current = order;
  }, [order]);
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
        const isMeant = typed.current === wanted && shown.current === order;
        if (index !== null && isMeant) onFound(index);
      });
    },
  };
}

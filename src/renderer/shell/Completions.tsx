/** The list under the search field of what completes it. */
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { t } from '../../shared/words/words.ts';
import type { Completion } from './search-completion.ts';
import styles from './search-field.module.css';

/** Between the field and the list, in pixels. */
const GAP = 4;

interface CompletionsProps {
  readonly id: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly completions: readonly Completion[];
  /** Which one the keyboard is at; -1 for none. */
  readonly chosen: number;
  readonly onTake: (completion: Completion) => void;
}

export function Completions({ id, field, completions, chosen, onTake }: CompletionsProps) {
  const list = useRef<HTMLDivElement>(null);
  // The sidebar scrolls, and would cut off what is placed in it: the list is placed in the window.
  useLayoutEffect(() => {
    const place = field.current?.getBoundingClientRect();
    if (place === undefined || list.current === null) return;
    const { style } = list.current;
    style.top = `${place.bottom + GAP}px`;
    style.minWidth = `${place.width}px`;
    if (document.documentElement.dir === 'rtl') style.right = `${innerWidth - place.right}px`;
    else style.left = `${place.left}px`;
  }, [field]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('search.completions')}
      className={styles.completions}
    >
      {completions.map((completion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field has the keyboard
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keyboard
        <div
          key={completion.inserted}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          className={styles.completion}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(completion)}
        >
          <bdi>{completion.inserted.trim()}</bdi>
          <span className={styles.meaning}>{t(`smartFields.${completion.operator}`)}</span>
        </div>
      ))}
    </div>
  );
}

/** The name of a playlist while it is typed: Enter and leaving the field keep it, Escape does not. */
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../../shared/words/words.ts';
import styles from './name-editor.module.css';

/** As long as the API takes (shared/api/playlists.ts). */
const LONGEST_NAME = 200;

interface NameEditorProps {
  readonly name: string;
  /** Called once: with the name, or with null where the old one stays. */
  readonly onDone: (name: string | null) => void;
}

export function NameEditor({ name, onDone }: NameEditorProps) {
  const [text, setText] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  // Before it is seen: what is typed at once is typed here.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (wanted: string | null) => {
    // Leaving the field follows on Enter and Escape.
    if (isDone.current) return;
    isDone.current = true;
    onDone(wanted === null || wanted.trim() === '' ? null : wanted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    finish(event.key === 'Enter' ? text : null);
  };
  return (
    <input
      ref={field}
      className={styles.field}
      value={text}
      maxLength={LONGEST_NAME}
      aria-label={t('playlists.name')}
      autoComplete="off"
      spellCheck={false}
      dir="auto"
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(text)}
    />
  );
}

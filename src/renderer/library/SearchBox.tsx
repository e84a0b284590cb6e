/** The search: the list follows as it is typed. */
import type { KeyboardEvent, Ref } from 'react';

interface SearchBoxProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** The longest text that the API takes. */
const MAX_LENGTH = 500;

export function SearchBox({ ref, text, onChange }: SearchBoxProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onChange('');
    if (event.key === 'ArrowDown') document.getElementById('tracks')?.focus();
  };
  return (
    <search className="search">
      <input
        ref={ref}
        className="field"
        type="search"
        value={text}
        maxLength={MAX_LENGTH}
        placeholder="Search title, artist, album"
        aria-label="Search title, artist, album"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </search>
  );
}

/** The search: the view follows as it is typed, and operators and names are completed. */

import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { t } from '../../shared/words/words.ts';
import { MAX_SEARCH_LENGTH } from './address.ts';
import { Completions } from './Completions.tsx';
import { useLibrary } from './library-context.ts';
import { type Completion, completed } from './search-completion.ts';
import styles from './search-field.module.css';
import { useCompletions } from './use-completions.ts';

const LIST_ID = 'search-completions';

export function SearchField({ ref }: { readonly ref: RefObject<HTMLInputElement | null> }) {
  const { searchText, search } = useLibrary();
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(-1);
  const { typed, completions } = useCompletions(searchText, caret);
  const isOpen = completions.length > 0;
  const moveTo = (place: number | null) => {
    setCaret(place);
    setChosen(-1);
  };
  const take = (completion: Completion | undefined) => {
    if (completion === undefined || typed === null) return;
    const next = completed(searchText, typed, completion);
    search(next.text);
    moveTo(next.caret);
    const field = ref.current;
    if (field === null) return;
    field.focus();
    // After the text is in the field.
    requestAnimationFrame(() => field.setSelectionRange(next.caret, next.caret));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    if (isOpen && (key === 'ArrowDown' || key === 'ArrowUp')) {
      const places = completions.length + 1;
      // From the last one back to the field.
      setChosen(((chosen + 1 + (key === 'ArrowDown' ? 1 : places - 1)) % places) - 1);
    } else if (isOpen && key === 'Tab' && !event.shiftKey) {
      take(completions[Math.max(0, chosen)]);
    } else if (isOpen && key === 'Enter' && chosen >= 0) {
      take(completions[chosen]);
    } else if (key === 'Escape') {
      if (isOpen) moveTo(null);
      else search('');
      return;
    } else if (key === 'ArrowDown') {
      document.querySelector<HTMLElement>('main [data-search-hits] a, main [role=grid]')?.focus();
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <search className={styles.search}>
      <Search aria-hidden="true" strokeWidth={1.8} />
      <input
        ref={ref}
        type="search"
        className={styles.field}
        value={searchText}
        maxLength={MAX_SEARCH_LENGTH}
        placeholder={t('app.search')}
        aria-label={t('app.searchLabel')}
        aria-autocomplete="list"
        aria-controls={isOpen ? LIST_ID : undefined}
        aria-activedescendant={chosen >= 0 && isOpen ? `${LIST_ID}-${chosen}` : undefined}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        onChange={({ target }) => {
          search(target.value);
          moveTo(target.selectionStart);
        }}
        onBlur={() => moveTo(null)}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        <Completions
          id={LIST_ID}
          field={ref}
          completions={completions}
          chosen={chosen}
          onTake={take}
        />
      )}
    </search>
  );
}

/** The search: the view follows as it is typed. */

import { Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { t } from '../../shared/words/words.ts';
import { MAX_SEARCH_LENGTH } from './address.ts';
import { useLibrary } from './library-context.ts';
import styles from './search-field.module.css';

export function SearchField({ ref }: { readonly ref: Ref<HTMLInputElement> }) {
  const { searchText, search } = useLibrary();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') search('');
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    document.querySelector<HTMLElement>('main [role=grid]')?.focus();
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
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        onChange={(event) => search(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </search>
  );
}

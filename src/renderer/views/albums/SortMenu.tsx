/** What albums are sorted by, and which way. */
import { ArrowDownUp } from 'lucide-react';
import { ALBUM_SORTS, type AlbumSort } from '../../../shared/api/albums.ts';
import { t, type WordsKey } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { Menu, MenuChoice, MenuSeparator } from '../../elements/menu/Menu.tsx';

type Direction = 'asc' | 'desc';

const NAMES = {
  artist: 'albums.byArtist',
  title: 'albums.byTitle',
  year: 'albums.byYear',
  added: 'albums.byAdded',
  plays: 'albums.byPlays',
} as const satisfies Record<AlbumSort, WordsKey>;

/** What each way is called: names rise from A, numbers from the least. */
const WAYS = {
  artist: ['albums.fromA', 'albums.fromZ'],
  title: ['albums.fromA', 'albums.fromZ'],
  year: ['albums.oldestFirst', 'albums.newestFirst'],
  added: ['albums.oldestFirst', 'albums.newestFirst'],
  plays: ['albums.fewestFirst', 'albums.mostFirst'],
} as const satisfies Record<AlbumSort, readonly [WordsKey, WordsKey]>;

interface SortMenuProps {
  readonly sort: AlbumSort;
  readonly direction: Direction;
  readonly onSort: (sort: AlbumSort) => void;
  readonly onDirection: (direction: Direction) => void;
}

export function SortMenu({ sort, direction, onSort, onDirection }: SortMenuProps) {
  const [rising, falling] = WAYS[sort];
  return (
    <Menu
      trigger={
        <Button look="quiet" aria-label={t('albums.sortedBy', { name: t(NAMES[sort]) })}>
          <ArrowDownUp aria-hidden="true" strokeWidth={1.8} />
          {t(NAMES[sort])}
        </Button>
      }
    >
      <MenuChoice
        label={t('albums.sort')}
        value={sort}
        options={ALBUM_SORTS.map((value) => ({ value, label: t(NAMES[value]) }))}
        onChoose={onSort}
      />
      <MenuSeparator />
      <MenuChoice
        label={t('albums.direction')}
        value={direction}
        options={[
          { value: 'asc' as const, label: t(rising) },
          { value: 'desc' as const, label: t(falling) },
        ]}
        onChoose={onDirection}
      />
    </Menu>
  );
}

/** One hit of a search: its picture, which plays it, its name, and what it is. */
import { Link, useNavigate } from '@tanstack/react-router';
import { CornerDownRight, Play } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { Cover } from '../../elements/cover/Cover.tsx';
import { ContextMenu, MenuItem } from '../../elements/menu/Menu.tsx';
import { useLibrary } from '../../shell/library-context.ts';
import type { Hit } from './hits.ts';
import styles from './search-hits.module.css';

interface HitCardProps {
  readonly hit: Hit;
  readonly isTop: boolean;
  /** Whether Tab leads to it: arrows lead to the others. */
  readonly isReached: boolean;
}

export function HitCard({ hit, isTop, isReached }: HitCardProps) {
  const { player } = useLibrary();
  const navigate = useNavigate();
  const { name, kind, second, artwork, coverName, isRound, address, list, track } = hit;
  const play = () => void player.playFrom(list, track);
  const menu = (
    <>
      <MenuItem label={t('actions.play')} icon={Play} keys="Shift+Enter" onSelect={play} />
      <MenuItem
        label={t('search.open')}
        icon={CornerDownRight}
        keys="Enter"
        onSelect={() => void navigate({ ...address, search: {} })}
      />
    </>
  );
  return (
    <ContextMenu place={<div className={styles.card} data-top={isTop || undefined} />} items={menu}>
      <Link
        {...address}
        search={{}}
        className={styles.link}
        tabIndex={isReached ? 0 : -1}
        title={name}
        draggable={false}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.shiftKey) return;
          event.preventDefault();
          play();
        }}
      >
        <span className={styles.picture} data-round={isRound || undefined}>
          <Cover artwork={artwork} name={coverName} size={isTop ? 360 : 64} isRound={isRound} />
        </span>
        <span className={styles.names}>
          <span className={styles.name} dir="auto">
            {name}
          </span>
          <span className={styles.second} dir="auto">
            {isTop && second !== '' ? `${kind} · ${second}` : second || kind}
          </span>
        </span>
      </Link>
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        className={styles.play}
        title={t('albums.playNamed', { title: name })}
        onClick={play}
      >
        <Play aria-hidden fill="currentColor" />
      </button>
    </ContextMenu>
  );
}

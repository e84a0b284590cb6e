/** The track that is played, in the window's title, and said once by screen readers. */
import { useEffect, useSyncExternalStore } from 'react';
import { t } from '../../shared/words/words.ts';
import type { Player } from './player.ts';

export function NowPlaying({ player }: { readonly player: Player }) {
  const track = useSyncExternalStore(player.subscribe, () => player.state().track);
  const names = track === null ? null : [track.title, track.artist].filter((name) => name !== '');
  const title = names === null ? 'Fermata' : `${names.join(' – ')} · Fermata`;
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = 'Fermata';
    };
  }, [title]);
  return (
    <div className="only-heard" aria-live="polite">
      {names !== null && t('player.nowPlaying', { names: names.join(' – ') })}
    </div>
  );
}

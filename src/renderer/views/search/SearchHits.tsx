/**
 * What a search finds beside songs, over their list: the hit that is likeliest meant, artists, albums and
 * playlists. Each leads to its page, and is played by its button, by its menu, or by Shift and Enter.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef } from 'react';
import type { Found, TopHit } from '../../../shared/api/search.ts';
import { t } from '../../../shared/words/words.ts';
import { api } from '../../host/api-client.ts';
import { queryOf } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { HitCard } from './HitCard.tsx';
import { type Hit, hitOfAlbum, hitOfArtist, hitOfPlaylist, hitOfTrack } from './hits.ts';
import styles from './search-hits.module.css';

export function SearchHits({ text }: { readonly text: string }) {
  const { data, error } = useQuery({
    ...queryOf(api.findAll, { text }),
    // The hits do not blink with every letter typed.
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <FailurePanel failure={error} />;
  if (data === undefined || !isWorthShowing(data)) return null;
  return <Hits found={data} text={text} />;
}

/** A song alone is the first one of the list below. */
function isWorthShowing({ artists, albums, playlists }: Found): boolean {
  return artists.length + albums.length + playlists.length > 0;
}

function Hits({ found, text }: { readonly found: Found; readonly text: string }) {
  const band = useRef<HTMLDivElement>(null);
  const top = found.top === null ? null : hitOfTop(found.top, text);
  const groups: readonly { readonly name: string; readonly hits: readonly Hit[] }[] = [
    { name: t('search.artists'), hits: found.artists.map(hitOfArtist) },
    { name: t('search.albums'), hits: found.albums.map(hitOfAlbum) },
    { name: t('search.playlists'), hits: found.playlists.map(hitOfPlaylist) },
  ];
  // It is not named twice.
  const others = groups.map(({ name, hits }) => ({
    name,
    hits: hits.filter(({ key }) => key !== top?.key),
  }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links in it have the keyboard
    <div
      ref={band}
      className={styles.hits}
      data-search-hits
      onKeyDown={(event) => moveByKey(event, band.current)}
    >
      {top !== null && <Group name={t('search.top')} hits={[top]} isTop isFirst />}
      {others
        .filter(({ hits }) => hits.length > 0)
        .map(({ name, hits }, index) => (
          <Group key={name} name={name} hits={hits} isFirst={top === null && index === 0} />
        ))}
    </div>
  );
}

function hitOfTop(top: TopHit, text: string): Hit {
  switch (top.kind) {
    case 'artist':
      return hitOfArtist(top.artist);
    case 'album':
      return hitOfAlbum(top.album);
    case 'playlist':
      return hitOfPlaylist(top.playlist);
    case 'track':
      return hitOfTrack(top.track, text);
  }
}

interface GroupProps {
  readonly name: string;
  readonly hits: readonly Hit[];
  readonly isTop?: boolean;
  /** Whether the keyboard comes to it first. */
  readonly isFirst: boolean;
}

function Group({ name, hits, isTop = false, isFirst }: GroupProps) {
  return (
    <section className={styles.group} aria-label={name}>
      <h2 className={styles.heading}>{name}</h2>
      <ul className={styles.cards}>
        {hits.map((hit, index) => (
          <li key={hit.key}>
            <HitCard hit={hit} isTop={isTop} isReached={isFirst && index === 0} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Arrows lead from hit to hit, down to the songs and up to the field. */
function moveByKey(event: KeyboardEvent, band: HTMLElement | null): void {
  const links = [...(band?.querySelectorAll('a') ?? [])];
  const at = links.findIndex((link) => link.matches(':focus'));
  if (at === -1) return;
  const isRightToLeft = document.documentElement.dir === 'rtl';
  const next = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const previous = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
  const target = {
    [next]: links[at + 1],
    [previous]: links[at - 1],
    Home: links[0],
    End: links.at(-1),
    ArrowDown: document.querySelector<HTMLElement>('main [role=grid]'),
    ArrowUp: document.querySelector<HTMLElement>('search input'),
  }[event.key];
  if (target === undefined || target === null) return;
  event.preventDefault();
  event.stopPropagation();
  target.focus();
}

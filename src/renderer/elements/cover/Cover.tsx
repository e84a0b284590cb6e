/** The picture of an album; a drawn one with its initials where there is none. */
import { useState } from 'react';
import type { ThumbnailSize } from '../../../shared/api/tracks.ts';
import { artworkAddress } from '../../host/api-client.ts';
import styles from './cover.module.css';
import { PaperCover } from './PaperCover.tsx';

interface CoverProps {
  /** Null for none. */
  readonly artwork: string | null;
  /** What it is of: a drawn cover follows from it. */
  readonly name: string;
  readonly size: ThumbnailSize;
  /** As people are shown. */
  readonly isRound?: boolean;
}

export function Cover({ artwork, name, size, isRound = false }: CoverProps) {
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <span className={styles.cover} data-round={isRound || undefined}>
      {artwork === null || artwork === missing ? (
        <PaperCover name={name} isRound={isRound} />
      ) : (
        <img
          src={artworkAddress(artwork, size)}
          alt=""
          decoding="async"
          draggable={false}
          onError={() => setMissing(artwork)}
        />
      )}
    </span>
  );
}

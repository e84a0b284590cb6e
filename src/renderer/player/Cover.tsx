/** The picture of an album, or the fermata where there is none. */
import { useState } from 'react';
import type { ThumbnailSize } from '../../shared/api/tracks.ts';
import { artworkAddress } from '../host/api-client.ts';
import { FermataSign } from '../lifecycle/FermataSign.tsx';
import styles from './player.module.css';

interface CoverProps {
  /** Null for none. */
  readonly artwork: string | null;
  readonly size: ThumbnailSize;
}

export function Cover({ artwork, size }: CoverProps) {
  const [isMissing, setIsMissing] = useState(false);
  return (
    <span className={styles.cover}>
      {artwork === null || isMissing ? (
        <FermataSign fraction="still" />
      ) : (
        <img src={artworkAddress(artwork, size)} alt="" onError={() => setIsMissing(true)} />
      )}
    </span>
  );
}

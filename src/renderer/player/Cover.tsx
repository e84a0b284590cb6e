/** The picture of an album, or the fermata where there is none. */
import { useState } from 'react';
import { artworkAddress } from '../host/api-client.ts';
import { FermataSign } from '../lifecycle/FermataSign.tsx';
import styles from './player.module.css';

export function Cover({ artwork }: { readonly artwork: string | null }) {
  const [isMissing, setIsMissing] = useState(false);
  return (
    <span className={styles.cover}>
      {artwork === null || isMissing ? (
        <FermataSign fraction="still" />
      ) : (
        <img src={artworkAddress(artwork)} alt="" onError={() => setIsMissing(true)} />
      )}
    </span>
  );
}

/** A name with a picture in a grid: an artist, a genre. */
import { Cover } from '../../elements/cover/Cover.tsx';
import styles from './name-tile.module.css';

interface NameTileProps {
  /** Null while it is on its way. */
  readonly name: string | null;
  readonly artwork: string | null;
  readonly second: string;
  readonly isRound?: boolean;
}

export function NameTile({ name, artwork, second, isRound = false }: NameTileProps) {
  return (
    <span className={styles.tile} data-round={isRound || undefined}>
      <span className={styles.picture}>
        {name === null ? (
          <span className={styles.noPicture} />
        ) : (
          <Cover artwork={artwork} name={name} size={360} isRound={isRound} />
        )}
      </span>
      {name === null ? (
        <span className={styles.noText} />
      ) : (
        <>
          <span className={styles.name} dir="auto" title={name}>
            {name}
          </span>
          <span className={styles.second}>{second}</span>
        </>
      )}
    </span>
  );
}

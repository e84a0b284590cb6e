/** The entries of a playlist's file whose tracks were not found: each can be located, or given up. */
import { useParams } from '@tanstack/react-router';
import { useDeferredValue, useId, useState } from 'react';
import type { Playlist } from '../../shared/api/playlists.ts';
import type { UnfoundEntry } from '../../shared/api/unfound-entries.ts';
import { shownPath } from '../../shared/shown-path.ts';
import { t } from '../../shared/words/words.ts';
import { Button } from '../elements/button/Button.tsx';
import { Dialog } from '../elements/dialog/Dialog.tsx';
import { findEntries, giveUpEntry, locateEntry } from '../features/playlists/unfound-edits.ts';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { BEST_FIRST } from '../library/track-pages.ts';
import { lastPart } from './playlist-words.ts';
import styles from './unfound.module.css';

/** So many are offered for one entry: more are found by another word. */
const MOST_OFFERED = 6;

export function UnfoundDialog({ onClose }: { readonly onClose: () => void }) {
  const { playlistId } = useParams({ strict: false });
  const { data: playlists } = useRead(api.playlists, {});
  const playlist = playlists?.find(({ id }) => String(id) === playlistId);
  return playlist === undefined ? null : <Unfound playlist={playlist} onClose={onClose} />;
}

interface UnfoundProps {
  readonly playlist: Playlist;
  readonly onClose: () => void;
}

function Unfound({ playlist, onClose }: UnfoundProps) {
  const { id, createdAt, name } = playlist;
  const { data: entries, error } = useRead(api.unfoundEntries, { id, createdAt });
  const [located, setLocated] = useState<number | null>(null);
  const [isLooking, setLooking] = useState(false);
  const lookAgain = async () => {
    setLooking(true);
    await findEntries(playlist);
    setLooking(false);
  };
  return (
    <Dialog title={t('unfound.title', { name })} onClose={onClose}>
      <p className="faint">
        {entries?.length === 0 ? t('unfound.allFound') : t('unfound.explained')}
      </p>
      {error !== null && <FailurePanel failure={error} />}
      <ul className="problems">
        {entries?.map((entry) => (
          <li key={entry.entryId}>
            <div className={styles.entry}>
              <span className={styles.written}>
                <span className="problem-path" dir="auto">
                  {nameOf(entry)}
                </span>
                <span className="problem-reason problem-path">{shownPath(entry.written)}</span>
              </span>
              <Button
                aria-expanded={located === entry.entryId}
                onClick={() => setLocated(located === entry.entryId ? null : entry.entryId)}
              >
                {t('unfound.locate')}
              </Button>
              <Button look="quiet" onClick={() => void giveUpEntry(playlist, entry.entryId)}>
                {t('unfound.giveUp')}
              </Button>
            </div>
            {located === entry.entryId && <Locating playlist={playlist} entry={entry} />}
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button
          disabled={isLooking || entries === undefined || entries.length === 0}
          onClick={() => void lookAgain()}
        >
          {t('unfound.lookAgain')}
        </Button>
        <Button onClick={onClose}>{t('actions.close')}</Button>
      </div>
    </Dialog>
  );
}

interface LocatingProps {
  readonly playlist: Playlist;
  readonly entry: UnfoundEntry;
}

/** A search of the library for the track that an entry means, begun with what is known of it. */
function Locating({ playlist, entry }: LocatingProps) {
  const id = useId();
  const [text, setText] = useState(() => entry.title ?? wordsOf(entry.written));
  const searched = useDeferredValue(text.trim());
  const { data: found, error } = useRead(api.tracks, {
    list: { kind: 'all' },
    text: searched,
    ...BEST_FIRST,
    limit: MOST_OFFERED,
  });
  return (
    <div className={styles.locating}>
      <label htmlFor={id}>{t('unfound.search')}</label>
      <input
        id={id}
        className="field"
        type="search"
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {error !== null && <FailurePanel failure={error} />}
      <ul className={styles.offered}>
        {found?.tracks.map((track) => (
          <li key={track.id}>
            <Button
              look="quiet"
              className={styles.offer ?? ''}
              onClick={() => void locateEntry(playlist, entry.entryId, track)}
            >
              <span dir="auto">{track.title}</span>
              <span className="problem-reason" dir="auto">
                {[track.artist, track.album].filter(Boolean).join(' · ')}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {found?.tracks.length === 0 && <p className="faint">{t('unfound.nothing')}</p>}
    </div>
  );
}

function nameOf({ title, artist, written }: UnfoundEntry): string {
  return title === null
    ? shownPath(lastPart(written))
    : [artist, title].filter(Boolean).join(' – ');
}

/** Of "music/01 - First_Light.mp3": "First Light". */
function wordsOf(written: string): string {
  return lastPart(written)
    .replace(/\.[a-z0-9]{2,4}$/i, '')
    .replace(/^\d{1,3}[\s._-]+/, '')
    .replaceAll('_', ' ')
    .slice(0, 500);
}

/** All that is known of one track: what a person said of it, its file, its tags, and when it was played. */
import { Copy, FolderOpen } from 'lucide-react';
import { useEffect, useEffectEvent, useId } from 'react';
import type { FileTags } from '../../../shared/api/tags.ts';
import type { Track } from '../../../shared/api/tracks.ts';
import { formatBytes, formatTrackLength } from '../../../shared/formats.ts';
import { shownPath } from '../../../shared/shown-path.ts';
import { t } from '../../../shared/words/words.ts';
import { timeName } from '../../backups/backup-words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { Cover } from '../../elements/cover/Cover.tsx';
import { Stars } from '../../elements/stars/Stars.tsx';
import { toast } from '../../elements/toast/toast.ts';
import { api } from '../../host/api-client.ts';
import { useEdit } from '../../host/edits.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { songCoverName } from '../albums/album-words.ts';
import { tellEdits } from '../undo/tell-edits.ts';
import styles from './info.module.css';
import { tagLabel } from './tag-words.ts';

/** The last ones are enough to remember. */
const PLAYS_SHOWN = 20;

interface TrackInfoProps {
  readonly track: Track;
  /** Null while it is read, or where it cannot be. */
  readonly file: FileTags | null;
  readonly failure: Error | null;
}

const RATING = {
  label: ({ rating }: { readonly ids: number[]; readonly rating: number | null }) =>
    rating === null
      ? t('songs.unrated', { count: 1 })
      : t('songs.rated', { count: 1, stars: rating }),
  optimistic: ({ ids, rating }: { readonly ids: number[]; readonly rating: number | null }) => ({
    ids,
    patch: { rating },
  }),
};

export function TrackInfo({ track, file, failure }: TrackInfoProps) {
  const setRating = useEdit(api.setRating, RATING);
  const rate = (rating: number | null) =>
    void tellEdits(setRating({ ids: [track.id], rating }).then((edit) => (edit ? [edit] : [])));
  useDigits(rate);
  return (
    <div className={styles.info}>
      <header className={styles.head}>
        <Cover artwork={track.artwork} name={songCoverName(track)} size={360} />
        <div>
          <p dir="auto" className={styles.artist}>
            {track.artist}
          </p>
          <p dir="auto">{[track.album, track.year].filter((part) => part !== null).join(' · ')}</p>
          <Stars rating={track.rating} onRate={rate} />
        </div>
      </header>
      {failure !== null && <FailurePanel failure={failure} />}
      <FileFacts track={track} file={file} />
      {file !== null && <AllTags file={file} />}
      <Plays track={track} />
    </div>
  );
}

/** 0 to 5 rate from anywhere in the dialog, as in a list, but where something is written. */
function useDigits(rate: (rating: number | null) => void): void {
  const onDigit = useEffectEvent((digit: number) => rate(digit === 0 ? null : digit));
  useEffect(() => {
    const onKeyDown = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      const isWriting = target instanceof Element && target.matches('input, textarea');
      if (ctrlKey || metaKey || altKey || isWriting || !/^[0-5]$/.test(key)) return;
      onDigit(Number(key));
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

interface FactsProps {
  readonly title: string;
  readonly facts: readonly (readonly [name: string, fact: string])[];
}

function Facts({ title, facts }: FactsProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <dl className={styles.facts}>
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function FileFacts({ track, file }: { readonly track: Track; readonly file: FileTags | null }) {
  const { data: [details] = [] } = useRead(api.trackDetails, { ids: [track.id] });
  const path = shownPath(file?.path ?? track.path);
  const bridge = window.fermataDesktop;
  const facts: (readonly [string, string | null])[] = [
    [t('info.length'), formatTrackLength(track.durationMs)],
    [t('info.format'), details?.codec ?? null],
    [t('info.bitrate'), bitrateName(details?.bitrate ?? null)],
    [t('info.sampleRate'), sampleRateName(details?.sampleRate ?? null)],
    [t('info.size'), file === null ? null : formatBytes(file.size)],
    [t('info.changed'), file === null ? null : timeName(file.changedAt)],
    [t('info.added'), timeName(track.addedAt)],
    [t('info.missingSince'), track.missingSince === null ? null : timeName(track.missingSince)],
    [t('info.file'), path],
  ];
  const copy = async () => {
    await navigator.clipboard.writeText(path);
    toast({ text: t('info.pathCopied') });
  };
  return (
    <>
      <Facts
        title={t('info.fileTitle')}
        facts={facts.flatMap(([name, fact]) =>
          fact === null || fact === '' ? [] : [[name, fact] as const],
        )}
      />
      <div className={styles.actions}>
        <Button onClick={() => void copy()}>
          <Copy aria-hidden className={styles.icon} /> {t('info.copyPath')}
        </Button>
        {bridge !== undefined && track.missingSince === null && (
          <Button onClick={() => void bridge.showTrack(track.id)}>
            <FolderOpen aria-hidden className={styles.icon} /> {t('info.showInFolder')}
          </Button>
        )}
      </div>
    </>
  );
}

function AllTags({ file: { tags } }: { readonly file: FileTags }) {
  const facts = Object.entries(tags).map(
    ([name, values]) => [tagLabel(name), values.join('\n')] as const,
  );
  if (facts.length === 0) return <p className="faint">{t('info.noTags')}</p>;
  return <Facts title={t('info.tags')} facts={facts} />;
}

function Plays({ track: { id, playCount } }: { readonly track: Track }) {
  const heading = useId();
  const { data } = useRead(api.trackPlays, { id, limit: PLAYS_SHOWN });
  const playedAt = data?.playedAt ?? [];
  const more = playCount - playedAt.length;
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{t('info.plays', { count: playCount })}</h3>
      {playedAt.length > 0 && (
        <ul className={styles.plays}>
          {playedAt.map((time) => (
            <li key={time}>{timeName(time)}</li>
          ))}
          {more > 0 && <li className="faint">{t('info.morePlays', { count: more })}</li>}
        </ul>
      )}
    </section>
  );
}

function bitrateName(bitrate: number | null): string | null {
  return bitrate === null ? null : t('info.kilobits', { count: Math.round(bitrate / 1_000) });
}

function sampleRateName(sampleRate: number | null): string | null {
  return sampleRate === null ? null : t('info.kilohertz', { count: sampleRate / 1_000 });
}

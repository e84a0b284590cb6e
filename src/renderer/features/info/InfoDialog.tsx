/** What there is to know of a track, and the tags of one or of many: looked at, and edited. */
import { Tabs } from '@base-ui/react/tabs';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../../shared/words/words.ts';
import { Dialog } from '../../elements/dialog/Dialog.tsx';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import styles from './info.module.css';
import { TagForm } from './TagForm.tsx';
import { TrackInfo } from './TrackInfo.tsx';
import type { TaggedTrack } from './tag-fields.ts';

/** Beyond this it is a library that is edited, and no album: a person chooses less. */
const MOST_TRACKS = 2_000;
const TRACKS_PER_CALL = 250;

interface InfoDialogProps {
  /** Of the tracks, at least one. */
  readonly ids: readonly number[];
  readonly onClose: () => void;
}

export function InfoDialog({ ids, onClose }: InfoDialogProps) {
  const [id] = ids;
  if (id === undefined) return null;
  if (ids.length > 1) return <ManyTracks ids={ids} onClose={onClose} />;
  return <OneTrack id={id} onClose={onClose} />;
}

interface OneTrackProps {
  readonly id: number;
  readonly onClose: () => void;
}

function OneTrack({ id, onClose }: OneTrackProps) {
  const { data: track, error } = useRead(api.track, { id });
  const file = useQuery({
    queryKey: [api.fileTags.callName, { id }],
    queryFn: ({ signal }) => api.fileTags({ id }, signal),
    // A file that cannot be read is told at once, and read again when the dialog is opened again.
    retry: false,
  });
  const [tab, setTab] = useState<'info' | 'tags'>('info');
  const tracks: readonly TaggedTrack[] =
    file.data === undefined ? [] : [{ id, path: file.data.path, tags: file.data.tags }];
  return (
    <Dialog title={track?.title ?? t('info.title')} onClose={onClose}>
      {error !== null && <FailurePanel failure={error} />}
      {track === null && <p>{t('info.gone')}</p>}
      {track != null && (
        <Tabs.Root
          className={styles.tabs}
          value={tab}
          onValueChange={(chosen) => setTab(chosen === 'tags' ? 'tags' : 'info')}
        >
          <Tabs.List className={styles.tabList}>
            <Tabs.Tab value="info" className={styles.tab}>
              {t('info.info')}
            </Tabs.Tab>
            <Tabs.Tab value="tags" className={styles.tab}>
              {t('info.editTags')}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="info" className={styles.panel}>
            <TrackInfo track={track} file={file.data ?? null} failure={file.error} />
          </Tabs.Panel>
          <Tabs.Panel value="tags" className={styles.panel}>
            {file.error !== null && <FailurePanel failure={file.error} />}
            {file.data !== undefined && (
              <TagForm tracks={tracks} refusal={file.data.refusal} onClose={onClose} />
            )}
          </Tabs.Panel>
        </Tabs.Root>
      )}
    </Dialog>
  );
}

function ManyTracks({ ids, onClose }: InfoDialogProps) {
  const isTooMany = ids.length > MOST_TRACKS;
  const { data, error } = useQuery({
    queryKey: [api.tagValues.callName, { ids }],
    queryFn: ({ signal }) => readValues(ids, signal),
    enabled: !isTooMany,
  });
  return (
    <Dialog title={t('info.titleOfMany', { count: ids.length })} onClose={onClose}>
      {isTooMany && <p>{t('info.tooMany', { most: MOST_TRACKS })}</p>}
      {error !== null && <FailurePanel failure={error} />}
      {data === undefined && !isTooMany && error === null && (
        <p role="status" className="faint">
          {t('info.reading')}
        </p>
      )}
      {data !== undefined && <TagForm tracks={data} refusal={null} onClose={onClose} />}
    </Dialog>
  );
}

async function readValues(ids: readonly number[], signal: AbortSignal): Promise<TaggedTrack[]> {
  const tracks: TaggedTrack[] = [];
  for (let from = 0; from < ids.length; from += TRACKS_PER_CALL) {
    tracks.push(...(await api.tagValues({ ids: ids.slice(from, from + TRACKS_PER_CALL) }, signal)));
  }
  return tracks;
}

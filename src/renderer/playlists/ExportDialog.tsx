/** Writes the playlist that is shown, or all, into files for other players. */
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import {
  PATH_KINDS,
  type PathKind,
  PLAYLIST_FORMATS,
  type PlaylistFormat,
  PlaylistFormatSchema,
} from '../../shared/api/playlist-files.ts';
import type { Playlist } from '../../shared/api/playlists.ts';
import { toFermataError } from '../../shared/errors.ts';
import { t } from '../../shared/words/words.ts';
import { Button } from '../elements/button/Button.tsx';
import { Dialog } from '../elements/dialog/Dialog.tsx';
import { toast } from '../elements/toast/toast.ts';
import { api, playlistFileAddress } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { hasNativeDialogs } from '../library/choose-folders.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { FolderField } from '../library/FolderField.tsx';
import styles from './export.module.css';

/** What was chosen last is offered again: people export to one player. */
const CHOICE = 'playlist-export';

const ChoiceSchema = z.object({
  folder: z.string().catch(''),
  format: PlaylistFormatSchema.catch('m3u8'),
  paths: z.enum(PATH_KINDS).catch('absolute'),
});
type Choice = z.infer<typeof ChoiceSchema>;

export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const { playlistId } = useParams({ strict: false });
  const { data: playlists } = useRead(api.playlists, {});
  if (playlists === undefined) return null;
  if (playlistId === undefined) return <ExportForm playlist={null} onClose={onClose} />;
  const shown = playlists.find(({ id }) => String(id) === playlistId);
  // One that is deleted meanwhile: all the others are not what was meant.
  return shown === undefined ? null : <ExportForm playlist={shown} onClose={onClose} />;
}

interface ExportFormProps {
  /** Null for all. */
  readonly playlist: Playlist | null;
  readonly onClose: () => void;
}

function ExportForm({ playlist, onClose }: ExportFormProps) {
  const [choice, setChoice] = useState(lastChoice);
  const { folder, format, paths } = choice;
  const choose = (chosen: Partial<Choice>) => {
    setChoice({ ...choice, ...chosen });
    exporting.reset();
  };
  const exporting = useMutation({
    mutationFn: (replaces: boolean) =>
      api.exportPlaylists({
        ...(playlist !== null && {
          playlists: [{ id: playlist.id, createdAt: playlist.createdAt }],
        }),
        ...choice,
        folder: folder.trim(),
        replaces,
      }),
    onSuccess: ({ files }) => {
      localStorage.setItem(CHOICE, JSON.stringify(choice));
      toast({ text: t('playlistFiles.exported', { count: files.length, folder: folder.trim() }) });
      onClose();
    },
  });
  const isInTheWay =
    exporting.error !== null && toFermataError(exporting.error).code === 'CONFLICT';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    exporting.mutate(false);
  };
  const title =
    playlist === null
      ? t('playlistFiles.titleAll')
      : t('playlistFiles.titleOne', { name: playlist.name });
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <Choices
          label={t('playlistFiles.format')}
          options={PLAYLIST_FORMATS}
          chosen={format}
          nameOf={formatName}
          onChoose={(chosen) => choose({ format: chosen })}
        />
        <Choices
          label={t('playlistFiles.paths')}
          options={PATH_KINDS}
          chosen={paths}
          nameOf={pathsName}
          onChoose={(chosen) => choose({ paths: chosen })}
        />
        <FolderField
          label={t(hasNativeDialogs() ? 'playlistFiles.folder' : 'playlistFiles.folderThere')}
          value={folder}
          onChange={(chosen) => choose({ folder: chosen })}
          isRequired
          purpose="playlists"
        />
        {exporting.error !== null && (
          <FailurePanel
            failure={exporting.error}
            {...(isInTheWay && {
              action: {
                label: t('playlistFiles.replace'),
                onClick: () => exporting.mutate(true),
              },
            })}
          />
        )}
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          {playlist !== null && !hasNativeDialogs() && (
            <a className="button" href={playlistFileAddress(playlist.id, format)} download>
              {t('playlistFiles.download')}
            </a>
          )}
          <Button type="submit" look="main" disabled={folder.trim() === '' || exporting.isPending}>
            {t('playlistFiles.export')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoicesProps<Option extends string> {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option;
  readonly nameOf: (option: Option) => string;
  readonly onChoose: (option: Option) => void;
}

function Choices<Option extends string>(props: ChoicesProps<Option>) {
  const { label, options, chosen, nameOf, onChoose } = props;
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option} className={styles.choice}>
          <input
            type="radio"
            name={label}
            checked={option === chosen}
            onChange={() => onChoose(option)}
          />
          {nameOf(option)}
        </label>
      ))}
    </fieldset>
  );
}

const FORMAT_NAMES = {
  m3u8: 'playlistFiles.asLines',
  xspf: 'playlistFiles.asXml',
  pls: 'playlistFiles.asNumbers',
} as const satisfies Record<PlaylistFormat, string>;

function formatName(format: PlaylistFormat): string {
  return t(FORMAT_NAMES[format]);
}

function pathsName(paths: PathKind): string {
  return t(`playlistFiles.${paths}`);
}

function lastChoice(): Choice {
  const empty = { folder: '', format: 'm3u8', paths: 'absolute' } as const;
  try {
    return ChoiceSchema.parse(JSON.parse(localStorage.getItem(CHOICE) ?? '{}'));
  } catch {
    return empty;
  }
}

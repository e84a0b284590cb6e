/** Of a library that its backup keeps from being upgraded: another folder, room, or, typed in full, none. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { formatBytes } from '../../shared/formats.ts';
import { type RoomMaker, WITHOUT_BACKUP } from '../../shared/ways-on.ts';
import { t } from '../../shared/words/words.ts';
import { api } from '../host/api-client.ts';
import { queryOf } from '../host/queries.ts';
import { FolderField } from '../library/FolderField.tsx';
import './ways-on.css';

/** Errors that a backup may be the reason of. */
const OF_BACKUPS: ReadonlySet<ErrorCode> = new Set([
  'BACKUP_FAILED',
  'NO_SPACE',
  'NO_PERMISSION',
  'STORAGE_FAILED',
]);

/** How many things that could go are shown. */
const SHOWN = 5;

export function WaysOnOffer({ code }: { readonly code: ErrorCode }) {
  const { data } = useQuery({
    ...queryOf(api.waysOn, {}),
    enabled: OF_BACKUPS.has(code),
    // A disk may have been connected meanwhile.
    staleTime: 0,
  });
  if (data === undefined || data === null) return null;
  const { folder, neededBytes, roomMakers, canGoWithout } = data;
  return (
    <section className="ways-on" aria-label={t('waysOn.title')}>
      <p className="faint">{t('waysOn.why', { folder, size: formatBytes(neededBytes) })}</p>
      <OtherFolder />
      {roomMakers.length > 0 && <RoomMakers all={roomMakers} />}
      {canGoWithout && <WithoutBackup />}
    </section>
  );
}

function OtherFolder() {
  const [folder, setFolder] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void api.retry({ backupsDir: folder });
  };
  return (
    <form onSubmit={onSubmit}>
      <FolderField
        label={t('waysOn.otherFolder')}
        value={folder}
        onChange={setFolder}
        isRequired
        purpose="copies-of-backups"
      />
      <button type="submit" className="button ways-on-submit" disabled={folder.trim() === ''}>
        {t('waysOn.tryThere')}
      </button>
    </form>
  );
}

function RoomMakers({ all }: { readonly all: readonly RoomMaker[] }) {
  return (
    <details>
      <summary>
        {t('waysOn.space')} ({formatBytes(all.reduce((sum, { bytes }) => sum + bytes, 0))})
      </summary>
      <ul>
        {all.slice(0, SHOWN).map(({ kind, name, bytes }) => (
          <li key={name}>
            <span className="problem-path">
              {t(kind === 'backup' ? 'waysOn.ofBackups' : 'waysOn.ofQuarantine', { name })}
            </span>{' '}
            <span className="numbers faint">{formatBytes(bytes)}</span>
          </li>
        ))}
      </ul>
      <p className="faint">{t('waysOn.nothingGoes')}</p>
    </details>
  );
}

function WithoutBackup() {
  const id = useId();
  const [typed, setTyped] = useState('');
  const phrase = t('waysOn.phrase');
  const isTyped = typed.trim() === phrase;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isTyped) void api.retry({ withoutBackup: WITHOUT_BACKUP });
  };
  return (
    <details>
      <summary>{t('waysOn.without')}</summary>
      <form onSubmit={onSubmit}>
        <label htmlFor={id}>{t('waysOn.withoutHint', { phrase })}</label>
        <div className="ways-on-line">
          <input
            id={id}
            className="field"
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="button" disabled={!isTyped}>
            {t('waysOn.goWithout')}
          </button>
        </div>
      </form>
    </details>
  );
}

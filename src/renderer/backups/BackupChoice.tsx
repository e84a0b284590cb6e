/** The list of backups to choose one from; what would go next says why. */
import type { BackupList } from '../../shared/backups.ts';
import { formatBytes } from '../../shared/formats.ts';
import { contentsName, kindName, timeName } from './backup-words.ts';

interface BackupChoiceProps {
  readonly list: BackupList;
  readonly chosenId: string | null;
  readonly isDisabled: boolean;
  readonly onChoose: (id: string) => void;
}

export function BackupChoice({ list, chosenId, isDisabled, onChoose }: BackupChoiceProps) {
  const goingNext = new Map(list.goingNext.map(({ id, reason }) => [id, reason]));
  return (
    <fieldset className="backups" disabled={isDisabled}>
      <legend className="faint">Choose one to see what restoring it would change</legend>
      {list.backups.map((backup) => (
        <label className="backup" key={backup.id}>
          <input
            type="radio"
            name="backup"
            checked={backup.id === chosenId}
            disabled={!backup.understood}
            onChange={() => onChoose(backup.id)}
          />
          <span className="backup-time">{timeName(backup.createdAt)}</span>
          <span className="backup-kind">{kindName(backup.kind)}</span>
          <span className="backup-size numbers">{formatBytes(backup.bytes)}</span>
          <span className="backup-more faint numbers">
            {[
              ...(backup.note === null ? [] : [`“${backup.note}”`]),
              contentsName(backup),
              `Fermata ${backup.appVersion}, verified ${timeName(backup.verifiedAt)}`,
              ...(backup.understood ? [] : ['made by a newer Fermata: update to restore it']),
              ...(goingNext.has(backup.id) ? [`goes next: ${goingNext.get(backup.id)}`] : []),
            ].join(' · ')}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Whether the library keeps itself up to date with its folders, and which of them it cannot watch. */
import type { CannotWatchReason } from '../../../shared/api/watching.ts';
import { t, type WordsKey } from '../../../shared/words/words.ts';
import { tellEdits } from '../../features/undo/tell-edits.ts';
import { api } from '../../host/api-client.ts';
import { useEdit } from '../../host/edits.ts';
import { useRead } from '../../host/queries.ts';
import styles from './folders.module.css';

const REASONS = {
  share: 'watching.onShare',
  limit: 'watching.atLimit',
  system: 'watching.notBySystem',
} as const satisfies Record<CannotWatchReason, WordsKey>;

const EDIT = {
  label: ({ isOn }: { readonly isOn: boolean }) =>
    t(isOn ? 'watching.turnedOn' : 'watching.turnedOff'),
};

export function Watching() {
  const { data } = useRead(api.watching, {});
  const set = useEdit(api.setWatching, EDIT);
  const turn = async (isOn: boolean) => {
    const edit = await set({ isOn });
    return edit === null ? [] : [edit];
  };
  if (data === undefined) return null;
  const { isOn, folders } = data;
  const polled = folders.flatMap(({ path, reason }) => (reason === null ? [] : [{ path, reason }]));
  return (
    <section aria-labelledby="watching">
      <div className={styles.head}>
        <h2 id="watching">{t('watching.title')}</h2>
      </div>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => void tellEdits(turn(event.target.checked))}
        />
        {t('watching.setting')}
      </label>
      <p className={styles.hint}>{t(isOn ? 'watching.isOn' : 'watching.isOff')}</p>
      {polled.map(({ path, reason }) => (
        <p key={path} className={styles.hint}>
          {t(REASONS[reason], { folder: path })}
        </p>
      ))}
    </section>
  );
}

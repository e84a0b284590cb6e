/** The rules of a smart playlist, or of a new one, with the number of tracks that they choose as they are changed. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useDeferredValue, useRef, useState } from 'react';
import type { SmartPlaylist } from '../../../shared/api/smart-playlists.ts';
import { formatPlayingTime } from '../../../shared/formats.ts';
import type { SmartRules } from '../../../shared/rules/smart-rules.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { Dialog } from '../../elements/dialog/Dialog.tsx';
import { api } from '../../host/api-client.ts';
import { queryOf, useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { Choice } from './Choice.tsx';
import { RuleGroupEditor } from './RuleGroupEditor.tsx';
import { NumberField } from './RuleRow.tsx';
import { completeGroup, ruleOf } from './rule-tests.ts';
import styles from './smart-dialog.module.css';
import { changeSmartPlaylist, createSmartPlaylist } from './smart-edits.ts';
import { orderNamed, orderOf, SMART_ORDERS } from './smart-order.ts';

/** What a new one begins with. */
const FIRST_RULES: SmartRules = {
  group: { match: 'all', rules: [ruleOf('artist')] },
  limit: null,
  sort: 'artist',
  direction: 'asc',
};
const FIRST_LIMIT = 25;

interface SmartDialogProps {
  /** Whether it makes one, whichever is shown. */
  readonly isNew: boolean;
  readonly onClose: () => void;
}

export function SmartDialog({ isNew, onClose }: SmartDialogProps) {
  const { smartId } = useParams({ strict: false });
  const { data: all } = useRead(api.smartPlaylists, {});
  if (isNew || smartId === undefined) return <SmartForm playlist={null} onClose={onClose} />;
  const playlist = all?.find(({ id }) => String(id) === smartId);
  // Another one than was meant is not edited in its place.
  return playlist === undefined ? null : (
    <SmartForm key={playlist.id} playlist={playlist} onClose={onClose} />
  );
}

interface SmartFormProps {
  /** Null for a new one. */
  readonly playlist: SmartPlaylist | null;
  readonly onClose: () => void;
}

function SmartForm({ playlist, onClose }: SmartFormProps) {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(playlist?.name ?? t('smart.is'));
  const [rules, setRules] = useState(playlist?.rules ?? FIRST_RULES);
  const complete = { ...rules, group: completeGroup(rules.group) };
  const saving = useMutation({
    mutationFn: async () => {
      if (playlist !== null) {
        await changeSmartPlaylist(playlist, name, complete);
        return onClose();
      }
      const { id } = await createSmartPlaylist(name, complete);
      await navigate({
        to: '/smart/$smartId',
        params: { smartId: String(id) },
        search: {},
        replace: true,
      });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const title =
    playlist === null ? t('smart.newTitle') : t('smart.editTitle', { name: playlist.name });
  return (
    <Dialog title={title} onClose={onClose} initialFocus={field}>
      <form className={styles.form} onSubmit={submit}>
        <label className={styles.name}>
          {t('smart.name')}
          <input
            ref={field}
            type="text"
            className={styles.text}
            value={name}
            maxLength={200}
            required
            pattern=".*\S.*"
            dir="auto"
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <RuleGroupEditor
          group={rules.group}
          ownId={playlist?.id ?? null}
          depth={0}
          onChange={(group) => setRules({ ...rules, group })}
          onRemove={null}
        />
        <Limits rules={rules} onChange={setRules} />
        <Chosen rules={complete} id={playlist?.id ?? null} />
        {saving.error !== null && <FailurePanel failure={saving.error} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button type="submit" look="main" disabled={saving.isPending}>
            {t(playlist === null ? 'smart.create' : 'smart.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface LimitsProps {
  readonly rules: SmartRules;
  readonly onChange: (rules: SmartRules) => void;
}

function Limits({ rules, onChange }: LimitsProps) {
  const { limit } = rules;
  return (
    <div className={styles.head}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={limit !== null}
          onChange={({ target }) =>
            onChange({ ...rules, limit: target.checked ? FIRST_LIMIT : null })
          }
        />
        {t('smart.limit')}
      </label>
      {limit !== null && (
        <>
          <NumberField
            label={t('smart.limitTracks')}
            value={limit}
            least={1}
            onChange={(chosen) => onChange({ ...rules, limit: chosen })}
          />
          <span>{t('smart.limitTracks')},</span>
        </>
      )}
      <span aria-hidden="true">{t('smart.order')}</span>
      <Choice
        label={t('smart.order')}
        options={SMART_ORDERS}
        chosen={orderOf(rules)}
        nameOf={(order) => t(`smartOrders.${order}`)}
        onChoose={(order) => onChange({ ...rules, ...orderNamed(order) })}
      />
    </div>
  );
}

/** How many tracks the rules choose, while they are changed. */
function Chosen({ rules, id }: { readonly rules: SmartRules; readonly id: number | null }) {
  const asked = useDeferredValue(JSON.stringify(rules));
  const { data, error } = useQuery({
    ...queryOf(api.countRules, { rules: JSON.parse(asked), id }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={styles.chosen} role="status">
      {error !== null && <FailurePanel failure={error} />}
      {data !== undefined && (
        <p>
          {data.tracks === 0
            ? t('songs.count', { count: 0 })
            : `${t('songs.count', { count: data.tracks })} · ${formatPlayingTime(data.durationMs)}`}
        </p>
      )}
      {data?.problems.map((problem) => (
        <p key={problem} className={styles.problem}>
          {t(`smartProblems.${problem}`)}
        </p>
      ))}
    </div>
  );
}

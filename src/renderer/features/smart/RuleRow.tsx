/** One rule as a sentence: what is looked at, how it is compared, and with what. */
import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { TIME_UNITS } from '../../../shared/rules/rule.ts';
import { t } from '../../../shared/words/words.ts';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { Choice } from './Choice.tsx';
import {
  FIELDS,
  fieldOf,
  isDaysRule,
  isNumberRule,
  ruleOf,
  type ShownRule,
  type TestName,
  testOf,
  testsOf,
  withTest,
} from './rule-tests.ts';
import styles from './smart-dialog.module.css';

interface RuleRowProps {
  /** Null for one that this version does not know: it can only be removed. */
  readonly rule: ShownRule | null;
  /** The smart playlist that the rule is of, which it cannot name; null for a new one. */
  readonly ownId: number | null;
  readonly onChange: (rule: ShownRule) => void;
  readonly onRemove: () => void;
}

export function RuleRow({ rule, ownId, onChange, onRemove }: RuleRowProps) {
  return (
    <li className={styles.rule}>
      {rule === null ? (
        <span className={styles.unknown}>{t('smart.unknownRule')}</span>
      ) : (
        <Sentence rule={rule} ownId={ownId} onChange={onChange} />
      )}
      <IconButton icon={X} label={t('smart.removeRule')} onClick={onRemove} />
    </li>
  );
}

interface SentenceProps {
  readonly rule: ShownRule;
  readonly ownId: number | null;
  readonly onChange: (rule: ShownRule) => void;
}

function Sentence({ rule, ownId, onChange }: SentenceProps) {
  const field = fieldOf(rule);
  const test = useTest(rule);
  return (
    <>
      <Choice
        label={t('smart.field')}
        options={FIELDS}
        chosen={field}
        nameOf={(name) => t(`smartFields.${name}`)}
        onChoose={(chosen) => onChange(ruleOf(chosen))}
      />
      <Choice
        label={t('smart.test')}
        options={testsOf(field)}
        chosen={test.shown}
        nameOf={(name) => t(`smartTests.${name}`)}
        onChoose={(chosen) => {
          test.choose(chosen);
          onChange(withTest(rule, chosen));
        }}
      />
      <Values rule={rule} test={test.shown} ownId={ownId} onChange={onChange} />
    </>
  );
}

/** A range whose ends are the same while they are typed stays one. */
function useTest(rule: ShownRule) {
  const [chosen, choose] = useState(testOf(rule));
  const own = testOf(rule);
  return { shown: chosen === 'between' && own === 'is' ? chosen : own, choose };
}

function Values({
  rule,
  test,
  ownId,
  onChange,
}: SentenceProps & { readonly test: TestName }): ReactNode {
  if ('id' in rule) return <PlaylistValue rule={rule} ownId={ownId} onChange={onChange} />;
  if ('value' in rule) {
    return (
      <input
        type="text"
        className={styles.text}
        aria-label={t('smart.value')}
        value={rule.value}
        maxLength={500}
        required
        dir="auto"
        onChange={(event) => onChange({ ...rule, value: event.target.value })}
      />
    );
  }
  if ('last' in rule) {
    return (
      <>
        <NumberField
          label={t('smart.value')}
          value={rule.last}
          least={1}
          onChange={(last) => onChange({ ...rule, last })}
        />
        <Choice
          label={t('smart.unit')}
          options={TIME_UNITS}
          chosen={rule.unit}
          nameOf={(unit) => t(`smartUnits.${unit}`)}
          onChoose={(unit) => onChange({ ...rule, unit })}
        />
      </>
    );
  }
  if (isNumberRule(rule)) {
    const { from, to } = rule;
    const most = rule.field === 'rating' ? 5 : 1_000_000;
    const field = (label: string, value: number, change: (value: number) => void) => (
      <NumberField label={label} value={value} least={0} most={most} onChange={change} />
    );
    if (test === 'between' && from !== null && to !== null) {
      return (
        <>
          {field(t('smart.from'), from, (value) => onChange({ ...rule, from: value }))}
          <span>{t('smart.and')}</span>
          {field(t('smart.to'), to, (value) => onChange({ ...rule, to: value }))}
        </>
      );
    }
    return field(t('smart.value'), from ?? to ?? 0, (value) =>
      onChange({
        ...rule,
        from: from === null ? null : value,
        to: to === null ? null : value,
      }),
    );
  }
  if (!isDaysRule(rule)) return null;
  const { from, to } = rule;
  return (
    <>
      {from !== null && (
        <DayField
          label={t('smart.from')}
          value={from}
          onChange={(day) => onChange({ ...rule, from: day })}
        />
      )}
      {from !== null && to !== null && <span>{t('smart.and')}</span>}
      {to !== null && (
        <DayField
          label={t('smart.to')}
          value={to}
          onChange={(day) => onChange({ ...rule, to: day })}
        />
      )}
    </>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most?: number;
  readonly onChange: (value: number) => void;
}

export function NumberField({ label, value, least, most = 100_000, onChange }: NumberFieldProps) {
  return (
    <input
      type="number"
      className={styles.number}
      aria-label={label}
      value={value}
      min={least}
      max={most}
      required
      onChange={({ target }) => {
        // What is no number yet, while it is typed, leaves the rule as it is.
        if (Number.isInteger(target.valueAsNumber)) {
          onChange(Math.min(most, Math.max(least, target.valueAsNumber)));
        }
      }}
    />
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <input
      type="date"
      className={styles.day}
      aria-label={label}
      value={value}
      required
      onChange={({ target }) => target.value !== '' && onChange(target.value)}
    />
  );
}

interface PlaylistValueProps extends SentenceProps {
  readonly rule: Extract<ShownRule, { readonly id: number }>;
}

/** Playlists of both kinds, named by what they are and by their id. */
function PlaylistValue({ rule, ownId, onChange }: PlaylistValueProps) {
  const { data: manual = [] } = useRead(api.playlists, {});
  const { data: smart = [] } = useRead(api.smartPlaylists, {});
  const kept = smart.filter(({ id, deletedAt }) => deletedAt === null && id !== ownId);
  const all = [
    ...manual.map((playlist) => ({ field: 'playlist' as const, playlist })),
    ...kept.map((playlist) => ({ field: 'smartPlaylist' as const, playlist })),
  ];
  const keyOf = (field: string, id: number, createdAt: string) => `${field} ${id} ${createdAt}`;
  const chosen = keyOf(rule.field, rule.id, rule.createdAt);
  const isThere = all.some(
    ({ field, playlist: { id, createdAt } }) => keyOf(field, id, createdAt) === chosen,
  );
  return (
    <select
      className={styles.select}
      aria-label={t('smartFields.playlist')}
      required
      value={rule.id === 0 ? '' : chosen}
      onChange={({ target }) => {
        const found = all.find(
          ({ field, playlist: { id, createdAt } }) => keyOf(field, id, createdAt) === target.value,
        );
        if (found === undefined) return;
        const { id, createdAt } = found.playlist;
        onChange({ ...rule, field: found.field, id, createdAt });
      }}
    >
      {rule.id === 0 && <option value="">{t('smart.choosePlaylist')}</option>}
      {rule.id !== 0 && !isThere && <option value={chosen}>{t('smart.gonePlaylist')}</option>}
      {all.map(({ field, playlist: { id, name, createdAt } }) => (
        <option key={`${field} ${id}`} value={keyOf(field, id, createdAt)}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** Editing the tags of one track or of many: what differs says so, what changes is shown before it is written. */
import { Eraser, Undo2 } from 'lucide-react';
import { type FormEvent, useId, useRef, useState } from 'react';
import type { EditedTags } from '../../../shared/api/tags.ts';
import { type ErrorReport, errorFromReport } from '../../../shared/errors.ts';
import type { EditedTag } from '../../../shared/tags.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import styles from './info.module.css';
import { FailedFiles, TagPreview } from './TagPreview.tsx';
import { writeTags } from './tag-edits.ts';
import {
  type Common,
  changesOf,
  commonOf,
  fieldsFor,
  kindOf,
  newTagsOf,
  type TaggedTrack,
  type Written,
} from './tag-fields.ts';
import { tagLabel } from './tag-words.ts';

interface TagFormProps {
  readonly tracks: readonly TaggedTrack[];
  /** Why the tags of a single file cannot be written; null where nothing is known against it. */
  readonly refusal: ErrorReport | null;
  readonly onClose: () => void;
}

type Step =
  | { readonly kind: 'edit' | 'preview' }
  | { readonly kind: 'writing'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly failed: EditedTags['failed'] };

export function TagForm({ tracks, refusal, onClose }: TagFormProps) {
  const [written, setWritten] = useState<Written>({});
  const [step, setStep] = useState<Step>({ kind: 'edit' });
  const cancelling = useRef(new AbortController());
  const tags = newTagsOf(tracks, written);
  const changes = changesOf(tracks, tags);
  const write = async () => {
    const total = changes.length;
    setStep({ kind: 'writing', done: 0, total });
    const [only] = tracks.length === 1 ? tracks : [];
    const names = Object.keys(tags);
    const failed = await writeTags({
      tracks: changes,
      tags,
      expected:
        only === undefined
          ? null
          : Object.fromEntries(names.map((name) => [name, only.tags[name] ?? []])),
      signal: cancelling.current.signal,
      onProgress: (done) => setStep({ kind: 'writing', done, total }),
    });
    if (failed.length === 0) onClose();
    else setStep({ kind: 'failed', failed });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (changes.length === 0) return;
    if (step.kind === 'edit' && tracks.length > 1) setStep({ kind: 'preview' });
    else void write();
  };
  if (step.kind === 'failed') return <FailedFiles failed={step.failed} onClose={onClose} />;
  if (step.kind === 'writing') {
    return (
      <Writing done={step.done} total={step.total} onCancel={() => cancelling.current.abort()} />
    );
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      {refusal !== null && <FailurePanel failure={errorFromReport(refusal)} />}
      {step.kind === 'preview' ? (
        <TagPreview changes={changes} />
      ) : (
        <div className={styles.fields}>
          {fieldsFor(tracks).map((name) => (
            <Field
              key={name}
              name={name}
              common={commonOf(tracks, name)}
              written={written[name]}
              isDisabled={refusal !== null}
              onWrite={(text) => setWritten(withField(written, name, text))}
            />
          ))}
        </div>
      )}
      <div className="dialog-actions">
        <p role="status" className={styles.summary}>
          {changes.length === 0 ? '' : t('info.willChange', { count: changes.length })}
        </p>
        {step.kind === 'preview' ? (
          <Button onClick={() => setStep({ kind: 'edit' })}>{t('info.back')}</Button>
        ) : (
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
        )}
        <Button type="submit" look="main" disabled={changes.length === 0 || refusal !== null}>
          {t(step.kind === 'edit' && tracks.length > 1 ? 'info.preview' : 'info.write')}
        </Button>
      </div>
    </form>
  );
}

function withField(written: Written, name: EditedTag, text: string | null): Written {
  const { [name]: _, ...others } = written;
  return text === null ? others : { ...others, [name]: text };
}

interface FieldProps {
  readonly name: EditedTag;
  readonly common: Common;
  /** Undefined where it has not been touched. */
  readonly written: string | undefined;
  readonly isDisabled: boolean;
  /** @param text null to leave it as it is */
  readonly onWrite: (text: string | null) => void;
}

function Field({ name, common, written, isDisabled, onWrite }: FieldProps) {
  const id = useId();
  const kind = kindOf(name);
  const label = tagLabel(name);
  const isTouched = written !== undefined && (written !== common.text || common.differing > 0);
  const placeholder = isTouched
    ? t('info.willBeRemoved')
    : common.differing > 0
      ? t('info.differing', { count: common.differing })
      : '';
  const props = {
    id,
    'aria-describedby': `${id}-hint`,
    className: `field ${styles.input}`,
    dir: 'auto' as const,
    value: written ?? common.text,
    placeholder,
    disabled: isDisabled,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      onWrite(target.value),
  };
  const isEmpty = common.text === '' && common.differing === 0;
  return (
    <div className={styles.row} data-touched={isTouched || undefined}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.control}>
        {kind === 'line' ? (
          <input {...props} />
        ) : (
          <textarea {...props} rows={rowsOf(props.value)} />
        )}
        <p id={`${id}-hint`} className={styles.hint}>
          {isTouched && common.differing === 0 && !isEmpty
            ? t('info.before', { text: common.text.replaceAll('\n', ' · ') })
            : kind === 'list' && isTouched
              ? t('info.oneOnEachLine')
              : ''}
        </p>
      </div>
      {isTouched ? (
        <IconButton
          icon={Undo2}
          label={t('info.leave', { field: label })}
          onClick={() => onWrite(null)}
        />
      ) : (
        <IconButton
          icon={Eraser}
          label={t('info.remove', { field: label })}
          disabled={isEmpty || isDisabled}
          onClick={() => onWrite('')}
        />
      )}
    </div>
  );
}

function rowsOf(text: string): number {
  return Math.min(6, text.split('\n').length);
}

interface WritingProps {
  readonly done: number;
  readonly total: number;
  readonly onCancel: () => void;
}

function Writing({ done, total, onCancel }: WritingProps) {
  const [isCancelling, setIsCancelling] = useState(false);
  const words = t('info.writing', { done, total });
  return (
    <div className={styles.writing}>
      <p role="status">{isCancelling ? t('info.cancelling') : words}</p>
      <progress aria-label={words} max={total} value={done} />
      <div className="dialog-actions">
        <Button
          disabled={isCancelling}
          onClick={() => {
            setIsCancelling(true);
            onCancel();
          }}
        >
          {t('actions.cancel')}
        </Button>
      </div>
    </div>
  );
}

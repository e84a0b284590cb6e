/** Saying how the letters of an album are to be read, where its tags do not say it: each way with its texts. */
import { type FormEvent, useState } from 'react';
import type { TextEncoding } from '../../../shared/text-encodings.ts';
import { t } from '../../../shared/words/words.ts';
import { Dialog } from '../../elements/dialog/Dialog.tsx';
import { api } from '../../host/api-client.ts';
import { makeEdit } from '../../host/edits.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { inBatches, tellEdits } from '../undo/tell-edits.ts';
import styles from './encoding-dialog.module.css';

const GUESS = 'guess';

/** The first of them show what is chosen between. */
const MOST_SHOWN = 50;

interface EncodingDialogProps {
  /** Of the tracks whose albums are read otherwise. */
  readonly ids: readonly number[];
  readonly onClose: () => void;
}

export function EncodingDialog({ ids, onClose }: EncodingDialogProps) {
  const { data, error } = useRead(api.textEncodings, { ids: ids.slice(0, MOST_SHOWN) });
  const [picked, setPicked] = useState<TextEncoding | typeof GUESS | null>(null);
  const chosen = picked ?? data?.chosen ?? GUESS;
  const choices = data?.choices ?? [];
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    onClose();
    await readAs(ids, chosen === GUESS ? null : chosen);
  };
  return (
    <Dialog title={t('encodings.title')} onClose={onClose}>
      <form onSubmit={(event) => void onSubmit(event)}>
        {error !== null && <FailurePanel failure={error} />}
        {data !== undefined && (
          <p>
            {choices.length === 0
              ? t('encodings.none')
              : ids.length > MOST_SHOWN
                ? t('encodings.hintForMany')
                : t('encodings.hint', { count: data.tracks })}
          </p>
        )}
        {choices.length > 0 && (
          <fieldset className={styles.choices}>
            <legend className="only-heard">{t('encodings.title')}</legend>
            <Choice
              name={t('encodings.guess')}
              detail={null}
              isChosen={chosen === GUESS}
              onChoose={() => setPicked(GUESS)}
            />
            {choices.map(({ encoding, texts }) => (
              <Choice
                key={encoding}
                name={texts.join(' · ')}
                detail={encoding}
                isChosen={chosen === encoding}
                onChoose={() => setPicked(encoding)}
              />
            ))}
          </fieldset>
        )}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('actions.cancel')}
          </button>
          <button
            type="submit"
            className="button button-main"
            disabled={choices.length === 0 || chosen === (data?.chosen ?? GUESS)}
          >
            {t('encodings.read')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly detail: string | null;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, detail, isChosen, onChoose }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input type="radio" name="encoding" checked={isChosen} onChange={onChoose} />
      <span>
        <span dir="auto" className={styles.texts}>
          {name}
        </span>
        {detail !== null && <span className="faint">{detail}</span>}
      </span>
    </label>
  );
}

async function readAs(ids: readonly number[], encoding: TextEncoding | null): Promise<void> {
  const label = ({ before }: { readonly before: readonly unknown[] }) =>
    t('encodings.done', { count: before.length });
  await tellEdits(
    inBatches(
      ids,
      async (batch) => (await makeEdit(api.setTextEncoding, { ids: batch, encoding }, label)).edit,
    ),
  );
}

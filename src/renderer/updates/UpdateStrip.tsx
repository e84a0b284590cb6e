/** How updating the app goes: told when a person asked, or when an update is ready. */
import { type ReactNode, useState } from 'react';
import { errorFromReport } from '../../shared/errors.ts';
import type { UpdateAction, UpdateOffer, UpdateStage } from '../../shared/updates.ts';
import { t } from '../../shared/words/words.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { StripProgress } from '../library/StripProgress.tsx';
import { ReleaseNotesDialog } from './ReleaseNotesDialog.tsx';
import { useUpdates } from './use-updates.ts';

export function UpdateStrip() {
  const { state, act } = useUpdates();
  const [shownNotes, setShownNotes] = useState<UpdateOffer | null>(null);
  if (state === null || !state.isShown) return null;
  return (
    <>
      <Stage at={state.at} onAct={act} onShowNotes={setShownNotes} />
      {shownNotes !== null && (
        <ReleaseNotesDialog offer={shownNotes} onClose={() => setShownNotes(null)} />
      )}
    </>
  );
}

interface StageProps {
  readonly at: UpdateStage;
  readonly onAct: (action: UpdateAction) => void;
  readonly onShowNotes: (offer: UpdateOffer) => void;
}

function Stage({ at, onAct, onShowNotes }: StageProps) {
  const dismiss = () => onAct('dismiss');
  switch (at.stage) {
    case 'idle':
      return null;
    case 'checking':
      return <Told sentence={t('updates.checking')} />;
    case 'current':
      return (
        <Told sentence={t('updates.current', { version: at.version })}>
          <Plain label={t('actions.dismiss')} onClick={dismiss} />
        </Told>
      );
    case 'downloading':
      return <Download offer={at.offer} progress={at.progress} onHide={dismiss} />;
    case 'ready':
      return (
        <Told sentence={at.refusal ?? t('updates.ready', { version: at.offer.version })}>
          <button type="button" className="button" onClick={() => onAct('restart')}>
            {t('updates.restart')}
          </button>
          <Plain label={t('updates.notes')} onClick={() => onShowNotes(at.offer)} />
          <Plain label={t('updates.later')} onClick={dismiss} />
        </Told>
      );
    case 'installing':
      return <Told sentence={t('updates.installing', { version: at.offer.version })} />;
    case 'failed':
      return (
        <FailurePanel
          failure={errorFromReport(at.error)}
          action={{ label: t('actions.dismiss'), onClick: dismiss }}
        />
      );
    case 'unsupported':
      return (
        <Told sentence={at.reason}>
          <button type="button" className="button" onClick={() => onAct('open-releases')}>
            {t('updates.openReleases')}
          </button>
          <Plain label={t('actions.dismiss')} onClick={dismiss} />
        </Told>
      );
  }
}

interface ToldProps {
  readonly sentence: string;
  readonly children?: ReactNode;
}

function Told({ sentence, children }: ToldProps) {
  return (
    <section className="strip" aria-label={t('updates.strip')} role="status">
      <p>{sentence}</p>
      {children}
    </section>
  );
}

interface PlainProps {
  readonly label: string;
  readonly onClick: () => void;
}

function Plain({ label, onClick }: PlainProps) {
  return (
    <button type="button" className="button button-plain" onClick={onClick}>
      {label}
    </button>
  );
}

interface DownloadProps {
  readonly offer: UpdateOffer;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly onHide: () => void;
}

function Download({ offer, progress, onHide }: DownloadProps) {
  return (
    <section className="strip" aria-label={t('updates.strip')}>
      <StripProgress
        name={t('updates.downloading', { version: offer.version })}
        progress={progress}
      />
      <Plain label={t('actions.hide')} onClick={onHide} />
    </section>
  );
}

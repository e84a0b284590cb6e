/** Where to drop folders, shown while they are held over the page, and why a drop came to nothing. */
import type { FileDrop } from './use-file-drop.ts';
import './drop-target.css';
import { t } from '../../shared/words/words.ts';

export function DropTarget({ drop }: { readonly drop: FileDrop }) {
  const { isOver, problem, forgetProblem } = drop;
  return (
    <>
      {problem !== null && (
        <section className="strip" aria-label={t('scan.drop')} role="status">
          <p>{problem}</p>
          <button type="button" className="button button-plain" onClick={forgetProblem}>
            {t('actions.dismiss')}
          </button>
        </section>
      )}
      {isOver && (
        <div className="drop-target">
          <p>{t('scan.dropHere')}</p>
        </div>
      )}
    </>
  );
}

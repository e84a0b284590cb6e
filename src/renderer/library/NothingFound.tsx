/** A search that found nothing. */
import { t } from '../../shared/words/words.ts';

interface NothingFoundProps {
  readonly text: string;
  readonly onClearSearch: () => void;
}

export function NothingFound({ text, onClearSearch }: NothingFoundProps) {
  return (
    <div className="blank">
      {/* Isolated: a text from right to left must not turn the sentence around. */}
      <h2>{t('scan.nothingMatches', { text: `\u2068${text}\u2069` })}</h2>
      <p>{t('scan.searchHint')}</p>
      <button type="button" className="button" onClick={onClearSearch}>
        {t('scan.clearSearch')}
      </button>
    </div>
  );
}

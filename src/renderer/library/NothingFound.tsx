/** A search that found nothing. */
interface NothingFoundProps {
  readonly text: string;
  readonly onClearSearch: () => void;
}

export function NothingFound({ text, onClearSearch }: NothingFoundProps) {
  return (
    <div className="blank">
      <h2>
        Nothing matches “<bdi>{text}</bdi>”
      </h2>
      <p>The search looks for words, or their beginnings, in title, artist and album.</p>
      <button type="button" className="button" onClick={onClearSearch}>
        Clear Search
      </button>
    </div>
  );
}

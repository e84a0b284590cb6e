/**
 * The fermata: its arc fills as the work is done. While anything is done something in it moves, also
 * where nobody knows how much is left, or one step takes its time.
 */
import './fermata-sign.css';

interface FermataSignProps {
  /** 0 to 1; null while it is not known, 'still' where nothing is going on. */
  readonly fraction: number | null | 'still';
}

/** A crescent: thick in the middle, thin at its ends, as an engraver draws it. */
const ARC_SHAPE = 'M16 108A84 84 0 0 1 184 108A84 62 0 0 0 16 108Z';
const ARC_MIDDLE = 'M16 108A84 73 0 0 1 184 108';

export function FermataSign({ fraction }: FermataSignProps) {
  const moves = fraction === null;
  const filled = typeof fraction === 'number' ? fraction * 100 : 100;
  return (
    <svg className="fermata-sign" viewBox="0 0 200 124" aria-hidden="true" data-moving={moves}>
      <clipPath id="fermata-arc">
        <path d={ARC_SHAPE} />
      </clipPath>
      <path className="fermata-track" d={ARC_SHAPE} />
      <g clipPath="url(#fermata-arc)">
        <path
          className="fermata-fill"
          d={ARC_MIDDLE}
          pathLength={100}
          strokeDasharray={moves ? '30 200' : `${filled} 200`}
        />
      </g>
      {fraction !== 'still' && !moves && (
        <g clipPath="url(#fermata-arc)">
          <path className="fermata-glint" d={ARC_MIDDLE} pathLength={100} strokeDasharray="8 200" />
        </g>
      )}
      <circle className="fermata-dot" cx="100" cy="97" r="11.5" />
    </svg>
  );
}

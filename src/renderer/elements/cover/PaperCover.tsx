/** A cover for what has no picture: a paper, a drawing and the initials, always the same for one name. */
import type { ReactNode } from 'react';
import styles from './cover.module.css';
import { initialsOf, lookOf, type PaperLook } from './paper-cover.ts';

interface PaperCoverProps {
  readonly name: string;
  /** Its corners are cut off: the initials stand in its middle. */
  readonly isRound: boolean;
}

export function PaperCover({ name, isRound }: PaperCoverProps) {
  const look = lookOf(name);
  return (
    <svg
      viewBox="0 0 100 100"
      className={styles.paper}
      data-paper={look.paper}
      data-round={isRound || undefined}
      aria-hidden="true"
      preserveAspectRatio="xMidYMid slice"
    >
      <rect width="100" height="100" className={styles.ground} />
      <g className={styles.drawing}>{drawingOf(look)}</g>
      <text x={isRound ? 50 : 9} y={isRound ? 66 : 88} className={styles.initials}>
        {initialsOf(name)}
      </text>
    </svg>
  );
}

/** In a square of 100: quiet, so that the initials are read. */
function drawingOf({ drawing, shift }: PaperLook): ReactNode {
  switch (drawing) {
    case 0:
      return <Waves shift={shift} />;
    case 1:
      return <Rings shift={shift} />;
    case 2:
      return <Sun shift={shift} />;
    case 3:
      return <Strings shift={shift} />;
    case 4:
      return <Arcs shift={shift} />;
    default:
      return <Discs shift={shift} />;
  }
}

interface DrawingProps {
  readonly shift: number;
}

function Waves({ shift }: DrawingProps) {
  const y = 22 + shift * 14;
  return (
    <>
      <path
        className={styles.second}
        d={`M0 ${y} C 25 ${y - 20} 40 ${y + 26} 62 ${y + 10} S 90 ${y - 14} 100 ${y} V100 H0 Z`}
      />
      <path
        className={styles.first}
        d={`M0 ${y + 20} C 22 ${y} 44 ${y + 40} 66 ${y + 24} S 92 ${y + 4} 100 ${y + 14} V100 H0 Z`}
      />
    </>
  );
}

function Rings({ shift }: DrawingProps) {
  const x = 30 + shift * 40;
  return [46, 35, 24, 13].map((radius, index) => (
    <circle
      key={radius}
      cx={x}
      cy="38"
      r={radius}
      className={index % 2 === 0 ? styles.first : styles.second}
    />
  ));
}

function Sun({ shift }: DrawingProps) {
  return (
    <>
      {[46, 58, 70, 82].map((y) => (
        <rect key={y} y={y} width="100" height="5" className={styles.first} />
      ))}
      <circle cx={32 + shift * 36} cy="38" r="22" className={styles.second} />
    </>
  );
}

const STRINGS = Array.from({ length: 15 }, (_, index) => index);

function Strings({ shift }: DrawingProps) {
  return STRINGS.map((index) => {
    const height = 14 + 30 * Math.abs(Math.sin((index + 1) * (0.9 + shift)));
    return (
      <rect
        key={index}
        x={8 + index * 6}
        y={42 - height / 1.3}
        width="2.4"
        height={height * 1.3}
        rx="1.2"
        className={index % 3 === 1 ? styles.second : styles.first}
      />
    );
  });
}

function Arcs({ shift }: DrawingProps) {
  const turn = Math.round(shift * 3) * 90;
  return [0, 1, 2, 3].map((index) => (
    <path
      key={index}
      d="M0 0 H25 A25 25 0 0 1 0 25 Z"
      className={index % 2 === 0 ? styles.first : styles.second}
      transform={`translate(${(index % 2) * 42 + 16} ${Math.floor(index / 2) * 32 + 12}) rotate(${turn} 12 12)`}
    />
  ));
}

function Discs({ shift }: DrawingProps) {
  return (
    <>
      <circle cx={18 + shift * 20} cy="30" r="26" className={styles.first} />
      <circle cx={66 - shift * 10} cy="42" r="18" className={styles.second} />
      <circle cx="82" cy={16 + shift * 12} r="9" className={styles.first} />
    </>
  );
}

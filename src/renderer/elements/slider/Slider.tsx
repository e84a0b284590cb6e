/**
 * A slider with a thin rail, filled up to its thumb. It is the browser's own underneath: keys, touch,
 * screen readers and writing from right to left are as on every other page.
 */
import type { ComponentProps, CSSProperties } from 'react';
import styles from './slider.module.css';

interface SliderProps extends Omit<ComponentProps<'input'>, 'type' | 'value' | 'max'> {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

export function Slider({ label, value, max, className = '', ...rest }: SliderProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  const filled: CSSProperties & Record<'--filled', string> = { '--filled': `${share * 100}%` };
  return (
    <input
      {...rest}
      type="range"
      aria-label={label}
      min={0}
      max={max}
      value={value}
      style={filled}
      className={`${styles.slider} ${className}`}
    />
  );
}

/** A button with words: plain paper, the main one of its place in brass, or quiet without a frame. */
import type { ComponentProps } from 'react';
import styles from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'paper' | 'main' | 'quiet';
}

export function Button({ look = 'paper', className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={`${styles.button} ${styles[look]} ${className}`} />
  );
}

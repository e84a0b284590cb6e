/** A button that is only an icon: its name is read aloud, and shown when it is pointed at. */
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './button.module.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: LucideIcon;
  readonly label: string;
  /** Drawn as a filled shape, as the signs of a player are. */
  readonly isFilled?: boolean;
}

export function IconButton({
  icon: Icon,
  label,
  isFilled,
  className = '',
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={`${styles.icon} ${className}`}
    >
      <Icon
        aria-hidden="true"
        fill={isFilled === true ? 'currentColor' : 'none'}
        strokeWidth={1.8}
      />
    </button>
  );
}

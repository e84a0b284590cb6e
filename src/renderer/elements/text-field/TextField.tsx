/** A line to write on, under its name, with what is wrong with it. */
import { type ComponentProps, useId } from 'react';
import styles from './text-field.module.css';

interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: string;
  /** Why what was written cannot be taken; null where it can. */
  readonly problem?: string | null;
}

export function TextField({ label, problem = null, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        type="text"
        dir="auto"
        autoComplete="off"
        {...rest}
        id={id}
        className={styles.input}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
      />
      {problem !== null && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

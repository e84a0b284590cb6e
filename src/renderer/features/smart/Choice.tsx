/** One of some words in a sentence, chosen from the system's own list. */
import styles from './smart-dialog.module.css';

interface ChoiceProps<Option extends string> {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option;
  readonly nameOf: (option: Option) => string;
  readonly onChoose: (option: Option) => void;
}

export function Choice<Option extends string>(props: ChoiceProps<Option>) {
  const { label, options, chosen, nameOf, onChoose } = props;
  return (
    <select
      className={styles.select}
      aria-label={label}
      value={chosen}
      onChange={({ target }) => {
        const option = options.find((each) => each === target.value);
        if (option !== undefined) onChoose(option);
      }}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {nameOf(option)}
        </option>
      ))}
    </select>
  );
}

/** One of a few, chosen from a list. */
import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import styles from './select.module.css';

interface Option<Value> {
  readonly value: Value;
  readonly label: string;
}

interface SelectProps<Value> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, options, value, onChange } = props;
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(chosen) => chosen !== null && onChange(chosen)}
    >
      <Base.Trigger className={styles.trigger} aria-label={label}>
        <Base.Value />
        <Base.Icon className={styles.icon}>
          <ChevronsUpDown aria-hidden="true" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          className={styles.place}
          alignItemWithTrigger={false}
          sideOffset={6}
          collisionPadding={8}
        >
          <Base.Popup className={styles.popup} aria-label={label}>
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} className={styles.option}>
                <Base.ItemText>{option.label}</Base.ItemText>
                <Base.ItemIndicator className={styles.icon}>
                  <Check aria-hidden="true" />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

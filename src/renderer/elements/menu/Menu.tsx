/** Menus: under a button, or where the pointer is. Both hold MenuItems. */
import { ContextMenu as BaseContext } from '@base-ui/react/context-menu';
import { Menu as Base } from '@base-ui/react/menu';
import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './menu.module.css';

interface MenuProps {
  /** The button that opens it: it takes a button's properties. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
}

export function Menu({ trigger, children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.place} sideOffset={6} align="end" collisionPadding={8}>
          <Base.Popup className={styles.menu}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ContextMenuProps {
  /** What has the menu, drawn as this element: `<div />`. */
  readonly place: ReactElement;
  readonly items: ReactNode;
  readonly children: ReactNode;
}

/** Opens by the secondary button, the menu key and a long press. */
export function ContextMenu({ place, items, children }: ContextMenuProps) {
  return (
    <BaseContext.Root>
      <BaseContext.Trigger render={place}>{children}</BaseContext.Trigger>
      <BaseContext.Portal>
        <BaseContext.Positioner className={styles.place} collisionPadding={8}>
          <BaseContext.Popup className={styles.menu}>{items}</BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  );
}

interface MenuItemProps {
  readonly label: string;
  readonly onSelect: () => void;
  readonly icon?: LucideIcon;
  /** As they are shown: "Ctrl+B". */
  readonly keys?: string | undefined;
  readonly isDisabled?: boolean;
}

export function MenuItem({ label, onSelect, icon: Icon, keys, isDisabled }: MenuItemProps) {
  return (
    <Base.Item className={styles.item} disabled={isDisabled === true} onClick={onSelect}>
      {Icon !== undefined && <Icon aria-hidden="true" strokeWidth={1.8} />}
      <span className={styles.label}>{label}</span>
      {keys !== undefined && <span className={styles.keys}>{keys}</span>}
    </Base.Item>
  );
}

interface MenuChoiceProps<Value extends string> {
  /** What is chosen among, for screen readers. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
}

/** Items of which one is chosen, which is marked. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  const { label, value, options, onChoose } = props;
  return (
    <Base.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(chosen: Value) => onChoose(chosen)}
    >
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          className={styles.item}
          closeOnClick
        >
          <Base.RadioItemIndicator keepMounted className={styles.mark}>
            <Check aria-hidden="true" strokeWidth={2} />
          </Base.RadioItemIndicator>
          <span className={styles.label}>{option.label}</span>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuSeparator() {
  return <Base.Separator className={styles.separator} />;
}

interface SubmenuProps {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

/** An item that opens more items beside it. */
export function Submenu({ label, icon: Icon, children }: SubmenuProps) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={styles.item}>
        {Icon !== undefined && <Icon aria-hidden="true" strokeWidth={1.8} />}
        <span className={styles.label}>{label}</span>
        <ChevronRight aria-hidden="true" className={styles.more} />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner className={styles.place} collisionPadding={8} alignOffset={-7}>
          <Base.Popup className={styles.menu}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

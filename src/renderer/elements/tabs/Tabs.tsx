/** Panels of which one is shown, each under its tab. */
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

interface Tab {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

interface TabsProps {
  /** What the tabs are about, read aloud. */
  readonly label: string;
  /** At least one; the first is shown to begin with. */
  readonly tabs: readonly [Tab, ...Tab[]];
}

export function Tabs({ label, tabs }: TabsProps) {
  return (
    <Base.Root className={styles.tabs} defaultValue={tabs[0].id}>
      <Base.List className={styles.list} aria-label={label}>
        {tabs.map(({ id, title }) => (
          <Base.Tab key={id} value={id} className={styles.tab}>
            {title}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(({ id, content }) => (
        <Base.Panel key={id} value={id} className={styles.panel}>
          {content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

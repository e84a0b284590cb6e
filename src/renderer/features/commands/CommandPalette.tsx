/** All commands that can be carried out now: typed, chosen with the arrows, carried out with Enter. */

import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { t } from '../../../shared/words/words.ts';
import { Dialog } from '../../elements/dialog/Dialog.tsx';
import styles from './commands.module.css';
import { keysShown } from './key-names.ts';
import { type Command, commandRegistry } from './registry.ts';

export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [commands] = useState(() => commandRegistry.available());
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = commands.filter(({ title, id: own }) => own !== 'commands' && matches(title, text));
  const carryOut = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    // The dialog gives the keyboard back first, and what the command opens takes it.
    setTimeout(command.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + found.length) % found.length);
    }
    if (event.key === 'Enter') carryOut(found[chosen]);
  };
  return (
    <Dialog title={t('commands.title')} onClose={onClose} initialFocus={field}>
      <input
        ref={field}
        className="field"
        type="text"
        role="combobox"
        aria-label={t('commands.field')}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
        placeholder={t('commands.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={t('commands.title')} className={styles.list}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={styles.row}
            onClick={() => carryOut(command)}
          >
            <span>{command.title}</span>
            {command.keys !== null && <kbd>{keysShown(command.keys)}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="faint">{t('commands.none')}</p>}
    </Dialog>
  );
}

/** Whether each word that was typed stands in the title. */
function matches(title: string, text: string): boolean {
  const words = text.toLocaleLowerCase().split(/\s+/);
  return words.every((word) => title.toLocaleLowerCase().includes(word));
}

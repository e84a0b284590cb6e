/** The keys of all commands that have some. */

import { useState } from 'react';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { Dialog } from '../../elements/dialog/Dialog.tsx';
import styles from './commands.module.css';
import { keysShown } from './key-names.ts';
import { commandRegistry } from './registry.ts';

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const [commands] = useState(() => commandRegistry.available());
  return (
    <Dialog title={t('commands.keys')} onClose={onClose}>
      <dl className={styles.keys}>
        {commands.map(
          ({ id, title, keys }) =>
            keys !== null && (
              <div key={id} className={styles.row}>
                <dt>{title}</dt>
                <dd>
                  <kbd>{keysShown(keys)}</kbd>
                </dd>
              </div>
            ),
        )}
      </dl>
      <div className="dialog-actions">
        <Button onClick={onClose}>{t('actions.close')}</Button>
      </div>
    </Dialog>
  );
}

/** Where toasts are shown: above the player, at the end of the line. */

import { Toast as Base } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { IconButton } from '../button/IconButton.tsx';
import styles from './toast.module.css';
import { toasts } from './toast.ts';

export function ToastArea() {
  return (
    <Base.Provider toastManager={toasts} limit={3}>
      <Base.Portal>
        <Base.Viewport className={styles.area}>
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Toasts() {
  const { toasts: shown } = Base.useToastManager();
  return shown.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className={styles.toast}
      swipeDirection={[]}
      aria-label={t('app.notification')}
    >
      <Base.Content className={styles.content}>
        <Base.Description className={styles.text} />
        {toast.actionProps !== undefined && <Base.Action className={styles.action} />}
        <Base.Close render={<IconButton icon={X} label={t('actions.dismiss')} />} />
      </Base.Content>
    </Base.Root>
  ));
}

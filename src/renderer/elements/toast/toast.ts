/**
 * Toasts: short news that needs no decision, with a way to undo it where there is one. They go by
 * themselves, and stay while they are pointed at or the keyboard is in them.
 */

import { Toast as Base } from '@base-ui/react/toast';
import { t } from '../../../shared/words/words.ts';

/** For ToastArea, which draws them. */
export const toasts = Base.createToastManager();

/** Long enough to read two lines, and to decide to undo, in milliseconds. */
const SHOWN_MS = 8_000;

interface Toast {
  /** One or two plain sentences. */
  readonly text: string;
  /** Undoes what is told. */
  readonly undo?: (() => void) | undefined;
  /** Something else that can be done about it. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** It says that something failed: it stays until it is dismissed. */
  readonly isFailure?: boolean;
  /** It says more than can be read in passing: it stays until it is dismissed. */
  readonly isKept?: boolean;
  /** Toasts with the same key take one another's place. */
  readonly key?: string;
}

/** Shows a toast; answers with what takes it away. */
export function toast({
  text,
  undo,
  action,
  isFailure = false,
  isKept = false,
  key,
}: Toast): () => void {
  const offer = undo === undefined ? action : { label: t('actions.undo'), run: undo };
  const id = toasts.add({
    ...(key === undefined ? {} : { id: key }),
    description: text,
    type: isFailure ? 'failure' : 'news',
    priority: isFailure ? 'high' : 'low',
    timeout: isFailure || isKept ? 0 : SHOWN_MS,
    actionProps:
      offer === undefined
        ? undefined
        : {
            children: offer.label,
            onClick: () => {
              toasts.close(id);
              offer.run();
            },
          },
  });
  return () => toasts.close(id);
}

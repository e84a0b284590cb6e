/** Tells what an upgrade or a repair has counted, and writes it into the library's history. */

import { notice } from '../../../shared/lifecycle-events.ts';
import { type Receipt, receiptSentences } from '../../../shared/receipts.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { lockLocation } from '../files/file-names.ts';
import { addToHistory } from '../lock/library-history.ts';
import type { LibraryRun } from './library-run.ts';

/** Emits a receipt, and has it written down; that it cannot be written is a notice. */
export function giveReceipt(
  { libraryFile, options, onEvent }: Pick<LibraryRun, 'libraryFile' | 'options' | 'onEvent'>,
  receipt: Receipt,
): Receipt {
  onEvent({ event: 'receipt', receipt });
  const { appVersion } = options;
  const told = receiptSentences(receipt).map(tellInEnglish);
  try {
    addToHistory(lockLocation(libraryFile, options.lockDir), {
      kind: 'receipt',
      at: new Date().toISOString(),
      appVersion,
      receipt,
      told,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onEvent(notice(words('receipts.notNoted', { reason })));
  }
  return receipt;
}

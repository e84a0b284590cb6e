/** How a scan ended, in words. */
import { LEFT_OUT, type ScanState } from '../../shared/api/scan.ts';
import { t } from '../../shared/words/words.ts';

/** One sentence or two; counts of nothing are left out. */
export function scanResults(scan: ScanState): string {
  const isCancelled = scan.state === 'cancelled';
  const leftOut = LEFT_OUT.reduce((sum, reason) => sum + scan.leftOut[reason], 0);
  const counts = [
    scan.added > 0 && t('scan.added', { count: scan.added }),
    scan.moved > 0 && t('scan.moved', { count: scan.moved }),
    scan.changed > 0 && t('scan.changed', { count: scan.changed }),
    scan.unchanged > 0 && t('scan.unchanged', { count: scan.unchanged }),
    scan.missing > 0 && t('scan.missing', { count: scan.missing }),
    scan.failed > 0 && t('scan.failed', { count: scan.failed }),
    leftOut > 0 && t('scan.leftOut', { count: leftOut }),
  ].filter((count) => count !== false);
  if (counts.length === 0) {
    return t(isCancelled ? 'scan.cancelledWithNothing' : 'scan.finishedWithNothing');
  }
  return t(isCancelled ? 'scan.cancelled' : 'scan.finished', { counts: counts.join(', ') });
}

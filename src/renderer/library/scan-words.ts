/** How a scan ended, in words. */
import type { ScanState } from '../../shared/api/scan.ts';
import { formatCount, formatCounted } from '../../shared/formats.ts';

/** One sentence or two; counts of nothing are left out. */
export function scanResults(scan: ScanState): string {
  const begin = scan.state === 'cancelled' ? 'Scan cancelled' : 'Scan finished';
  const counts = [
    scan.added > 0 && `${formatCounted(scan.added, 'track')} added`,
    scan.changed > 0 && `${formatCount(scan.changed)} changed`,
    scan.unchanged > 0 && `${formatCount(scan.unchanged)} unchanged`,
    scan.missing > 0 && `${formatCount(scan.missing)} missing`,
    scan.failed > 0 && `${formatCounted(scan.failed, 'file')} could not be read`,
  ].filter((count) => count !== false);
  if (counts.length === 0) return `${begin}: no audio files were found.`;
  return `${begin}: ${counts.join(', ')}.`;
}

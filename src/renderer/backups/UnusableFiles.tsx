/** What lies in the backups folder and cannot be relied on, with the reason. */
import type { UnusableFile } from '../../shared/backups.ts';
import { formatCounted } from '../../shared/formats.ts';

export function UnusableFiles({ files }: { readonly files: readonly UnusableFile[] }) {
  if (files.length === 0) return null;
  return (
    <details className="unusable">
      <summary>{`${formatCounted(files.length, 'file')} there cannot be restored`}</summary>
      <ul>
        {files.map(({ file, reason }) => (
          <li key={file}>
            <span className="problem-path">{file}</span>{' '}
            <span className="problem-reason">{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

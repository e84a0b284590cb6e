/** Of a library that cannot be opened: the newest backup that can, and what restoring it changes. */
import { useQuery } from '@tanstack/react-query';
import type { WayBack } from '../../shared/backups.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { api } from '../host/api-client.ts';
import { queryOf } from '../host/queries.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import {
  contentsName,
  differenceSentences,
  kindName,
  otherName,
  timeName,
} from './backup-words.ts';
import './backups.css';
import { t } from '../../shared/words/words.ts';

/** What a backup is the answer to. */
const RESTORABLE: ReadonlySet<ErrorCode> = new Set(['LIBRARY_DAMAGED', 'LIBRARY_TOO_NEW']);

/** The newest backup that can be opened, where an error has it for an answer. */
export function useWayBack(code: ErrorCode) {
  return useQuery({
    ...queryOf(api.wayBack, {}),
    enabled: RESTORABLE.has(code),
    // Another process may make or remove backups meanwhile.
    staleTime: 0,
  });
}

export function WayBackOffer({ code }: { readonly code: ErrorCode }) {
  const { data, error } = useWayBack(code);
  if (!RESTORABLE.has(code)) return null;
  if (error !== null) return <FailurePanel failure={error} />;
  if (data === undefined) return <p className="way-back faint">{t('backups.searching')}</p>;
  const isTooNew = code === 'LIBRARY_TOO_NEW';
  if (data === null) {
    return <NoWayBack reason={t(isTooNew ? 'backups.noReadable' : 'backups.noWayBack')} />;
  }
  return (
    <section className="way-back" aria-label={t('backups.newest')}>
      <p>
        {t(isTooNew ? 'backups.newestReadableIsOf' : 'backups.newestIsOf', {
          time: timeName(data.manifest.createdAt),
        })}{' '}
        {data.isDateDoubtful === true && t('backups.dateIsDoubtful')}
      </p>
      <p className="faint numbers">{describe(data)}</p>
    </section>
  );
}

/** Whose backups there are is told, and none of them is offered: which library it was is not known. */
function NoWayBack({ reason }: { readonly reason: string }) {
  const { data } = useQuery({ ...queryOf(api.backups, {}), staleTime: 0 });
  const others = data?.others ?? [];
  return (
    <div className="way-back">
      <p>{reason}</p>
      {others.length > 0 && (
        <p className="faint">
          {t('backups.onlyOfOthers')} {others.map(otherName).join(' · ')}
        </p>
      )}
    </div>
  );
}

function describe({ manifest, difference }: WayBack): string {
  const contents = [kindName(manifest.kind), contentsName(manifest)].join(' · ');
  if (difference === null) return contents;
  const changes = differenceSentences(difference);
  const told = changes.length === 0 ? t('backups.nothingLost') : changes.join(' ');
  return `${contents}. ${told}`;
}

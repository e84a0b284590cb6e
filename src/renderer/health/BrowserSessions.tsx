/** The browsers that `fermata serve` has let in, and how to send one away. The desktop app has none. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BrowserSession } from '../../shared/api/sessions.ts';
import { t } from '../../shared/words/words.ts';
import { timeName } from '../backups/backup-words.ts';
import { api } from '../host/api-client.ts';
import { keyOf, useRead } from '../host/queries.ts';
import { hasNativeDialogs } from '../library/choose-folders.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';

export function BrowserSessions() {
  return hasNativeDialogs() ? null : <SessionList />;
}

function SessionList() {
  const queries = useQueryClient();
  const key = keyOf(api.sessions, {});
  const { data: sessions = [], error } = useRead(api.sessions, {});
  const ending = useMutation({
    mutationFn: (id: string) => api.endSession({ id }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  const failure = ending.error ?? error;
  return (
    <section className="health-facts" aria-label={t('web.sessions')}>
      <h3>{t('web.sessions')}</h3>
      {failure !== null && <FailurePanel failure={failure} />}
      <ul className="sessions">
        {sessions.map((session) => (
          <li key={session.id}>
            <span>
              {session.browser || t('web.unknownBrowser')}
              <small className="faint health-when">{whenWords(session)}</small>
            </span>
            {!session.isOwn && (
              <button
                type="button"
                className="button"
                disabled={ending.isPending}
                onClick={() => ending.mutate(session.id)}
              >
                {t('web.sendAway')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function whenWords({ isOwn, since, lastSeen }: BrowserSession): string {
  return isOwn
    ? t('web.ownSession', { since: timeName(since) })
    : t('web.otherSession', { since: timeName(since), lastSeen: timeName(lastSeen) });
}

/** What the web process answers itself: who is let in, and whom to send away. */
import { Hono } from 'hono';
import { sessionCalls } from '../../shared/api/sessions.ts';
import { HTTP_STATUS, reportError } from '../../shared/errors.ts';
import { mountCalls } from '../library/api/mount-calls.ts';
import type { Session, Sessions } from './sessions.ts';

const PATH = '/api/sessions';

/**
 * Answers a browser that was let in, or null where something else is asked.
 *
 * @param own the session of the browser that asks
 */
export async function answerOfSessions(
  request: Request,
  sessions: Sessions,
  own: Session,
): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  if (pathname !== PATH && !pathname.startsWith(`${PATH}/`)) return null;
  const routes = new Hono();
  mountCalls(routes, sessionCalls, () => ({
    sessions: () => sessions.list(own),
    endSession: ({ id }) => {
      sessions.end(id);
      return { id };
    },
  }));
  routes.onError((error) => {
    const report = reportError(error);
    return Response.json(report, { status: HTTP_STATUS[report.code] });
  });
  const answer = await routes.fetch(request);
  answer.headers.set('Cache-Control', 'no-store');
  return answer;
}

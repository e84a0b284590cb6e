/** Was ein Browser erfährt, der nicht eingelassen wurde, und was von denen gesagt wird, die es wurden. */
import type { web as en } from '../en/web.ts';

export const web = {
  'web.sessions': 'Eingelassene Browser',
  'web.ownSession': 'Dieser, seit {since}',
  'web.otherSession': 'Seit {since}, zuletzt {lastSeen}',
  'web.unknownBrowser': 'Unbekannter Browser',
  'web.sendAway': 'Abmelden',
  'web.usedLink': 'Dieser Link wurde schon verwendet',
  'web.noLink': 'Dieser Browser wurde noch nicht eingelassen',
  'web.copyNewest':
    'Den neuesten Link aus dem Terminal kopieren, in dem Fermata läuft, und hier öffnen.',
  'web.worksOnce':
    'Jeder Link gilt einmal, für einen Browser, damit niemand sonst die Mediathek erreicht. Ein neuer steht dort bereit.',
  'web.openNewest': 'Dieser Link wurde schon verwendet. Den neuesten aus dem Terminal kopieren.',
} satisfies Record<keyof typeof en, string>;

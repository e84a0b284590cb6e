/** What a browser is told that was not let in, and what is said of those that were. */
export const web = {
  'web.sessions': 'Browsers that are let in',
  'web.ownSession': 'This one, since {since}',
  'web.otherSession': 'Since {since}, last seen {lastSeen}',
  'web.unknownBrowser': 'Unknown browser',
  'web.sendAway': 'Send Away',
  'web.usedLink': 'This link has been used',
  'web.noLink': 'This browser has not been let in yet',
  'web.copyNewest':
    'Copy the newest link from the terminal in which Fermata runs, and open it here.',
  'web.worksOnce':
    'Each link works once, for one browser, so that no one else can reach your library. A new one has just been printed.',
  'web.openNewest': 'This link has been used. Copy the newest one from the terminal.',
} as const;

/** The English catalog: its keys and placeholders are the type of every other one. */
import { about } from './about.ts';
import { access } from './access.ts';
import { actions } from './actions.ts';
import { albums } from './albums.ts';
import { app } from './app.ts';
import { backupErrors } from './backup-errors.ts';
import { backups } from './backups.ts';
import { checks } from './checks.ts';
import { cliErrors } from './cli-errors.ts';
import { commands } from './commands.ts';
import { dialogs } from './dialogs.ts';
import { encodings } from './encodings.ts';
import { errors } from './errors.ts';
import { folders } from './folders.ts';
import { formats } from './formats.ts';
import { health } from './health.ts';
import { inUse } from './in-use.ts';
import { info } from './info.ts';
import { libraryErrors } from './library-errors.ts';
import { lifecycle } from './lifecycle.ts';
import { logs } from './logs.ts';
import { menu } from './menu.ts';
import { migrations } from './migrations.ts';
import { notices } from './notices.ts';
import { places } from './places.ts';
import { player } from './player.ts';
import { playlistFiles } from './playlist-files.ts';
import { playlists } from './playlists.ts';
import { queue } from './queue.ts';
import { receipts } from './receipts.ts';
import { recovery } from './recovery.ts';
import { scan } from './scan.ts';
import { scanReasons } from './scan-reasons.ts';
import { search } from './search.ts';
import { smart } from './smart.ts';
import { smartFields } from './smart-fields.ts';
import { smartOrders } from './smart-orders.ts';
import { smartProblems } from './smart-problems.ts';
import { smartTests } from './smart-tests.ts';
import { smartUnits } from './smart-units.ts';
import { songs } from './songs.ts';
import { systemErrors } from './system-errors.ts';
import { tagErrors } from './tag-errors.ts';
import { unfound } from './unfound.ts';
import { updates } from './updates.ts';
import { userData } from './user-data.ts';
import { watching } from './watching.ts';
import { waysOn } from './ways-on.ts';
import { web } from './web.ts';

export const en = {
  ...about,
  ...access,
  ...actions,
  ...albums,
  ...app,
  ...backupErrors,
  ...backups,
  ...checks,
  ...cliErrors,
  ...commands,
  ...dialogs,
  ...encodings,
  ...errors,
  ...folders,
  ...formats,
  ...health,
  ...inUse,
  ...info,
  ...libraryErrors,
  ...lifecycle,
  ...logs,
  ...menu,
  ...migrations,
  ...notices,
  ...places,
  ...player,
  ...playlistFiles,
  ...playlists,
  ...queue,
  ...receipts,
  ...recovery,
  ...scan,
  ...scanReasons,
  ...search,
  ...smart,
  ...smartFields,
  ...smartTests,
  ...smartUnits,
  ...smartOrders,
  ...smartProblems,
  ...songs,
  ...systemErrors,
  ...tagErrors,
  ...unfound,
  ...updates,
  ...userData,
  ...waysOn,
  ...watching,
  ...web,
} as const;

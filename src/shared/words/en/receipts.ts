/** What an upgrade or a repair has changed, told once. */
export const receipts = {
  'receipts.tracksMerged':
    '{count, plural, one {# track was in the library twice and is} other {# tracks were in the library more than once and are}} there once now. Plays were added up; ratings, favourites and playlists were kept.',
  'receipts.merged': 'Entries for the same track became one: {names} fewer.',
  'receipts.backup': 'The library as it was before is kept as {file}.',
  'receipts.mended': 'Made again from the library’s tables: {names}.',
  'receipts.renamed':
    'Fermata needs the name of the table {name}, which another program had added. The table is called {newName} now.',
  'receipts.danglingRows':
    '{count, plural, one {# row referred} other {# rows referred}} to something that is not in the library. What they held is kept in {file}.',
  'receipts.setAside':
    'Other programs had added {names}, which the library can’t keep. The definitions are in {file}.',
  'receipts.mendable':
    'Your tracks and what you made are all there, but not all that follows from them: {what}. `fermata repair` makes it again.',
  'receipts.backupMended':
    'Not all that follows from the library’s tables was sound, so it was made again in the backup: {names}. Nothing is lost. `fermata repair` mends the library, too.',
  'receipts.repairIt':
    'Your tracks and what you made are all there. Run `fermata repair`, which keeps the file as it is and puts it right.',
  'receipts.searchMended':
    'The search index was damaged. It has been made again from your tracks; nothing is lost.',
  'receipts.schemaMended':
    'Parts of the library were not as Fermata makes them: {names}. They have been made again from its tables; what was there is kept in {file}.',
  'receipts.searchDamaged': 'The search index is damaged.',
  'receipts.beforeRepair': 'before a repair',
  'receipts.notNoted': 'What the upgrade changed could not be noted in the history: {reason}',
} as const;

/** Plays a track every millisecond until it is killed. Prints a line once it has begun. */
import Database from 'better-sqlite3';

const [libraryFile = ''] = process.argv.slice(2);
const db = new Database(libraryFile);
const play = db.prepare(
  `INSERT INTO plays (track_id, played_at) VALUES (1, '2026-01-01T00:00:00Z')`,
);
play.run();
console.log('1');
setInterval(() => play.run(), 1);

/**
 * The tests' rings: `npm test` runs the first, `npm run test:all` the first and the second. The third,
 * `npm run torture`, runs the random tests of the second with more rounds.
 */

/** What people run after every change: two minutes on two cores are the aim, and it takes nearly four. */
export const FIRST_RING = ['unit', 'components', 'smoke'];

/** Everything else: every journey through the app, kills, races and crashes. */
export const SECOND_RING = ['slow', 'e2e', 'e2e-alone'];

/** The files with random rounds. */
export const TORTURE = ['kill', 'restore-kill', 'race', 'mixed-race'].map(
  (name) => `e2e/${name}.spec.ts`,
);

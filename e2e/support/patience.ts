/** How long tests wait for an event before they call it missing. */

/** What takes longer hangs, also on a busy machine; limits of seconds would say nothing there. */
export const HANGS_MS = 120_000;

/** A single step of a page: it ends before its test does, so that the failure names it. */
export const STEP_HANGS_MS = 90_000;

/** What every Electron of the tests and benchmarks is started with. */

/** What Chromium has to be told by the command line of any test. */
export function switchesOf(home: string): string[] {
  // Tests may run as root, which Chromium's sandbox refuses; there is no GPU to draw with.
  return ['--no-sandbox', '--disable-gpu', `--user-data-dir=${home}`];
}

/** This process's environment, with a display to show windows on. */
export function environmentWith(display: string | null): Record<string, string> {
  const entries = Object.entries(process.env);
  const inherited = entries.flatMap(([name, value]) => (value ? [[name, value]] : []));
  return { ...Object.fromEntries(inherited), ...(display === null ? {} : { DISPLAY: display }) };
}

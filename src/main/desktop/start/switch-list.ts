/**
 * Switches of Chromium by which another program of this computer would read and drive the app's pages, take
 * their walls away, or run something of its own as a part of the app.
 */
const FORBIDDEN: readonly string[] = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-socket-name',
  'remote-debugging-targets',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'enable-automation',
  'load-extension',
  'js-flags',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'single-process',
  'browser-subprocess-path',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'zygote-cmd-prefix',
  'gpu-launcher',
  'ppapi-plugin-launcher',
  'ssl-key-log-file',
  'log-net-log',
];

/** Chromium's command line, as Electron shows it. */
interface CommandLine {
  hasSwitch(name: string): boolean;
  getSwitchValue(name: string): string;
}

/**
 * The first that the app was started with; null if there is none.
 *
 * @param isDrivenByTests whether the app was packed for its tests, which drive it by a port that Chromium
 *   chooses
 */
export function findForbidden(
  commandLine: CommandLine,
  isDrivenByTests: () => boolean,
): string | null {
  const given = FORBIDDEN.filter((name) => commandLine.hasSwitch(name));
  const isOfTests = (name: string) =>
    name === 'remote-debugging-port' && commandLine.getSwitchValue(name) === '0';
  return given.find((name) => !(isOfTests(name) && isDrivenByTests())) ?? null;
}

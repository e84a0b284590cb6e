/**
 * Whether the desktop app had to be started without Chromium's sandbox: its pages can then do what the
 * person can, should a fault of Chromium's let them. An AppImage cannot bring the helper that the sandbox
 * needs where the system has no user namespaces; its launcher leaves it out there.
 */

/** What is known of the process; its own by default. */
interface ProcessFacts {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly versions: { readonly electron?: string };
}

/** False in a process that has no pages. */
export function runsWithoutSandbox({ argv, env, versions }: ProcessFacts = process): boolean {
  if (versions.electron === undefined) return false;
  return argv.includes('--no-sandbox') || (env.ELECTRON_DISABLE_SANDBOX ?? '') !== '';
}

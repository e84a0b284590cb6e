/** Reads the tags of files one by one, and prints how long each took and how much memory. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTags } from '../../src/main/library/scan/read-tags.ts';

const [folder = ''] = process.argv.slice(2);
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const before = resetPeak();
  const startedAt = performance.now();
  readTags(join(folder, entry.name));
  const ms = performance.now() - startedAt;
  console.log(JSON.stringify({ name: entry.name, ms, mb: Math.max(0, status('VmHWM') - before) }));
}

/** Of memory, in megabytes (proc_pid_status(5)); 0 elsewhere than on Linux. */
function status(name: string): number {
  if (process.platform !== 'linux') return 0;
  const text = readFileSync('/proc/self/status', 'utf8');
  const [, kilobytes] = new RegExp(`${name}:\\s+(\\d+)`).exec(text) ?? [];
  return (Number(kilobytes) * 1_024) / 1_000_000;
}

/** Has the peak counted from here on (proc_pid_clear_refs(5)). */
function resetPeak(): number {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
  return status('VmRSS');
}

/** The project's own npm packages, as they lie in node_modules. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const NODE_MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** The version of a package that is installed. */
export function installedVersion(name: string): string {
  const file = join(NODE_MODULES, name, 'package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

/** Whether Fermata runs on what it needs: Node, its native interface, SQLite. */
import { FermataError } from '../../../../shared/errors.ts';
import type { Finding } from '../../../../shared/health.ts';
import { type Words, words } from '../../../../shared/words/words.ts';
import { openScratch } from '../../../lifecycle/sqlite/connection.ts';
import { runsWithoutSandbox } from '../../../sandbox.ts';
import { finding, ok, warning } from './finding.ts';

/** The oldest Node whose Node-API better-sqlite3 13 runs on. */
const OLDEST_NODE = [22, 14] as const;

/** @param isUnconfined whether pages run without the sandbox */
export async function checkRuntime(isUnconfined = runsWithoutSandbox()): Promise<Finding[]> {
  return [
    await finding(words('checks.node'), checkNode),
    await finding(words('checks.sqlite'), checkSqlite),
    ...(isUnconfined ? [withoutSandbox()] : []),
  ];
}

function withoutSandbox(): Finding {
  return warning(
    words('checks.sandbox'),
    words('checks.sandboxOff'),
    words('checks.howToHaveSandbox'),
  );
}

function checkNode(check: Words): Finding {
  const { node, napi, electron } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  const isTooOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  // Electron brings the Node it runs on, and the driver that was built for it.
  if (isTooOld && electron === undefined) {
    throw new FermataError(
      'INTERNAL',
      words('libraryErrors.nodeTooOld', {
        version: node,
        oldest: OLDEST_NODE.join('.'),
      }),
      {
        advice: words('libraryErrors.runNpm'),
      },
    );
  }
  return ok(
    check,
    words('checks.nodeOk', {
      node,
      napi: napi ?? '',
      system: `${process.platform} ${process.arch}`,
    }),
  );
}

function checkSqlite(check: Words): Finding {
  const scratch = openScratch();
  try {
    const version = String(scratch.prepare('SELECT sqlite_version()').pluck().get());
    return ok(check, words('checks.sqliteOk', { version }));
  } finally {
    scratch.close();
  }
}

/** The hosts with pages, asked through the API that both have, and made to end as a person would. */
import { once } from 'node:events';
import type { Page } from 'playwright';
import type { TestContext } from 'vitest';
import { z } from 'zod';
import { startOn } from './desktop.ts';
import type { TestLibrary } from './test-library.ts';
import { visitEarly } from './web-visitor.ts';

/** A process that serves a library to a page. */
export interface WorkingHost {
  /** Asks the API, whatever the library is at; the parsed answer. */
  ask(path: string, init?: { readonly method: string; readonly body?: string }): Promise<unknown>;
  /** Tells the process to end; how it ended, and how long that took in milliseconds. */
  end(): Promise<{ readonly status: unknown; readonly tookMs: number }>;
}

type StartHost = (context: TestContext, library: TestLibrary) => Promise<WorkingHost>;

const QuitSchema = z.tuple([z.number().nullable(), z.string().nullable()]);

/** The desktop app on a library; its page is the splash's until the library is open. */
export const startDesktopHost: StartHost = async (context, library) => {
  const { app } = await startOn(context, library);
  let page: Page | null = null;
  return {
    async ask(path, init) {
      page = page?.isClosed() === false ? page : await app.firstWindow();
      await page.waitForURL(/^fermata:/);
      return page.evaluate(async (asked) => (await fetch(asked.path, asked.init)).json(), {
        path,
        init,
      });
    },
    async end() {
      const from = performance.now();
      const exit = once(app.process(), 'exit');
      // The app may be gone before it answers.
      app.evaluate(({ app: electron }) => electron.quit()).catch(() => {});
      const [status, signal] = QuitSchema.parse(await exit);
      return { status: signal ?? status, tookMs: performance.now() - from };
    },
  };
};

/** The web process on a library. */
export const startWebHost: StartHost = async (_context, library) => {
  const { server, ask } = await visitEarly(library);
  return {
    ask: async (path, init) => (await ask(path, init)).json(),
    async end() {
      const from = performance.now();
      server.kill('SIGTERM');
      const { status, signal } = await server.ended;
      return { status: signal ?? status, tookMs: performance.now() - from };
    },
  };
};

/**
 * Builds the three sides of Fermata into out/: main (desktop, command line and the worker threads,
 * one entry each), the preload bridge, and the renderer's two pages.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { Notices } from './scripts/notices.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Of what the three are made of; the renderer, which is built last, has them in a file. */
const notices = new Notices(at('.'));

export default defineConfig({
  main: {
    plugins: [notices.plugin()],
    build: {
      outDir: 'out/main',
      // What the app loads as it starts is quicker to read from one file than from hundreds.
      externalizeDeps: {
        exclude: [
          'zod',
          'hono',
          'range-parser',
          'electron-log',
          'proper-lockfile',
          'intl-messageformat',
        ],
      },
      rollupOptions: {
        input: {
          desktop: at('src/main/desktop/desktop.ts'),
          cli: at('src/main/cli/cli.ts'),
          'lifecycle-worker': at('src/main/lifecycle/thread/lifecycle-worker.ts'),
          'library-worker': at('src/main/library/library-worker.ts'),
          'tag-worker': at('src/main/library/scan/tag-worker.ts'),
          'tag-write-worker': at('src/main/library/tags/tag-write-worker.ts'),
          'playlist-worker': at('src/main/library/playlists/playlist-worker.ts'),
        },
        output: {
          // Everything lies flat in out/main: a worker is found beside the file that starts it,
          // as it is in the sources.
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    plugins: [notices.plugin()],
    build: {
      outDir: 'out/preload',
      // Nor can it load a chunk that two of them share.
      isolatedEntries: true,
      rollupOptions: {
        input: { splash: at('src/preload/splash.ts'), app: at('src/preload/app.ts') },
        // A sandboxed preload script must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), notices.plugin({ emits: true })],
    build: {
      outDir: 'out/renderer',
      // A window counts as open when all of it has come and been read: as little, in as few files,
      // as the two pages can share.
      minify: true,
      cssCodeSplit: false,
      // The pages' security policy allows files only, no data: addresses.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: { splash: at('src/renderer/splash.html'), app: at('src/renderer/index.html') },
        output: {
          codeSplitting: {
            // A language is loaded where it is spoken.
            groups: [
              {
                name: 'shared',
                test: /node_modules\/(react|react-dom|scheduler|zod|intl-messageformat|@formatjs)\/|src\/(shared(?!\/words\/de\/)|renderer\/(lifecycle\/(?!FailedLibrary|RecoveryView|DesktopRecovery)|problems))\//,
              },
            ],
          },
        },
      },
    },
  },
});

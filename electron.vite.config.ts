import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import packageJson from './package.json' with { type: 'json' }

/** One build for every process outside the page: shell, command line, engine and worker are entries of their own. */
export default defineConfig({
  main: {
    // A fifth of a package's size, for pictures that speech recognition does not read.
    resolve: {
      alias: { sharp: fileURLToPath(new URL('electron/sound/speech/no-sharp.ts', import.meta.url)) },
    },
    define: { __HOOKLINE_VERSION__: JSON.stringify(packageJson.version) },
    build: {
      outDir: 'out/main',
      // What package.json calls a dev dependency is bundled: a command is short, and loading many small files is most of
      // its start. Only what is native, or reads files of its own, stays a package.
      license: { fileName: '.vite/licences.json' },
      rolldownOptions: {
        input: {
          main: 'electron/main/main.ts',
          'command-line': 'electron/host/entry.ts',
          engine: 'electron/engine/entry.ts',
          worker: 'electron/processes/worker.ts',
          seeing: 'electron/vision/seeing-thread.ts',
          trainer: 'electron/processes/trainer.ts',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      license: { fileName: '.vite/licences.json' },
      rolldownOptions: {
        input: { preload: 'electron/preload/preload.ts' },
        // A preload in the sandbox is one file of CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs', inlineDynamicImports: true },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      license: { fileName: '.vite/licences.json' },
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
})

import { defineConfig } from 'electron-vite'

/** One build for every process outside the page: command line, engine and worker are entries of their own. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Pure packages are bundled: a command is short and loading many small files is most of its start.
      externalizeDeps: { exclude: ['zod', 'commander'] },
      rollupOptions: {
        input: {
          'command-line': 'electron/host/command-line.ts',
          engine: 'electron/engine/entry.ts',
          worker: 'electron/processes/worker.ts',
        },
      },
    },
  },
})

import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import packageJson from './package.json' with { type: 'json' }

/** One build for every process outside the page: command line, engine and worker are entries of their own. */
export default defineConfig({
  main: {
    define: { __HOOKLINE_VERSION__: JSON.stringify(packageJson.version) },
    build: {
      outDir: 'out/main',
      // Pure packages are bundled: a command is short and loading many small files is most of its start.
      externalizeDeps: { exclude: ['zod', 'commander', 'p-queue'] },
      rolldownOptions: {
        input: {
          'command-line': 'electron/host/command-line.ts',
          engine: 'electron/engine/entry.ts',
          worker: 'electron/processes/worker.ts',
        },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
})

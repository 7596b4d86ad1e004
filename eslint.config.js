import js from '@eslint/js'
import boundaries from 'eslint-plugin-boundaries'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Which folder may import which: the borders of the design, as errors. */
const mayImport = {
  shared: [],
  resources: [],
  media: ['shared'],
  vision: ['shared', 'media'],
  sound: ['shared', 'media'],
  words: ['shared', 'resources'],
  scoring: ['shared', 'resources', 'words'],
  prediction: ['shared', 'resources', 'scoring'],
  store: ['shared'],
  parts: ['shared', 'resources'],
  report: ['shared', 'media', 'scoring'],
  processes: ['shared', 'media', 'vision', 'sound', 'prediction', 'report'],
  engine: [
    ...['shared', 'media', 'vision', 'sound', 'words', 'scoring', 'prediction', 'report', 'store', 'parts'],
    'processes',
  ],
  host: ['shared', 'processes'],
  preload: ['shared'],
  // host: without a window the app is the command line, and with one it is connected to the engine in the same way.
  main: ['shared', 'processes', 'preload', 'host'],
  renderer: ['shared'],
}
const folderOf = (name) => (['shared', 'resources', 'renderer'].includes(name) ? name : `electron/${name}`)

export default tseslint.config(
  // AssemblyScript has other types; its compiler looks at them.
  { ignores: ['out/', 'dist/', 'node_modules/', '.hookline/', '**/*.assembly.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Typed arrays are read by index in bounds that the loop states; `!` says so without a cost at run time.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['electron/**/*.ts', 'shared/**/*.ts', 'renderer/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.json'] } },
      'boundaries/elements': Object.keys(mayImport).map((type) => ({
        type,
        // From the root on: a folder further down may bear the same name.
        partialMatch: false,
        pattern: folderOf(type),
      })),
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: Object.entries(mayImport).map(([type, allowed]) => ({
            from: { element: { type } },
            allow: { to: { element: { type: [type, ...allowed] } } },
          })),
        },
      ],
    },
  },
  {
    files: ['electron/**/*.ts', 'shared/**/*.ts', 'renderer/**/*.{ts,tsx}'],
    ignores: ['electron/main/**', 'electron/preload/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              message: 'Only the shell (electron/main, electron/preload) may import electron.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['electron/main/**/*.ts'],
    ignores: ['electron/main/ipc.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              importNames: ['ipcMain'],
              message:
                'Only electron/main/ipc.ts hears the page: there senders are checked and arguments parsed.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ...reactHooks.configs.flat['recommended-latest'],
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', 'electron', 'electron/*'],
              message: 'shared/ runs in every process and in the page.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' },
    },
  },
  {
    // Programs for Electron's processes and for its pages.
    files: ['test/electron-double/**/*.{js,mjs,cjs}', 'test/main/launcher-program/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...[
            'Buffer',
            'Response',
            'require',
            'window',
            'document',
            'location',
            'Event',
            'CustomEvent',
            'File',
          ],
          ...['MessageChannel', 'MessagePort', 'DOMException', 'atob', 'btoa'],
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
)

import { registerHooks } from 'node:module'

// `node --import …/register.ts MAIN …` runs a main process of Electron on the double: `electron` is what stands beside.
const double = new URL('electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: double, shortCircuit: true }
      : next(specifier, context),
})
Object.defineProperty(process, 'type', { value: 'browser' })
if (process.env.ELECTRON_DOUBLE_PACKAGED === '1') {
  Object.defineProperty(process, 'resourcesPath', { value: process.env.ELECTRON_DOUBLE_RESOURCES })
  // An installed app is its own program: no entry stands between it and its arguments.
  process.argv.splice(1, 1)
} else {
  Object.defineProperty(process, 'defaultApp', { value: true })
}

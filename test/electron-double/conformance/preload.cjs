const { contextBridge, ipcRenderer, webUtils } = require('electron')

contextBridge.exposeInMainWorld('probe', {
  word: 'exposed',
  nested: { twice: (number) => number * 2 },
  fails: () => {
    throw new Error('thrown in the preload')
  },
  send: (...args) => ipcRenderer.send('sent', ...args),
  invoke: (...args) => ipcRenderer.invoke('asked', ...args),
  unknown: () => ipcRenderer.invoke('nobody'),
  later: (listener) => ipcRenderer.on('told', (_event, value) => listener(value)),
  pathOf: (file) => webUtils.getPathForFile(file),
})
ipcRenderer.on('port', ({ ports }, name) => window.postMessage({ name }, window.location.origin, ports))

import { useEffect, useState } from 'react'
import { isTable, offerTable } from '../history/importing.ts'
import { goTo, parseRoute } from '../route.ts'
import { isCaptionsFile, useSetCaptions } from '../draft/transcript/set-captions.ts'
import { useAppState } from '../state/app-state-context.tsx'
import { plural } from '../ui/wording.ts'
import { droppedFiles } from './dropped-files.ts'
import styles from './drop-anywhere.module.css'

/** Takes files that are dropped on the page or pasted into it, wherever the person is. */
export function DropAnywhere() {
  const { uploads, notices } = useAppState()
  const setCaptions = useSetCaptions()
  const [hovering, setHovering] = useState<number | null>(null)

  useEffect(() => {
    // Enter and leave come for every element under the pointer; their balance tells whether it is over the page.
    let depth = 0
    const hasFiles = (data: DataTransfer | null): data is DataTransfer =>
      Boolean(data?.types.includes('Files'))
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      depth++
      setHovering(event.dataTransfer.items.length)
    }
    const over = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    }
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setHovering(null)
    }
    const take = (data: DataTransfer): void => {
      droppedFiles(data).then((files) => {
        if (files.length === 0) {
          notices.tell('There was no file in what you dropped.')
          return
        }
        const route = parseRoute(window.location.hash)
        const captions = files.find(isCaptionsFile)
        if (captions && route.screen === 'draft' && files.length === 1) {
          void setCaptions(route.id, captions)
          return
        }
        const table = files.find(isTable)
        if (table) offerTable(table)
        const videos = files.filter((file) => !isTable(file))
        if (videos.length === 0) return
        uploads.add(videos)
        if (route.screen !== 'library') {
          notices.tell(`${plural(videos.length, 'draft')} on the way into the library.`, {
            action: { label: 'Show', run: () => goTo({ screen: 'library' }) },
          })
        }
      }, notices.tellError)
    }
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      depth = 0
      setHovering(null)
      take(event.dataTransfer)
    }
    const paste = (event: ClipboardEvent): void => {
      if (!hasFiles(event.clipboardData)) return
      event.preventDefault()
      take(event.clipboardData)
    }
    document.addEventListener('dragenter', enter)
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('dragenter', enter)
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
      document.removeEventListener('paste', paste)
    }
  }, [setCaptions, uploads, notices])

  if (hovering === null) return null
  return (
    <div className={styles.overlay}>
      <p className={styles.words}>
        Drop to score {plural(hovering, 'draft')}
        <span className={styles.more}>Measured on this computer. Nothing leaves it.</span>
      </p>
    </div>
  )
}

import { useEffect, useState, type ComponentType } from 'react'

/** A screen whose code is read when it is needed first, or ahead of that. */
export interface LoadedScreen<Props> {
  /** Reads its code once; what fails is tried again by the next who asks. */
  load: () => Promise<ComponentType<Props>>
  now: () => ComponentType<Props> | null
}

export function loadedScreen<Props>(
  read: () => Promise<{ default: ComponentType<Props> }>,
): LoadedScreen<Props> {
  let reading: Promise<ComponentType<Props>> | null = null
  let component: ComponentType<Props> | null = null
  return {
    load() {
      reading ??= read().then(
        (module) => (component = module.default),
        (thrown: unknown) => {
          reading = null
          throw thrown
        },
      )
      return reading
    },
    now: () => component,
  }
}

/**
 * Shows a screen, at once where its code is there. React's own `lazy` shows nothing for 300 ms the first time even then.
 * Throws to the boundary around it what reading the code threw.
 */
export function Screen<Props extends object>({ of, props }: { of: LoadedScreen<Props>; props: Props }) {
  const [loaded, setLoaded] = useState({ component: of.now(), error: null as Error | null })
  useEffect(() => {
    if (of.now()) return
    of.load().then(
      (component) => setLoaded({ component, error: null }),
      (thrown: unknown) =>
        setLoaded({ component: null, error: thrown instanceof Error ? thrown : new Error(String(thrown)) }),
    )
  }, [of])
  if (loaded.error) throw loaded.error
  const Loaded = loaded.component
  return Loaded && <Loaded {...props} />
}

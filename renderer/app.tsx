import { lazy, Suspense, useEffect } from 'react'
import { useRoute, type Route } from './route.ts'
import { ScreenBoundary } from './shell/screen-boundary.tsx'
import { Shell } from './shell/shell.tsx'
import { useTheme } from './shell/theme.ts'

const LibraryScreen = lazy(() => import('./library/library-screen.tsx'))
const loadDraftScreen = () => import('./draft/draft-screen.tsx')
const DraftScreen = lazy(loadDraftScreen)
const CompareScreen = lazy(() => import('./compare/compare-screen.tsx'))
const SettingsScreen = lazy(() => import('./settings/settings-screen.tsx'))

/** The screen that is opened next is read while nothing else is to do, so that a click doesn't wait for it. */
const readAheadAfterMs = 500

/** The window: what screen is shown follows the address after `#`. */
export function App() {
  const route = useRoute()
  useTheme()
  useEffect(() => {
    const timer = setTimeout(() => {
      loadDraftScreen().catch(() => undefined) // the click that needs it tells why
    }, readAheadAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Shell route={route}>
      <ScreenBoundary key={JSON.stringify(route)}>
        <Suspense fallback={null}>
          <Screen route={route} />
        </Suspense>
      </ScreenBoundary>
    </Shell>
  )
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'library':
      return <LibraryScreen />
    case 'draft':
      return <DraftScreen id={route.id} />
    case 'compare':
      return <CompareScreen ids={route.ids} />
    case 'settings':
      return <SettingsScreen />
  }
}

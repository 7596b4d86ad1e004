import { useEffect } from 'react'
import { useRoute, type Route } from './route.ts'
import { ScreenBoundary } from './shell/screen-boundary.tsx'
import { loadedScreen, Screen } from './shell/screens.tsx'
import { Shell } from './shell/shell.tsx'
import { useTheme } from './shell/theme.ts'

const library = loadedScreen(() => import('./library/library-screen.tsx'))
const draft = loadedScreen(() => import('./draft/draft-screen.tsx'))
const compare = loadedScreen(() => import('./compare/compare-screen.tsx'))
const history = loadedScreen(() => import('./history/history-screen.tsx'))
const models = loadedScreen(() => import('./models/models-screen.tsx'))
const settings = loadedScreen(() => import('./settings/settings-screen.tsx'))

/** The screens that may be opened next are read while nothing else is to do, so that a click doesn't wait for them. */
const readAheadAfterMs = 500

/** The window: what screen is shown follows the address after `#`. */
export function App() {
  const route = useRoute()
  useTheme()
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const screen of [draft, library, compare, history, models, settings])
        screen.load().catch(() => undefined) // the click that needs it tells why
    }, readAheadAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Shell route={route}>
      <ScreenBoundary key={JSON.stringify(route)}>
        <RoutedScreen route={route} />
      </ScreenBoundary>
    </Shell>
  )
}

function RoutedScreen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'library':
      return <Screen of={library} props={{}} />
    case 'draft':
      return <Screen of={draft} props={{ id: route.id }} />
    case 'compare':
      return <Screen of={compare} props={{ ids: route.ids }} />
    case 'history':
      return <Screen of={history} props={{}} />
    case 'models':
      return <Screen of={models} props={{}} />
    case 'settings':
      return <Screen of={settings} props={{}} />
  }
}

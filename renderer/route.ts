import { useSyncExternalStore } from 'react'

/** What the address after `#` names. */
export type Route =
  | { screen: 'library' }
  | { screen: 'draft'; id: string }
  | { screen: 'compare'; ids: readonly string[] }
  | { screen: 'history' }
  | { screen: 'models' }
  | { screen: 'settings' }

/** The route of an address such as `#/draft/ID`; whatever is not known leads to the library. */
export function parseRoute(hash: string): Route {
  const [screen, rest = ''] = hash.replace(/^#\/?/, '').split('/')
  const ids = rest.split(',').filter(Boolean)
  if (screen === 'draft' && ids[0]) return { screen, id: ids[0] }
  if (screen === 'compare') return { screen, ids }
  if (screen === 'history' || screen === 'models' || screen === 'settings') return { screen }
  return { screen: 'library' }
}

export function addressOfRoute(route: Route): string {
  if (route.screen === 'draft') return `#/draft/${route.id}`
  if (route.screen === 'compare') return `#/compare/${route.ids.join(',')}`
  return `#/${route.screen}`
}

export function goTo(route: Route): void {
  window.location.hash = addressOfRoute(route)
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed)
      return () => window.removeEventListener('hashchange', changed)
    },
    () => window.location.hash,
  )
  return parseRoute(hash)
}

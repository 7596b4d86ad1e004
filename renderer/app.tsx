/** The window: what screen is shown follows the address after `#`. */
export function App() {
  return <main>Hookline</main>
}

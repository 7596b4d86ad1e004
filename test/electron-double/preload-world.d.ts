export const worldSources: {
  page: (name: string) => string
  preload: (
    name: string,
    binding: string,
    served: { port: number; schemes: readonly string[] },
    source: string,
  ) => string
  codec: { encode: (value: unknown) => unknown; decode: (value: unknown) => unknown }
}

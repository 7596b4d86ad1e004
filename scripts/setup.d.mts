export declare const root: string
export declare class SetupError extends Error {}
export declare function setUp(options?: {
  forTests?: boolean
}): Promise<{ node: string; chromium: string | null }>

/** Between the main process of the double and a child that plays a utility process. */
export type ToChild =
  | { kind: 'parent'; message: Uint8Array; ports: string[] }
  | { kind: 'port'; end: string; message: Uint8Array; ports: string[] }
  | { kind: 'ended'; end: string }

export type FromChild =
  | { kind: 'parent'; message: Uint8Array }
  | { kind: 'port'; end: string; message: Uint8Array; ports: string[] }
  | { kind: 'took'; end: string }
  | { kind: 'close'; end: string }

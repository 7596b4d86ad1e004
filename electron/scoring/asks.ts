import type { CallToAction } from '../../shared/contract/words.ts'

/** What an ask is called. */
export const askNames: Readonly<Record<CallToAction['kind'], string>> = {
  follow: 'follow',
  like: 'like',
  comment: 'comment',
  share: 'share',
  save: 'save',
  link: 'open a link',
  buy: 'buy',
  'part-two': 'watch the next part',
  'sign-up': 'sign up',
  message: 'send a message',
}

/** A sentence part on an ask: “asks to follow: ‘follow for more’”. */
export function askNote({ kind, by, text }: CallToAction): string {
  return `${by === 'said' ? 'Says' : 'Shows'} “${clipped(text)}”: asks to ${askNames[kind]}`
}

function clipped(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text
}

/** A piece of HTML that is known to be whole and safe. */
export class Markup {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }
}

export type MarkupPart = Markup | string | number | null | readonly MarkupPart[]

/** HTML from a template: whatever is put in is escaped, unless it is markup itself; null puts in nothing. */
export function markup(template: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return new Markup(String.raw({ raw: template }, ...parts.map(htmlOf)))
}

function htmlOf(part: MarkupPart): string {
  if (part === null) return ''
  if (part instanceof Markup) return part.html
  if (typeof part === 'object') return part.map(htmlOf).join('')
  return escaped(String(part))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  // Control characters are not allowed in HTML, however they are written.
  return text.replace(/[&<>"']/g, (character) => entities[character]!).replace(/[^\P{Cc}\n\t]/gu, '\uFFFD')
}

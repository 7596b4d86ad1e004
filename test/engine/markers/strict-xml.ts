/** A reader of XML 1.0 that accepts nothing but what the recommendation allows, for documents without internal subsets. */
export interface XmlNode {
  name: string
  attributes: ReadonlyMap<string, string>
  children: XmlNode[]
  /** The text between the tags, without that of the children. */
  text: string
}

export interface XmlDocument {
  doctype: string | null
  comments: string[]
  root: XmlNode
}

const name = String.raw`[A-Za-z_][A-Za-z0-9_.-]*`
const attribute = new RegExp(String.raw`\s+(${name})\s*=\s*("[^"<]*"|'[^'<]*')`, 'y')
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u
const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** @throws Error where the text is not well-formed, with the place */
export function readXml(source: string): XmlDocument {
  const text = source.replace(/\r\n?/g, '\n') // XML 1.0, 2.11: line ends are one line feed
  let at = 0
  const comments: string[] = []

  function fail(reason: string): never {
    throw new Error(`${reason} at ${at}: ${JSON.stringify(text.slice(at, at + 60))}`)
  }

  function take(pattern: RegExp): RegExpExecArray | null {
    const sticky = new RegExp(pattern.source, 'yu')
    sticky.lastIndex = at
    const match = sticky.exec(text)
    if (match) at = sticky.lastIndex
    return match
  }

  function unescape(raw: string): string {
    return raw.replace(/&([^;\s]*);?/g, (reference, body: string) => {
      if (!reference.endsWith(';')) return fail('bare ampersand')
      const number = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(body)
      const character = number
        ? String.fromCodePoint(number[1] ? parseInt(number[1], 16) : Number(number[2]))
        : entities.get(body)
      if (character === undefined || illegal.test(character)) return fail(`unknown reference ${reference}`)
      return character
    })
  }

  function miscellaneous(): void {
    while (take(/\s+/) ?? comment()) continue
  }

  function comment(): boolean {
    if (!take(/<!--/)) return false
    const body = take(/(?:(?!--)[^])*/)![0]
    if (!take(/-->/)) fail('two hyphens in a comment')
    if (body.endsWith('-')) fail('a comment ends in a hyphen')
    comments.push(body)
    return true
  }

  function element(): XmlNode {
    const open = take(new RegExp(`<(${name})`)) ?? fail('no element')
    const attributes = new Map<string, string>()
    for (;;) {
      attribute.lastIndex = at
      const match = attribute.exec(text)
      if (!match) break
      at = attribute.lastIndex
      if (attributes.has(match[1]!)) fail(`attribute ${match[1]!} twice`)
      // XML 1.0, 3.3.3: bare white space in an attribute is a space.
      attributes.set(match[1]!, unescape(match[2]!.slice(1, -1).replace(/[\t\n\r]/g, ' ')))
    }
    const node: XmlNode = { name: open[1]!, attributes, children: [], text: '' }
    if (take(/\s*\/>/)) return node
    if (!take(/\s*>/)) fail('bad tag')
    for (;;) {
      const raw = take(/[^<]*/)![0]
      if (raw.includes(']]>')) fail(']]> in text')
      node.text += unescape(raw)
      if (comment()) continue
      const close = take(new RegExp(String.raw`</(${name})\s*>`))
      if (close) {
        if (close[1] !== node.name) fail(`${node.name} is closed by ${close[1]!}`)
        return node
      }
      node.children.push(element())
    }
  }

  const wrong = illegal.exec(text)
  if (wrong) throw new Error(`illegal character at ${wrong.index}`)
  if (!take(/<\?xml version="1\.0" encoding="UTF-8"\?>/)) fail('no XML declaration')
  miscellaneous()
  const doctype = take(new RegExp(String.raw`<!DOCTYPE\s+(${name})\s*>`))?.[1] ?? null
  miscellaneous()
  const root = element()
  miscellaneous()
  if (at !== text.length) fail('something after the root')
  if (doctype !== null && doctype !== root.name) fail(`the root is not ${doctype}`)
  return { doctype, comments, root }
}

/** The one child of that name. */
export function child(node: XmlNode, childName: string): XmlNode {
  const found = children(node, childName)
  if (found.length !== 1) throw new Error(`${node.name} has ${found.length} ${childName}`)
  return found[0]!
}

export function children(node: XmlNode, childName: string): XmlNode[] {
  return node.children.filter((candidate) => candidate.name === childName)
}

/** The element that a path of names leads to. */
export function descend(node: XmlNode, ...names: string[]): XmlNode {
  return names.reduce(child, node)
}

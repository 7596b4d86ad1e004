/** One element: its children are elements, or text. Attributes that are null are left out. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number | null>>
  readonly children: readonly XmlElement[] | string
}

export function xmlElement(
  name: string,
  attributes: XmlElement['attributes'] = {},
  children: XmlElement['children'] = [],
): XmlElement {
  return { name, attributes, children }
}

/** An element that holds one text or number and nothing else. */
export function xmlText(name: string, value: string | number): XmlElement {
  return xmlElement(name, {}, String(value))
}

/** A well-formed XML 1.0 document, indented, with a document type and comments before the root. */
export function xmlDocument(root: XmlElement, comments: readonly string[]): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<!DOCTYPE ${root.name}>`]
  for (const comment of comments) lines.push(`<!-- ${commentText(comment)} -->`)
  writeElement(root, '', lines)
  return lines.join('\n') + '\n'
}

function writeElement(element: XmlElement, indent: string, lines: string[]): void {
  let tag = element.name
  for (const [name, value] of Object.entries(element.attributes)) {
    if (value !== null) tag += ` ${name}="${escapeAttribute(String(value))}"`
  }
  if (typeof element.children === 'string') {
    lines.push(`${indent}<${tag}>${escapeText(element.children)}</${element.name}>`)
  } else if (element.children.length === 0) {
    lines.push(`${indent}<${tag}/>`)
  } else {
    lines.push(`${indent}<${tag}>`)
    for (const child of element.children) writeElement(child, indent + '  ', lines)
    lines.push(`${indent}</${element.name}>`)
  }
}

/** XML 1.0 has no way to write the other control characters, not even as references: they are left out. */
function legalCharacters(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
}

/** A bare carriage return would be read back as a line feed. */
function escapeText(text: string): string {
  return legalCharacters(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;')
}

/** Bare white space in an attribute would be read back as spaces. */
function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;').replace(/\t/g, '&#9;').replace(/\n/g, '&#10;')
}

/** Two hyphens may not stand together in a comment, nor one at its end. */
function commentText(text: string): string {
  return legalCharacters(text).replace(/-(?=-|$)/g, '- ')
}

/** Stands in for sharp in what is built: transformers asks for a reader of pictures, and reads none here. */
export default function noSharp(): never {
  throw new Error('No pictures are read here.')
}

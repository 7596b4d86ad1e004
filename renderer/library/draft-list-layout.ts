import { ListLayout } from 'react-aria-components/Virtualizer'
import type { Draft } from '../../shared/contract/drafts.ts'

type Layout = ListLayout<Draft>
type Item = Parameters<Layout['buildItem']>[0]

/**
 * Places the rows of the library. A row whose height the style sheet fixes is not measured: measuring lays the page out
 * once for each row that scrolls into sight. Rows with a sentence or a progress bar are as high as those need.
 */
export class DraftListLayout extends ListLayout<Draft> {
  protected override shouldInvalidateEverything(
    context: Parameters<Layout['shouldInvalidateEverything']>[0],
  ): boolean {
    return (
      super.shouldInvalidateEverything(context) ||
      this.estimatedRowSize !== (context.layoutOptions?.estimatedRowSize ?? this.estimatedRowSize)
    )
  }

  protected override buildItem(item: Item, x: number, y: number): ReturnType<Layout['buildItem']> {
    const node = super.buildItem(item, x, y)
    if (item.value && isOfFixedHeight(item.value) && this.estimatedRowSize !== null) {
      node.layoutInfo.rect.height = this.estimatedRowSize
      node.layoutInfo.estimatedSize = false
      node.validRect = node.layoutInfo.rect.intersection(this.requestedRect)
    }
    return node
  }
}

/** Whether the style sheet fixes the height of a draft's row. */
export function isOfFixedHeight({ state }: Draft): boolean {
  return state === 'scored' || state === 'cancelled'
}

import type { MenuItemConstructorOptions } from 'electron'

/** An item as Electron makes it from its options. */
class MenuItemDouble {
  readonly options: MenuItemConstructorOptions
  readonly id: string | undefined
  readonly label: string
  readonly role: MenuItemConstructorOptions['role']
  readonly type: string
  readonly accelerator: unknown
  readonly submenu: MenuDouble | undefined
  enabled: boolean
  visible: boolean

  constructor(options: MenuItemConstructorOptions) {
    const { label, role, type, submenu } = options
    if (label === undefined && role === undefined && type === undefined)
      throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
    this.options = options
    this.id = options.id
    this.label = label ?? role ?? ''
    this.role = role
    this.type = type ?? (submenu ? 'submenu' : 'normal')
    this.accelerator = options.accelerator
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.submenu = Array.isArray(submenu) ? MenuDouble.buildFromTemplate(submenu) : undefined
  }
  readonly click = (): void => {
    if (this.enabled) this.options.click?.(this as never, undefined, {})
  }
}

let applicationMenu: MenuDouble | null = null

class MenuDouble {
  items: MenuItemDouble[] = []

  static buildFromTemplate(template: MenuItemConstructorOptions[]): MenuDouble {
    if (!Array.isArray(template))
      throw new TypeError('Invalid template for Menu: Menu template must be an array')
    const menu = new MenuDouble()
    menu.items = template.map((options) => new MenuItemDouble(options))
    return menu
  }
  static setApplicationMenu(menu: MenuDouble | null): void {
    applicationMenu = menu
  }
  static getApplicationMenu(): MenuDouble | null {
    return applicationMenu
  }
  getMenuItemById(id: string): MenuItemDouble | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}
export { MenuDouble as Menu, MenuItemDouble as MenuItem }

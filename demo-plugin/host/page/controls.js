// The controls of the bar: menus, permissions, and buttons that call an API.

const element = (id) => document.getElementById(id)

/** The messages that require a permission, by the names that a plugin passes to isAllowedTo. */
const PROTECTED = {
  createManagedCollection: "createManagedCollection",
  "ManagedCollection.setFields": "setManagedCollectionFields",
  "ManagedCollection.addItems": "addManagedCollectionItems2",
  "ManagedCollection.removeItems": "removeManagedCollectionItems",
  "ManagedCollection.setItemOrder": "setManagedCollectionItemOrder",
  "ManagedCollection.setPluginData": "setPluginDataForNode",
  setPluginData: "setPluginData",
}

/** Closes an open menu on Escape, on a press elsewhere, and when the plugin takes the focus. */
export function closeMenus() {
  const close = (except) => {
    for (const menu of document.querySelectorAll(".menu[open]")) {
      if (!menu.contains(except)) menu.open = false
    }
  }
  addEventListener("pointerdown", ({ target }) => close(target))
  addEventListener("blur", () => close(null))
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return
    document.querySelector(".menu[open] > summary")?.focus()
    close(null)
  })
}

/**
 * Adds a checkbox for each permission.
 *
 * @param changed called when the user changes one
 * @returns { [message]: isAllowed }, kept up to date
 */
export function permissions(changed) {
  const map = {}
  for (const [name, message] of Object.entries(PROTECTED)) {
    map[message] = true
    const box = document.createElement("input")
    box.type = "checkbox"
    box.checked = true
    box.onchange = () => {
      map[message] = box.checked
      changed()
    }
    const label = document.createElement("label")
    label.append(box, name)
    element("permissions").append(label)
  }
  return map
}

/** Shows a menu of buttons that send requests: { title, items: [{ label, url }] }. */
export function showActions({ title, items }) {
  element("actions").hidden = false
  element("actions-title").textContent = title
  element("action-items").replaceChildren(
    ...items.map(({ label, url }) => button(label, async () => {
      element("action-result").textContent = await send(label, url)
    })),
  )
}

async function send(label, url) {
  try {
    const response = await fetch(url, { method: "POST" })
    return response.ok ? `Sent: ${label}` : `The API returned status ${response.status}.`
  } catch {
    return "The API does not answer."
  }
}

/**
 * Makes the entries of a plugin's menu; those of a submenu follow its name.
 *
 * @param items as the SDK sends them
 * @param chosen called with an entry's actionId
 */
export function menuEntries(items, chosen) {
  return items
    .filter(({ visible = true }) => visible)
    .flatMap(({ type, label, secondaryLabel, actionId, enabled = true, checked, submenu }) => {
      if (type === "separator") return document.createElement("hr")
      const entry = button(label, () => chosen(actionId))
      if (checked) entry.setAttribute("aria-pressed", "true")
      entry.disabled = !enabled || submenu !== undefined
      if (secondaryLabel) {
        const small = document.createElement("small")
        small.textContent = secondaryLabel
        entry.append(small)
      }
      return [entry, ...menuEntries(submenu ?? [], chosen)]
    })
}

export function button(label, onClick) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = label
  made.onclick = onClick
  return made
}

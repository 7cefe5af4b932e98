// The table of a collection's items.

const element = (id) => document.getElementById(id)

/** Shows a collection; undefined if there is none. */
export function showCollection(collection) {
  const items = collection?.items ?? []
  element("collection").textContent = collection ? `${collection.name}: ${items.length} items` : "CMS"
  element("forget").hidden = !collection
  element("no-items").hidden = items.length > 0
  element("items").hidden = items.length === 0
  if (!collection) return
  const head = row("th", ["Slug", ...collection.fields.map((field) => field.name)])
  const body = items.map((item) =>
    row("td", [item.slug, ...collection.fields.map((field) => content(field, item.fieldData[field.id]))]),
  )
  element("items").firstElementChild.replaceChildren(head, ...body)
}

function content({ type, cases }, entry) {
  const value = entry?.value ?? null
  if (value === null) return ""
  switch (type) {
    case "enum":
      return cases.find(({ id }) => id === value).name
    case "boolean":
      return value ? "Yes" : "No"
    case "date":
      return String(value).slice(0, "2000-01-31".length)
    case "color":
      return swatch(String(value))
    default:
      return typeof value === "object" ? JSON.stringify(value) : String(value)
  }
}

function swatch(color) {
  const made = document.createElement("span")
  made.className = "swatch"
  made.style.setProperty("--swatch", color)
  const both = document.createDocumentFragment()
  both.append(made, color)
  return both
}

function row(tag, contents) {
  const made = document.createElement("tr")
  for (const content of contents) {
    const cell = document.createElement(tag)
    cell.append(content)
    made.append(cell)
  }
  return made
}

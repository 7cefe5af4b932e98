// The project that the plugin works on: collections that survive a reload, with Framer's rules for them.

// Framer's limits for one key of plugin data, and for one collection.
const MAX_BYTES = 2000
const MAX_FIELDS = 30

export class Project {
  #key
  #state
  #changed

  /**
   * @param plugin the plugin's URL; each plugin has a project of its own
   * @param changed called after each change
   */
  constructor(plugin, changed) {
    this.#key = `framer-stand-in ${plugin}`
    this.#state = JSON.parse(localStorage.getItem(this.#key)) ?? { collections: [], data: {} }
    this.#changed = changed
  }

  get collections() {
    return this.#state.collections
  }

  /** The collection that was created last, or undefined. */
  get shown() {
    return this.#state.collections.at(-1)
  }

  forget() {
    this.#state = { collections: [], data: {} }
    this.#keep()
  }

  #keep() {
    localStorage.setItem(this.#key, JSON.stringify(this.#state))
    this.#changed()
  }

  #collection(id) {
    const found = this.#state.collections.find((collection) => collection.id === id)
    if (!found) throw new Error(`Unknown collection ${id}`)
    return found
  }

  #create(name) {
    if (this.#state.collections.some((collection) => collection.name === name)) {
      throw new Error(`A collection named ${name} exists already`)
    }
    const id = `collection-${Date.now()}`
    this.#state.collections.push({ id, name, fields: [], items: [], data: {} })
    this.#keep()
    return this.shown
  }

  /** The methods by the names that the SDK sends. */
  methods = {
    // Framer creates the collection before it opens the plugin to configure it.
    getActiveManagedCollection: () => about(this.shown ?? this.#create("Catalogue")),
    getManagedCollections: () => this.#state.collections.map(about),
    createManagedCollection: (name) => about(this.#create(name)),
    setActiveCollection: (id) => void this.#collection(id),

    getManagedCollectionFields2: (id) => this.#collection(id).fields,
    setManagedCollectionFields: (id, fields) => {
      if (fields.length > MAX_FIELDS) throw new Error(`A collection has at most ${MAX_FIELDS} fields`)
      this.#collection(id).fields = fields.map((field) => ({ userEditable: false, ...field }))
      this.#keep()
    },

    getManagedCollectionItemIds: (id) => this.#collection(id).items.map((item) => item.id),
    addManagedCollectionItems2: (id, items) => {
      const collection = this.#collection(id)
      const kept = new Map(collection.items.map((item) => [item.id, item]))
      for (const item of items) {
        check(collection, item)
        kept.set(item.id, item)
      }
      const slugs = new Set([...kept.values()].map((item) => item.slug))
      if (slugs.size < kept.size) throw new Error("Two items have the same slug")
      collection.items = [...kept.values()]
      this.#keep()
    },
    removeManagedCollectionItems: (id, ids) => {
      const collection = this.#collection(id)
      collection.items = collection.items.filter((item) => !ids.includes(item.id))
      this.#keep()
    },
    setManagedCollectionItemOrder: (id, ids) => {
      const place = new Map(ids.map((itemId, index) => [itemId, index]))
      const last = ids.length
      this.#collection(id).items.sort(
        (a, b) => (place.get(a.id) ?? last) - (place.get(b.id) ?? last),
      )
      this.#keep()
    },

    // The stand-in has no canvas: nothing is selected, and what a plugin adds is only logged.
    getSelection: () => [],
    getText: () => null,
    getImage: () => null,
    addText: () => {},
    addSVG: () => {},
    setText: () => {},

    getPluginData: (key) => this.#state.data[key] ?? null,
    setPluginData: (key, value) => this.#set(this.#state.data, key, value),
    getPluginDataKeys: () => Object.keys(this.#state.data),
    getPluginDataForNode: (id, key) => this.#collection(id).data[key] ?? null,
    setPluginDataForNode: (id, key, value) => this.#set(this.#collection(id).data, key, value),
    getPluginDataKeysForNode: (id) => Object.keys(this.#collection(id).data),
  }

  #set(data, key, value) {
    if (value === null) {
      delete data[key]
    } else if (new TextEncoder().encode(value).length > MAX_BYTES) {
      throw new Error(`Plugin data has at most ${MAX_BYTES} bytes a key`)
    } else {
      data[key] = value
    }
    this.#keep()
  }
}

/** Returns a collection as the SDK receives it. */
function about({ id, name }) {
  const slugField = { slugFieldName: null, slugFieldBasedOn: null }
  return { id, name, ...slugField, readonly: true, managedBy: "thisPlugin" }
}

/** Throws if an item does not fit the collection's fields. */
function check({ fields }, { id, slug, fieldData }) {
  if (!id || !slug) throw new Error("An item needs an id and a slug")
  for (const [name, entry] of Object.entries(fieldData)) {
    const field = fields.find((candidate) => candidate.id === name)
    if (!field) throw new Error(`Unknown field ${name}`)
    if (field.type !== entry.type) throw new Error(`Field ${name} has the type ${field.type}, not ${entry.type}`)
    if (field.type === "enum" && !field.cases.some((known) => known.id === entry.value)) {
      throw new Error(`Field ${name} has no case ${entry.value}`)
    }
  }
}

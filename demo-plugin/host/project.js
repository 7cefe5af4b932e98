// The project that the plugin works on: collections that outlive a reload, and the rules that Framer
// applies to them.

const KEY = "latchkey-stand-in"

// What Framer stores under one key of plugin data, and in one collection.
const MOST_BYTES = 2000
const MOST_FIELDS = 30

export class Project {
  #state = JSON.parse(localStorage.getItem(KEY)) ?? { collections: [], data: {} }
  #changed

  /** @param changed called when something in the project has changed */
  constructor(changed) {
    this.#changed = changed
  }

  /** What is shown: the last collection that was worked on, or undefined. */
  get shown() {
    return this.#state.collections.at(-1)
  }

  forget() {
    this.#state = { collections: [], data: {} }
    this.#keep()
  }

  #keep() {
    localStorage.setItem(KEY, JSON.stringify(this.#state))
    this.#changed()
  }

  #collection(id) {
    const found = this.#state.collections.find((collection) => collection.id === id)
    if (!found) throw new Error(`There is no collection ${id}`)
    return found
  }

  #create(name) {
    if (this.#state.collections.some((collection) => collection.name === name)) {
      throw new Error(`There is a collection with the name ${name}`)
    }
    const id = `collection-${Date.now()}`
    this.#state.collections.push({ id, name, fields: [], items: [], data: {} })
    this.#keep()
    return this.shown
  }

  /** The methods that a plugin may call, by the names that the SDK sends. */
  methods = {
    // Framer makes the collection before it opens the plugin to configure it.
    getActiveManagedCollection: () => about(this.shown ?? this.#create("Catalogue")),
    getManagedCollections: () => this.#state.collections.map(about),
    createManagedCollection: (name) => about(this.#create(name)),
    setActiveCollection: (id) => void this.#collection(id),

    getManagedCollectionFields2: (id) => this.#collection(id).fields,
    setManagedCollectionFields: (id, fields) => {
      if (fields.length > MOST_FIELDS) throw new Error(`At most ${MOST_FIELDS} fields`)
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
    } else if (new TextEncoder().encode(value).length > MOST_BYTES) {
      throw new Error(`Plugin data is at most ${MOST_BYTES} bytes a key`)
    } else {
      data[key] = value
    }
    this.#keep()
  }
}

/** What the SDK is told of a collection. */
function about({ id, name }) {
  const slugField = { slugFieldName: null, slugFieldBasedOn: null }
  return { id, name, ...slugField, readonly: true, managedBy: "thisPlugin" }
}

/** Refuses an item that does not fit the collection's fields. */
function check({ fields }, { id, slug, fieldData }) {
  if (!id || !slug) throw new Error("An item needs an id and a slug")
  for (const [name, entry] of Object.entries(fieldData)) {
    const field = fields.find((candidate) => candidate.id === name)
    if (!field) throw new Error(`There is no field ${name}`)
    if (field.type !== entry.type) throw new Error(`${name} is of the type ${field.type}`)
    if (field.type === "enum" && !field.cases.some((known) => known.id === entry.value)) {
      throw new Error(`${name} has no case ${entry.value}`)
    }
  }
}

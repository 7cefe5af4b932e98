// Counts what a Worker asks the platform for, through the bindings that it is given.

export let counts;

/** Restarts the counts. */
export function countAnew() {
  counts = { requests: 0, objectRequests: 0, queries: 0, rowsRead: 0, rowsWritten: 0 };
}

countAnew();

/** A D1 database that counts its queries, and the rows that it says these have read and written. */
export function countedDatabase(database) {
  const plain = new WeakMap();
  const counted = (made) => {
    counts.queries++;
    counts.rowsRead += made.meta.rows_read;
    counts.rowsWritten += made.meta.rows_written;
    return made;
  };
  const countedStatement = (statement) => {
    const all = async () => counted(await statement.all());
    const asked = {
      bind: (...values) => countedStatement(statement.bind(...values)),
      all,
      run: all,
      async first(column) {
        const row = (await all()).results[0] ?? null;
        return row && column !== undefined ? row[column] : row;
      },
      async raw(options) {
        const { results } = await all();
        const head = options?.columnNames && results.length > 0 ? [Object.keys(results[0])] : [];
        return [...head, ...results.map((row) => Object.values(row))];
      },
    };
    plain.set(asked, statement);
    return asked;
  };
  return {
    prepare: (sql) => countedStatement(database.prepare(sql)),
    batch: async (statements) =>
      (await database.batch(statements.map((asked) => plain.get(asked)))).map(counted),
    async exec(sql) {
      const made = await database.exec(sql);
      counts.queries += made.count;
      return made;
    },
    withSession: (...given) => countedDatabase(database.withSession(...given)),
  };
}

/** A KV namespace: each call is a query, which reads or writes a row. */
const countedKeys = (keys) =>
  new Proxy(keys, {
    get(target, name) {
      const method = target[name];
      return typeof method !== "function"
        ? method
        : (...given) => {
            counts.queries++;
            counts[name === "put" || name === "delete" ? "rowsWritten" : "rowsRead"]++;
            return method.apply(target, given);
          };
    },
  });

/** A Worker's bindings and variables, the D1 databases and KV namespaces among them counted. */
export function countedBindings(environment) {
  const counted = { ...environment };
  for (const [name, binding] of Object.entries(environment)) {
    if (typeof binding?.prepare === "function") {
      counted[name] = countedDatabase(binding);
    } else if (typeof binding?.getWithMetadata === "function") {
      counted[name] = countedKeys(binding);
    }
  }
  return counted;
}

let isStorageCounted = false;

/** Counts what objects read and write, from the first one's storage on. */
export function countStorage(storage) {
  if (isStorageCounted) {
    return;
  }
  isStorageCounted = true;
  const count = (object, name, what) => {
    const methods = Object.getPrototypeOf(object);
    const platform = methods[name];
    methods[name] = function (...given) {
      counts[what]++;
      return platform.apply(this, given);
    };
  };
  count(storage.kv, "get", "rowsRead");
  count(storage.kv, "put", "rowsWritten");
  count(storage.kv, "delete", "rowsWritten");
  count(storage, "setAlarm", "rowsWritten");
  count(storage, "deleteAll", "rowsWritten");
}

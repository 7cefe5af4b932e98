// Runs the built Worker in workerd for the tests: reads one line of JSON, {entry, bindings, persist}
// and what else miniflare should know, prints {"url"} when it serves, and everything that the Worker logs, and ends with its input.

import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { Miniflare } from "miniflare";

const lines = createInterface({ input: process.stdin });
let miniflare;

lines.on("line", async (line) => {
  const { entry, bindings, persist, schema, database = "DB", ...more } = JSON.parse(line);
  miniflare = new Miniflare({
    host: "127.0.0.1",
    port: 0,
    modules: true,
    modulesRules: [{ type: "ESModule", include: ["**/*.js"] }],
    scriptPath: path.resolve(entry),
    modulesRoot: path.resolve("."),
    unsafeTriggerHandlers: true,
    compatibilityDate: "2026-03-01",
    bindings,
    durableObjects: { ROWS: { className: "Row", useSQLite: true } },
    durableObjectsPersist: persist,
    ...(bindings.STORE === "d1" ? { d1Databases: ["DB"], d1Persist: persist } : {}),
    ...more,
  });
  const url = await miniflare.ready;
  if (bindings.STORE === "d1") {
    const rows = await miniflare.getD1Database(database);
    const text = schema ?? fs.readFileSync("schema.sql", "utf8");
    const statements = text.replace(/^--.*$/gm, "").split(";");
    for (const statement of statements.filter((text) => text.trim())) {
      await rows.prepare(statement).run();
    }
  }
  console.log(JSON.stringify({ url: url.origin }));
});

lines.on("close", async () => {
  await miniflare?.dispose();
  process.exit(0);
});

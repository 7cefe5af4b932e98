// Runs the built Worker in workerd for the tests: reads one line of JSON, {entry, bindings, persist},
// prints {"url"} when it serves, and everything that the Worker logs, and ends with its input.

import path from "node:path";
import { createInterface } from "node:readline";
import { Miniflare } from "miniflare";

const lines = createInterface({ input: process.stdin });
let miniflare;

lines.on("line", async (line) => {
  const { entry, bindings, persist } = JSON.parse(line);
  const root = path.resolve("target");
  miniflare = new Miniflare({
    host: "127.0.0.1",
    port: 0,
    modules: [
      { type: "ESModule", path: path.resolve(entry) },
      ...["index.js", "relay.js"]
        .map((name) => path.join(root, "worker", name))
        .filter((file) => file !== path.resolve(entry))
        .map((file) => ({ type: "ESModule", path: file })),
    ],
    modulesRoot: path.resolve("."),
    compatibilityDate: "2026-03-01",
    bindings,
    durableObjects: { ROWS: { className: "Row", useSQLite: true } },
    durableObjectsPersist: persist,
  });
  const url = await miniflare.ready;
  console.log(JSON.stringify({ url: url.origin }));
});

lines.on("close", async () => {
  await miniflare?.dispose();
  process.exit(0);
});

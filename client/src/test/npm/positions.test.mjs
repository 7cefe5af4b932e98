// A stack in the module, read through its source map, names the line of Java that made the call.

import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import assert from "node:assert/strict";
import fs from "node:fs";
import { fileURLToPath } from "node:url";

const JAVA = "io/github/latchkey/client";

Error.stackTraceLimit = 50;
for (const entry of ["latchkey", "latchkey/debug"]) {
  const file = fileURLToPath(import.meta.resolve(entry));
  const { createOAuthClient } = await import(entry);
  const map = new TraceMap(fs.readFileSync(`${file}.map`, "utf8"));
  const stacks = [];
  const client = createOAuthClient({
    relay: "https://relay.example",
    apiOrigins: ["https://api.example"],
    storage: null,
    fetch: async () => {
      stacks.push(new Error().stack);
      return new Response("{}");
    },
  });
  client.subscribe(() => stacks.push(new Error().stack));
  client.setTokens({ access_token: "A1", refresh_token: "R1" });
  await client.fetch("https://api.example/me");
  const refusal = await client.refresh().catch((reason) => reason);
  stacks.push(refusal.stack);
  const lines = stacks.map((stack) => javaLines(map, file, stack));

  const expected = [
    ["SnapshotStore", "tell(listeners"],
    ["AuthorizedFetch", "call("],
    ["Refresh", "ask()"],
    ["Refresh", "OAuthException.jsError("],
  ];
  assert.equal(stacks.length, expected.length, entry);
  expected.forEach(([type, call], i) => {
    const isThere = lines[i].some((line) => line.startsWith(`${JAVA}/${type}.java: `) && line.includes(call));
    assert(isThere, `${entry}: no "${call}" of ${type}.java in\n${lines[i].join("\n")}`);
  });

  for (const [i, source] of map.sources.entries()) {
    const isOurs = source.startsWith(JAVA);
    assert.equal(typeof map.sourcesContent[i], "string", source);
    if (isOurs) assert.equal(map.sourcesContent[i], fs.readFileSync(`../../src/main/java/${source}`, "utf8"));
  }
}

function javaLines(map, file, stack) {
  const frames = stack.matchAll(/\/([^/()\s]+):(\d+):(\d+)\)?$/gm);
  return [...frames]
    .filter(([, name]) => file.endsWith(name))
    .map(([, , line, column]) => originalPositionFor(map, { line: +line, column: column - 1 }))
    .filter(({ source }) => source !== null)
    .map(({ source, line }) => `${source}: ${sourceLine(map, source, line)}`);
}

function sourceLine(map, source, line) {
  return map.sourcesContent[map.sources.indexOf(source)]?.split("\n")[line - 1].trim();
}

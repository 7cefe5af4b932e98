// The tarball, looked at by the tools that know what goes wrong with packages.

import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import assert from "node:assert/strict";
import fs from "node:fs";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const { messages, pkg } = await publint({ pkgDir: "node_modules/latchkey", strict: true });
assert.deepEqual(messages.map((message) => formatMessage(message, pkg, { color: false })), []);

const tarball = new Uint8Array(fs.readFileSync("latchkey.tgz"));
const { problems } = await checkPackage(createPackageFromTarballData(tarball));
// This one says no more than that the package is an ES module: a require of one fails in Node before
// 20.19, and works from then on. A second build for it would double the package for no plugin.
const forES = problems.filter(
  ({ kind, resolutionKind }) => !(kind === "CJSResolvesToESM" && resolutionKind === "node16-cjs"),
);
assert.deepEqual(forES, []);

assert.deepEqual(fs.readdirSync("node_modules/latchkey").sort(), [
  "LICENSE",
  "README.md",
  "latchkey.d.ts",
  "latchkey.debug.js",
  "latchkey.debug.js.map",
  "latchkey.js",
  "latchkey.js.map",
  "package.json",
]);
for (const name of ["latchkey.js.map", "latchkey.debug.js.map"]) {
  const map = fs.readFileSync(`node_modules/latchkey/${name}`, "utf8");
  assert(!/"[^"\s]*\/(target|home|tmp|root)\//.test(JSON.stringify(JSON.parse(map).sources)), "a machine's paths");
}

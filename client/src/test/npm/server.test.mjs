// On a server the module is imported, and a client made, before anybody renders: nobody is signed
// in there, nothing is kept alive, and what cannot work says why.

import assert from "node:assert/strict";
import { createOAuthClient, isLocal } from "latchkey";
import * as debug from "latchkey/debug";

assert.equal(typeof window, "undefined");
const before = Object.getOwnPropertyNames(globalThis).length;
for (const create of [createOAuthClient, debug.createOAuthClient]) {
  const client = create({
    relay: "https://relay.example",
    fetch: async () => Response.json({ url: "https://provider.example/", readKey: "key", expires_in: 600 }),
  });
  client.subscribe(() => {});
  assert.deepEqual({ ...client.getSnapshot() }, {
    isSignedIn: false,
    login: null,
    error: null,
    grantedScopes: [],
    missingScopes: [],
    isPersisted: false,
  });
  assert.equal(client.tokens, null);
  await assert.rejects(client.getAccessToken(), { code: "login_required" });
  await assert.rejects(client.login(), /window is not defined/);
}
assert.equal(isLocal(), false);
assert.equal(Object.getOwnPropertyNames(globalThis).length, before);

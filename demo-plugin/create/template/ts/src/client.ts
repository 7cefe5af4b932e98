// Who logs in and calls the API.

import { createOAuthClient } from "latchkey"

// Set by "npm run dev" and the test, where a fake stands in for the provider.
const fake = import.meta.env.VITE_API

{{#HOST_EACH}}
// Each customer has a host of its own: ask the person for it, and make the client when you know it.
{{/HOST_EACH}}
const api = fake ?? "{{API}}"

{{#LOGIN_SUBDOMAIN}}
export const loginOptions = fake ? {} : { subdomain: "my-company" }
{{/LOGIN_SUBDOMAIN}}
{{^LOGIN_SUBDOMAIN}}
export const loginOptions = {}
{{/LOGIN_SUBDOMAIN}}

export const client = createOAuthClient({
  relay: {
    local: import.meta.env.VITE_RELAY ?? "https://localhost:8787",
    production: "https://relay.example.com", // where you have deployed the relay
  },
  apiOrigins: [api],
{{#THROUGH_RELAY}}
  throughRelay: [api], // the API refuses browsers
{{/THROUGH_RELAY}}
{{#TOKEN_HEADER}}
  authorizeRequest(headers, tokens) {
    headers.set("Authorization", `Bearer ${tokens.access_token}`)
    headers.set("{{TOKEN_HEADER}}", tokens.access_token)
  },
{{/TOKEN_HEADER}}
})

/** Says who is logged in. */
export async function whoAmI() {
  const response = await client.fetch(`${api}{{PATH}}`{{REQUEST}})
  if (!response.ok) throw new Error(`The API answers ${response.status}.`)
  const answer = await response.json()
  return String(answer{{MEMBER}})
}

// A fake of {{TITLE}}: its login page, its token endpoint and its API, as far as this plugin meets them. It is as
// strict as {{TITLE}} about how the relay presents itself (TOKEN_AUTH and TOKEN_BODY in .dev.vars).

import { createHash, randomUUID } from "node:crypto"
import { createServer } from "node:http"
import { pathOf } from "./settings.mjs"

/** What the API answers. */
const API_ANSWER = {{SAMPLE}}

{{#REFRESHES}}
const TOKEN_SECONDS = 60
{{/REFRESHES}}

/** Starts it on a free port. */
export async function startProvider(settings) {
  const clientId = "fake-client"
  const clientSecret = randomUUID()
  const codes = new Map()
  const accessTokens = new Set()
  const refreshTokens = new Set() // those that are good

  const authorize = pathOf(settings.AUTHORIZE_ENDPOINT)
  const token = pathOf(settings.TOKEN_ENDPOINT)
  const refresh = pathOf(settings.REFRESH_ENDPOINT ?? settings.TOKEN_ENDPOINT)

  /** Whether the relay says who it is in the provider's way. */
  function isClient(request, form) {
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`
    return settings.TOKEN_AUTH === "basic"
      ? request.headers.authorization === basic
      : form.client_id === clientId && form.client_secret === clientSecret
  }

  function isVerified({ challenge }, { code_verifier: verifier = "" }) {
    return !challenge || createHash("sha256").update(verifier).digest("base64url") === challenge
  }

  function issue(refreshToken) {
    const accessToken = `fake-${randomUUID()}`
    accessTokens.add(accessToken)
    const tokens = { token_type: "bearer", access_token: accessToken, scope: settings.SCOPE }
{{#REFRESHES}}
    setTimeout(() => accessTokens.delete(accessToken), TOKEN_SECONDS * 1000).unref()
    Object.assign(tokens, { expires_in: TOKEN_SECONDS, refresh_token: refreshToken })
    refreshTokens.add(refreshToken)
{{/REFRESHES}}
    return settings.TOKEN_MEMBER ? { ok: true, [settings.TOKEN_MEMBER]: tokens } : tokens
  }

  function tokensFor(form) {
    if (form.grant_type === "refresh_token") {
{{#ROTATES}}
      return refreshTokens.delete(form.refresh_token) ? issue(`fake-${randomUUID()}`) : null
{{/ROTATES}}
{{^ROTATES}}
      return refreshTokens.has(form.refresh_token) ? issue(form.refresh_token) : null
{{/ROTATES}}
    }
    const login = codes.get(form.code)
    codes.delete(form.code)
    return login?.redirectUri === form.redirect_uri && isVerified(login, form) ? issue(`fake-${randomUUID()}`) : null
  }

  async function answer(request, url) {
    if (url.pathname === authorize) {
      const asked = Object.fromEntries(url.searchParams)
      const back = new URL(asked.redirect_uri)
      if (asked.state) back.searchParams.set("state", asked.state)
      if (settings.ISSUER) back.searchParams.set("iss", settings.ISSUER)
      const [allow, refuse] = [new URL(back), new URL(back)]
      const code = randomUUID()
      codes.set(code, { redirectUri: asked.redirect_uri, challenge: asked.code_challenge })
      allow.searchParams.set("code", code)
      refuse.searchParams.set("error", "access_denied")
      const link = (id, href, text) => `<p><a id="${id}" href="${href.href.replaceAll("&", "&amp;")}">${text}</a>`
      const page = `<!doctype html><title>Fake {{TITLE}}</title><h1>A fake of {{TITLE}}</h1>`
      return { type: "text/html", body: page + link("allow", allow, "Allow") + link("refuse", refuse, "Refuse") }
    }
    if (url.pathname === token || url.pathname === refresh) {
      const body = Buffer.concat(await request.toArray()).toString()
      const isJson = settings.TOKEN_BODY === "json"
      const form = isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))
      if (!isClient(request, form)) return { status: 401, json: { error: "invalid_client" } }
      const tokens = tokensFor(form)
      return tokens ? { json: tokens } : { status: 400, json: { error: "invalid_grant" } }
    }
    const [, bearer] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? []
    return accessTokens.has(bearer) ? { json: API_ANSWER } : { status: 401, json: { error: "unauthorized" } }
  }

  const server = createServer(async (request, response) => {
    if (!settings.API_ORIGINS) {
      // An API that browsers may call. One that refuses them is called through the relay.
      response.setHeader("Access-Control-Allow-Origin", "*")
      response.setHeader("Access-Control-Allow-Headers", "*, authorization")
    }
    if (request.method === "OPTIONS") return response.writeHead(204).end()
    const { status = 200, json, type = "application/json", body = JSON.stringify(json) } = await answer(
      request,
      new URL(request.url, "http://localhost"),
    ).catch((error) => ({ status: 400, json: { error: "invalid_request", error_description: error.message } }))
    response.writeHead(status, { "Content-Type": type }).end(body)
  })
  await new Promise((resolve) => server.listen(0, "localhost", resolve))
  return {
    origin: `http://localhost:${server.address().port}`,
    clientId,
    clientSecret,
    /** Ends all access tokens, as time does. */
    endAccessTokens: () => accessTokens.clear(),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

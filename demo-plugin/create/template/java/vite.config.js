import { existsSync } from "node:fs"
import { defineConfig } from "vite"
import { java } from "./local/java.mjs"

// What "mkcert localhost" writes; "npm run dev" does that by itself.
const https = existsSync("localhost.pem") ? { cert: "localhost.pem", key: "localhost-key.pem" } : undefined

export default defineConfig({
  plugins: [java()],
  build: { target: ["chrome123", "firefox120", "safari17.5"] },
  optimizeDeps: { include: ["@framer/plugin"] },
  server: { cors: true, https },
})

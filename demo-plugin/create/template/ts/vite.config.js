import { existsSync } from "node:fs"
import { defineConfig } from "vite"

// What "mkcert localhost" writes; "npm run dev" does that by itself.
const https = existsSync("localhost.pem") ? { cert: "localhost.pem", key: "localhost-key.pem" } : undefined

export default defineConfig(({ mode }) => ({
  build: { target: ["chrome123", "firefox120", "safari17.5"] },
  optimizeDeps: { include: ["@framer/plugin"] },
  server: {
    cors: true,
    https: mode === "test" ? undefined : https,
    // Any page may ask this server: what is secret is not among its files.
    fs: { deny: [".dev.vars", "**/.local/**", "*.pem", ".env", ".env.*", "**/.git/**"] },
  },
}))

import { readFileSync } from "node:fs"
import { brotliCompressSync, gzipSync } from "node:zlib"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vite"

const path = (name) => fileURLToPath(new URL(name, import.meta.url))

// Framer reads framer.json beside the page; its own Vite plugin would also lay an overlay over a
// page that stands alone, so this does the rest of that plugin's work.
function framerJson() {
  return {
    name: "framer-json",
    generateBundle() {
      const source = readFileSync(new URL("framer.json", import.meta.url))
      this.emitFile({ type: "asset", fileName: "framer.json", source })
    },
  }
}

const MOST_BROTLI_BYTES = 30 * 1024

// What the plugin's own JavaScript weighs, all of it; Framer's SDK is a chunk of its own, loaded in
// Framer only.
function size() {
  return {
    name: "size",
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(
        (chunk) =>
          chunk.type === "chunk" && !chunk.moduleIds.some((id) => id.includes("/node_modules/")),
      )
      const raw = Buffer.from(chunks.map((chunk) => chunk.code).join(""))
      const bytes = [raw.length, gzipSync(raw).length, brotliCompressSync(raw).length]
      const [plain, gzip, brotli] = bytes.map((count) => count.toLocaleString("en"))
      console.log(
        `demo plugin without the SDK: ${plain} bytes, gzip ${gzip}, brotli ${brotli} ` +
          `(at most ${MOST_BROTLI_BYTES.toLocaleString("en")})`,
      )
      if (bytes[2] > MOST_BROTLI_BYTES) this.error("The plugin has grown too large.")
    },
  }
}

// Vite stops where its input ends, but only sees that if something reads it.
function endsWithInput() {
  return {
    name: "ends-with-input",
    configureServer() {
      if (process.env.ENDS_WITH_INPUT) process.stdin.resume()
    },
  }
}

// The paths of a certificate for localhost and of its key, where the plugin is to be served by https.
const { TLS_CERT: cert, TLS_KEY: key } = process.env

export default defineConfig({
  plugins: [framerJson(), size(), endsWithInput()],
  // The SDK's framer.css wants its font from the internet; here the system's does.
  resolve: { alias: [{ find: /^\.\/inter\.css$/, replacement: path("src/main/web/no-font.css") }] },
  cacheDir: "target/vite",
  build: {
    outDir: "target/plugin",
    // Browsers that know light-dark(): made into variables, it would not follow Framer's theme.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // As Framer's own Vite plugin names it.
    rolldownOptions: {
      output: { entryFileNames: "[name]-[hash].mjs" },
      checks: { pluginTimings: false },
    },
  },
  // Before the first request, or Vite finds it at work and loads the page a second time.
  optimizeDeps: { include: ["@framer/plugin"] },
  server: {
    // Framer's page reads framer.json from another origin.
    cors: true,
    https: cert && key && { cert: readFileSync(cert), key: readFileSync(key) },
  },
})

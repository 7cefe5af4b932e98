// All the JavaScript that is written by hand: it hands the Java what only a bundler knows.
import { start } from "../../target/javascript/plugin.js"

start(
  // Set by "npm run dev" and the test, where a fake stands in for the provider.
  import.meta.env.VITE_RELAY ?? "https://localhost:8787",
{{#HOST_EACH}}
  // Each customer has a host of its own: ask the person for it, and make the client when you know it.
{{/HOST_EACH}}
  import.meta.env.VITE_API ?? "{{API}}",
  () => import("@framer/plugin"),
)

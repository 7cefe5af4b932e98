// All the JavaScript that is written by hand: it hands the plugin's Java what only a bundler knows.
import { start } from "../../../target/javascript/plugin.js"

start(
  import.meta.env.VITE_RELAY ?? "http://localhost:8787",
  import.meta.env.VITE_API ?? "http://localhost:8788",
  // Called in a frame only: the SDK greets Framer as it loads, and waits for the answer.
  () => import("@framer/plugin"),
)

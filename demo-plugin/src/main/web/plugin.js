// All the JavaScript that is written by hand: it hands the plugin's Java what only a bundler knows.
import { start } from "../../../target/javascript/plugin.js"

// The SDK greets Framer as it loads and waits for the answer; without Framer around the page it
// would wait for ever.
const framer = window.parent === window ? null : import("@framer/plugin").then((sdk) => sdk.framer)

start(
  import.meta.env.VITE_RELAY ?? "http://localhost:8787",
  import.meta.env.VITE_API ?? "http://localhost:8788",
  framer,
)

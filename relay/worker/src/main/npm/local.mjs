// "dev": the Worker on https://localhost:8787, with the certificate that "mkcert localhost" writes.
// "bootstrap": makes the table in D1, where wrangler.toml binds one; with --remote, at Cloudflare.
// Both run in the folder of wrangler.toml.

import { spawn } from "node:child_process";
import fs from "node:fs";

function wrangler(...command) {
  const child = spawn(process.execPath, ["node_modules/wrangler/bin/wrangler.js", ...command], {
    stdio: "inherit",
  });
  // Ctrl-C reaches wrangler by itself; its end is ours.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code) => process.exit(code ?? 1));
}

function say(line) {
  console.error(line);
  process.exit(1);
}

function dev(...more) {
  if (!fs.existsSync("target/worker/index.js")) {
    say("The Worker is not built yet: run mvn -q -DskipTests package -pl relay/worker -am at the top.");
  }
  if (!fs.existsSync(".dev.vars")) {
    say("There is no .dev.vars here: copy .dev.vars.example and fill it in.");
  }
  const https = fs.existsSync("localhost.pem") && fs.existsSync("localhost-key.pem");
  if (!https) {
    console.log("localhost.pem is not here (mkcert localhost writes it), so this is http.");
  }
  wrangler(
    ...["dev", "--ip", "localhost", "--port", "8787"],
    ...(https
      ? ["--local-protocol", "https", "--https-cert-path", "localhost.pem"]
      : ["--local-protocol", "http"]),
    ...(https ? ["--https-key-path", "localhost-key.pem"] : []),
    ...more,
  );
}

function bootstrap(...more) {
  if (!/^\s*binding\s*=\s*"DB"/m.test(fs.readFileSync("wrangler.toml", "utf8"))) {
    console.log("Nothing to create: rows lie in Durable Objects, which wrangler.toml makes.");
    return;
  }
  const where = more.includes("--remote") ? "--remote" : "--local";
  wrangler("d1", "execute", "DB", where, "--yes", "--file", "schema.sql");
}

({ dev, bootstrap })[process.argv[2]](...process.argv.slice(3));

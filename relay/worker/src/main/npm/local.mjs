#!/usr/bin/env node
// "init": writes wrangler.toml and .dev.vars where there are none (in a project that uses the npm package).
// "dev": the Worker on https://localhost:8787, with the certificate that "mkcert localhost" writes.
// "bootstrap": makes the table in D1, where wrangler.toml binds one; with --remote, at Cloudflare.
// All run in the folder of wrangler.toml. What "dev" is given besides goes to wrangler.

import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A file of the npm package; in the repository they lie elsewhere. */
const packaged = (name) => fileURLToPath(new URL(name, import.meta.url));
const isPackage = fs.existsSync(packaged("schema.sql"));
const me = isPackage ? "npx latchkey-relay" : "npm run";

function wrangler(...command) {
  const manifest = createRequire(import.meta.url).resolve("wrangler/package.json");
  const program = path.join(path.dirname(manifest), "bin/wrangler.js");
  const child = spawn(process.execPath, [program, ...command], { stdio: "inherit" });
  // Ctrl-C reaches wrangler by itself; its end is ours.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code) => process.exit(code ?? 1));
}

function say(line) {
  console.error(line);
  process.exit(1);
}

function configuration() {
  if (!fs.existsSync("wrangler.toml")) {
    say(`There is no wrangler.toml here${isPackage ? ": npx latchkey-relay init writes one." : "."}`);
  }
  return fs.readFileSync("wrangler.toml", "utf8");
}

function init() {
  if (!isPackage) {
    say("Here wrangler.toml is there already: copy .dev.vars.example to .dev.vars and fill it in.");
  }
  for (const [from, to] of [
    ["wrangler.toml", "wrangler.toml"],
    ["dev.vars.example", ".dev.vars"],
  ]) {
    if (fs.existsSync(to)) {
      console.log(`${to} is there already.`);
    } else {
      fs.copyFileSync(packaged(from), to);
      console.log(`Wrote ${to}.`);
    }
  }
}

function dev(...more) {
  const main = /^main\s*=\s*"([^"]*)"/m.exec(configuration())?.[1];
  if (main && !fs.existsSync(main)) {
    say(
      isPackage
        ? `${main} is not there: run npm install.`
        : "The Worker is not built yet: run mvn -q -DskipTests package -pl relay/worker -am at the top.",
    );
  }
  if (!fs.existsSync(".dev.vars")) {
    say(
      isPackage
        ? "There is no .dev.vars here: npx latchkey-relay init writes one to fill in."
        : "There is no .dev.vars here: copy .dev.vars.example and fill it in.",
    );
  }
  const given = (option) => more.some((text) => text.split("=")[0] === option);
  const options = [];
  const unless = (option, ...values) => given(option) || options.push(option, ...values);
  unless("--ip", "localhost");
  unless("--port", "8787");
  if (!given("--local-protocol") && !given("--https-cert-path")) {
    if (fs.existsSync("localhost.pem") && fs.existsSync("localhost-key.pem")) {
      options.push("--local-protocol", "https");
      options.push("--https-cert-path", "localhost.pem", "--https-key-path", "localhost-key.pem");
    } else {
      console.log("localhost.pem is not here (mkcert localhost writes it), so this is http.");
      options.push("--local-protocol", "http");
    }
  }
  wrangler("dev", ...options, ...more);
}

function bootstrap(...more) {
  if (!/^\s*binding\s*=\s*"DB"/m.test(configuration())) {
    console.log("Nothing to create: rows lie in Durable Objects, which wrangler.toml makes.");
    return;
  }
  const where = more.includes("--remote") ? "--remote" : "--local";
  const schema = isPackage ? packaged("schema.sql") : "schema.sql";
  wrangler("d1", "execute", "DB", where, "--yes", "--file", schema);
}

const command = { init, dev, bootstrap }[process.argv[2]];
if (!command) {
  say(`Say what: ${me} dev, ${me} bootstrap${isPackage ? ", npx latchkey-relay init" : ""}.`);
}
command(...process.argv.slice(3));

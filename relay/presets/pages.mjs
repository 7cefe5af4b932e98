// Writes a page for each preset, the table in README.md, and names.txt. "--check" writes nothing, and
// fails where one of them is not as it would be written. Run it in any folder:
//
//   node relay/presets/pages.mjs

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = path.dirname(fileURLToPath(import.meta.url));
const isCheck = process.argv.includes("--check");
const outdated = [];

const FACTS = [
  "name",
  "register",
  "docs",
  "step",
  "redirect",
  "local",
  "subdomain",
  "scopes",
  "pkce",
  "code",
  "access",
  "refresh",
  "refreshes",
  "api",
  "browsers",
  "quirk",
  "untried",
];
const REPEATED = ["step", "api", "quirk", "untried"];
const WORDS = {
  pkce: {
    enforces: "sent, and checked by the provider",
    ignores: "sent; the provider is not known to check it",
    rejects: "not sent: the provider rejects it",
    unknown: "not sent: the provider says nothing of it",
  },
  refreshes: {
    rotates: "yes, and the refresh token changes",
    stays: "yes, and the refresh token stays",
    none: "no",
  },
  browsers: {
    served: "may call the API",
    refused: "are refused: through the relay",
    unknown: "not known: through the relay",
  },
};

/** The lines of a file in order: [name, value]. */
function read(file) {
  return fs
    .readFileSync(path.join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line, at) => {
      const equals = line.indexOf("=");
      if (equals < 1 || line.trim() !== line || equals === line.length - 1) {
        throw new Error(`${file}: line ${at + 1} is not NAME=value`);
      }
      return [line.slice(0, equals), line.slice(equals + 1)];
    });
}

function preset(file) {
  const lines = read(file);
  const settings = lines.filter(([name]) => /^[A-Z_]+$/.test(name));
  const facts = { step: [], api: [], quirk: [], untried: [] };
  for (const [name, value] of lines.filter((line) => !settings.includes(line))) {
    if (!FACTS.includes(name) || (facts[name] !== undefined && !REPEATED.includes(name))) {
      throw new Error(`${file}: ${name} is no fact, or comes twice`);
    }
    REPEATED.includes(name) ? facts[name].push(value) : (facts[name] = value);
  }
  for (const name of ["name", "register", "docs", "access", "refresh", ...Object.keys(WORDS)]) {
    const isKnown = WORDS[name] === undefined || WORDS[name][facts[name]] !== undefined;
    if (facts[name] === undefined || !isKnown) {
      throw new Error(`${file}: ${name} is missing or wrong`);
    }
  }
  const value = (name) => settings.find(([setting]) => setting === name)?.[1];
  const pkce = { enforces: "S256", rejects: "off", unknown: "off" }[facts.pkce];
  if (value("PKCE") !== pkce) {
    throw new Error(`${file}: pkce and PKCE do not go together`);
  }
  if (["refused", "unknown"].includes(facts.browsers) !== (value("API_ORIGINS") !== undefined)) {
    throw new Error(`${file}: browsers and API_ORIGINS do not go together`);
  }
  return { id: file.replace(".preset", ""), settings, ...facts };
}

function wrapped(text, indent = "") {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && (indent + line + " " + word).length > 120) {
      lines.push(line);
      line = "";
    }
    line += (line === "" ? "" : " ") + word;
  }
  return [...lines, line].join("\n" + indent);
}

const bullets = (items) => items.map((item) => "- " + wrapped(item, "  ")).join("\n");
const quoted = (origins) => origins.map((origin) => JSON.stringify(origin)).join(", ");
const block = (lines, language = "") => ["```" + language, ...lines, "```"].join("\n");

function inPlugin(it) {
  const isOpen = it.api.some((origin) => origin.includes("{subdomain}"));
  const origins = it.api.map((origin) => origin.replace("{subdomain}", it.subdomain ? "my-name" : "abc"));
  const lines = ["const client = createOAuthClient({", "  relay: RELAY,", `  apiOrigins: [${quoted(origins)}],`];
  if (it.browsers !== "served") {
    lines.push(`  throughRelay: [${quoted(origins)}],`);
  }
  lines.push("});");
  if (it.subdomain) {
    lines.push('await client.login({ subdomain: "my-name" });');
  }
  const parts = ["## In the plugin", block(lines, "js")];
  if (it.subdomain) {
    parts.push(wrapped(`\`subdomain\` is ${it.subdomain}; ask the person for it.`));
  }
  if (isOpen) {
    parts.push(
      wrapped(
        "The API's host differs from customer to customer. Both lists want whole origins, so make the client when you " +
          "know which one it is; the relay's `API_ORIGINS` takes any.",
      ),
    );
  }
  return parts;
}

function page(it) {
  const local = it.local ?? "https://localhost:8787/redirect";
  const own = [
    `PROVIDER=${it.id}`,
    "CLIENT_ID=...",
    "CLIENT_SECRET=...",
    `REDIRECT_URI=${local}`,
    ...(it.scopes ? [`SCOPE=${it.scopes}`] : []),
    "PLUGIN_URI=https://localhost:5173",
  ];
  const facts = [
    ["PKCE", WORDS.pkce[it.pkce]],
    ["the code lives", it.code ?? "not documented"],
    ["the access token lives", it.access],
    ["tokens are refreshed", WORDS.refreshes[it.refreshes]],
    ["the refresh token lives", it.refresh],
    ["the API", it.api.map((origin) => `\`${origin}\``).join(", ")],
    ["browsers", WORDS.browsers[it.browsers]],
  ];
  return [
    "<!-- Made by pages.mjs from " + it.id + ".preset: change that. -->",
    "# " + it.name,
    wrapped(
      `**Not tried against the real ${it.name}.** What is here is from [its documentation](${it.docs}), which may have ` +
        "changed, and logs in, refreshes and fails as it should against a stand-in that behaves as that says.",
    ),
    "## Register an app",
    `Start at <${it.register}>.`,
    it.step.map((step, at) => `${at + 1}. ` + wrapped(step, "   ")).join("\n"),
    wrapped(
      `**Redirect URI:** \`${local}\` on your own machine; in public the relay's own, such as ` +
        `\`https://relay.example.com/redirect\`. ${it.redirect ? `What it takes: ${it.redirect}` : ""}`.trimEnd(),
    ),
    "## Settings",
    "In `.dev.vars`:",
    block(own),
    wrapped(
      "`PROVIDER` stands for the following. Each is overridden by a setting of your own " +
        "([all of them](../README.md#settings)).",
    ),
    block(it.settings.map(([name, value]) => `${name}=${value}`)),
    ["| | |", "| --- | --- |", ...facts.map(([what, value]) => `| ${what} | ${value} |`)].join("\n"),
    ...inPlugin(it),
    ...(it.quirk.length ? ["## Good to know", bullets(it.quirk)] : []),
    "## Not tried",
    bullets(["A login at the real provider, and every name on its pages above.", ...it.untried]),
    "",
  ].join("\n\n").replace(/\n+$/, "\n");
}

function table(presets) {
  return [
    "| `PROVIDER` | | PKCE | refreshed | browsers |",
    "| --- | --- | --- | --- | --- |",
    ...presets.map(
      (it) =>
        `| [\`${it.id}\`](${it.id}.md) | ${it.name} | ${it.pkce} | ${WORDS.refreshes[it.refreshes]} | ` +
        `${WORDS.browsers[it.browsers]} |`,
    ),
  ].join("\n");
}

function write(file, text) {
  const target = path.join(folder, file);
  const is = fs.existsSync(target) ? fs.readFileSync(target, "utf8") : "";
  if (is !== text) {
    isCheck ? outdated.push(file) : fs.writeFileSync(target, text);
  }
}

const presets = fs
  .readdirSync(folder)
  .filter((file) => file.endsWith(".preset"))
  .sort()
  .map(preset);
for (const it of presets) {
  write(it.id + ".md", page(it));
}
write("names.txt", presets.map((it) => it.id + "\n").join(""));
const readme = fs.readFileSync(path.join(folder, "README.md"), "utf8");
const [before, after] = [readme.split("<!-- table -->")[0], readme.split("<!-- /table -->")[1]];
write("README.md", `${before}<!-- table -->\n\n${table(presets)}\n\n<!-- /table -->${after}`);

if (outdated.length > 0) {
  console.error(`Not as their presets have them: ${outdated.join(", ")}. Run: node relay/presets/pages.mjs`);
  process.exit(1);
}

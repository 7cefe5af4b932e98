// Uses each artifact of dist/ for its main job, from dist/ alone and with empty caches: an npm project that Vite builds, a
// Maven project that TeaVM compiles, the generator, the relay's jar, the Worker, and the image in a chroot (Linux, root).

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const dist = path.resolve("dist");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-release-check-"));
const file = (...parts) => path.join(work, ...parts);
const environment = { ...process.env, npm_config_cache: file("npm-cache") };
let step = "dist";

function fail(message) {
  console.error(`${step}: ${message}\nThe files are in ${work}.`);
  process.exit(1);
}

function run(folder, program, ...more) {
  const { status, stdout, stderr } = spawnSync(program, more, { cwd: folder, env: environment, encoding: "utf8" });
  if (status !== 0) fail(`${program} ${more.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}

function project(name, files) {
  for (const [each, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(file(name, each)), { recursive: true });
    fs.writeFileSync(file(name, each), text);
  }
  return file(name);
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const settings = (port) => ({
  CLIENT_ID: "client",
  CLIENT_SECRET: "a secret of thirty-two characters or more",
  PLUGIN_URI: "https://localhost:5173",
  REDIRECT_URI: `http://localhost:${port}/redirect`,
  AUTHORIZE_ENDPOINT: "https://provider.example.com/authorize",
  TOKEN_ENDPOINT: "https://provider.example.com/token",
  SCOPE: "read",
});

/** Starts a relay, begins a login there, and stops it. */
async function beginsALogin(port, folder, program, more, env) {
  const child = spawn(program, more, { cwd: folder, env: { ...environment, ...env }, detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  try {
    for (const end = Date.now() + 120_000; ; ) {
      const answer = await fetch(`http://localhost:${port}/authorize`, { method: "POST" }).catch(() => null);
      if (answer?.ok) {
        const { url, readKey } = await answer.json();
        if (!url || !readKey) fail(`POST /authorize returned no url or readKey`);
        return;
      }
      if (child.exitCode !== null || Date.now() > end) fail(`POST /authorize was not answered:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    process.kill(-child.pid, "SIGKILL");
  }
}

step = "SHA256SUMS";
for (const line of fs.readFileSync(path.join(dist, "SHA256SUMS"), "utf8").trim().split("\n")) {
  const [hash, name] = line.split("  ");
  const actual = createHash("sha256").update(fs.readFileSync(path.join(dist, name))).digest("hex");
  if (actual !== hash) fail(`${name} has another hash`);
}
const version = fs.readdirSync(dist).map((name) => /^latchkey-relay-(.*)\.jar$/.exec(name)?.[1]).find(Boolean);
const tarball = (name) => path.join(dist, "npm", `${name}-${version}.tgz`);
console.log(`dist/ holds Latchkey ${version}, and every file has its hash.`);

step = "npm package latchkey";
const { devDependencies } = JSON.parse(fs.readFileSync("client/src/test/npm/package.json", "utf8"));
const vite = project("vite", {
  "package.json": JSON.stringify({ type: "module", private: true }),
  "index.html": `<script type="module" src="/main.js"></script>`,
  "main.js": `import { createOAuthClient } from "latchkey"\nglobalThis.client = createOAuthClient({ relay: "https://relay.example.com" })\n`,
});
run(vite, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", tarball("latchkey"), `vite@${devDependencies.vite}`);
run(vite, "node", "node_modules/vite/bin/vite.js", "build");
if (!fs.existsSync(file("vite/dist/index.html"))) fail("Vite wrote no page");
console.log("Vite builds a page with the npm package latchkey.");

step = "Maven repository";
const pom = fs.readFileSync("client/src/test/java-user/pom.xml", "utf8");
const repository = `<repositories><repository><id>dist</id><url>file://${path.join(dist, "maven")}</url></repository></repositories>`;
fs.cpSync("client/src/test/java-user", file("maven"), { recursive: true });
fs.writeFileSync(file("maven/pom.xml"), pom.replace("  <dependencies>", `  ${repository}\n  <dependencies>`));
const [, teavm] = /<teavm.version>(.*)<\/teavm.version>/.exec(fs.readFileSync("pom.xml", "utf8"));
environment.MAVEN_BASEDIR = file("maven");
run(file("maven"), "mvn", "-B", "-q", `-Dmaven.repo.local=${file("repository")}`, `-Dlatchkey.version=${version}`, `-Dteavm.version=${teavm}`, "process-classes");
if (!fs.existsSync(file("maven/target/javascript/plugin.js"))) fail("TeaVM wrote no plugin.js");
console.log("Maven and TeaVM compile a plugin with the jar latchkey-client.");

step = "npm package create-latchkey";
fs.mkdirSync(file("create"));
run(file("create"), "tar", "-xzf", tarball("create-latchkey"));
run(file("create"), "node", "package/create.mjs", "my-plugin", "--provider", "notion", "--template", "ts");
if (!fs.existsSync(file("create/my-plugin/package.json"))) fail("it wrote no project");
console.log("create-latchkey writes a project.");

step = "relay's jar";
const jar = path.join(dist, `latchkey-relay-${version}.jar`);
if (!run(work, "java", "-jar", jar, "--version").includes(version)) fail("--version does not print the version");
const port = await freePort();
await beginsALogin(port, work, "java", ["-jar", jar], { ...settings(port), PORT: `${port}` });
console.log("The relay's jar begins a login.");

step = "Worker";
const worker = project("worker", { "package.json": JSON.stringify({ private: true }) });
run(worker, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", tarball("latchkey-relay"));
run(worker, "npx", "latchkey-relay", "init");
const workerPort = await freePort();
const variables = Object.entries(settings(workerPort)).map(([name, value]) => `${name}="${value}"\n`);
fs.writeFileSync(file("worker/.dev.vars"), variables.join(""));
await beginsALogin(workerPort, worker, "npx", ["latchkey-relay", "dev", "--port", `${workerPort}`, "--inspector-port", "0"], {});
console.log("The Worker of the npm package latchkey-relay begins a login in workerd.");

step = "image";
const blob = (digest) => path.join(dist, "image/blobs", digest.replace(":", "/"));
const read = (digest) => JSON.parse(fs.readFileSync(blob(digest), "utf8"));
const [manifest] = JSON.parse(fs.readFileSync(path.join(dist, "image/index.json"), "utf8")).manifests;
const { config, layers } = read(manifest.digest);
const { Entrypoint } = read(config.digest).config;
if (process.platform === "linux" && process.getuid() === 0) {
  fs.mkdirSync(file("image"));
  for (const { digest } of layers) run(work, "tar", "-xzf", blob(digest), "-C", file("image"));
  if (!run(work, "chroot", file("image"), ...Entrypoint, "--version").includes(version)) fail("--version does not print the version");
  console.log("The image's entry point runs in a chroot.");
} else {
  console.log("The image was not run: that needs Linux and root.");
}

fs.rmSync(work, { recursive: true, force: true });
console.log(`Every artifact of Latchkey ${version} works.`);

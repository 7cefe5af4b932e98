// What each feature costs in the npm module, in bytes brotli: its own functions are emptied in the
// debug build, and the rest is made small by esbuild alone, which takes a moment where the build's
// own minifiers take a minute; so these are a few percent more than a feature's share of the shipped
// file. Run it after a build: "node src/build/costs.mjs" prints the README's table; with --check it
// says only what the README has wrong.

import { transformSync } from "esbuild";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const FEATURES = [
  ["refresh: ahead of its end, on 401, one at a time, retried", /^iglc_(Refresh|Expiry)|^iglc_RelayEndpoint_refresh/],
  ["`fetch`: listed origins, `throughRelay`, one retry", /^iglc_AuthorizedFetch|^iglcj_Request_/],
  ["of it, `throughRelay`", /^iglc_AuthorizedFetch_call\$js/],
  ["the snapshot, its scopes, and who is told", /^iglc_(Snapshot|Board_(add|tell))/],
  ["errors as `OAuthError`", /^iglcj_ErrorFace|^iglc_OAuthException/],
  ["options checked, each by its name", /^iglc_Settings_read/],
  ["`prepareLogin`, kept ready", /^iglc_(OAuthClient\$|Logins[$_])(prepare|renew)|^iglc_PreparedLogin/],
  ["`prompt` and `subdomain`", /^iglc_LoginOptions_(formOf|joins)/],
  ["several callers of one login, signals, cancelling", /^iglc_Login_(join|cancelled)|^iglc_Login\$join|^iglc_Logins_cancel|^iglcj_Async_until/],
  ["relay down and origin refused told apart", /^iglc_RelayEndpoint[$_]failure|^iglcj_Answer_opaque/],
  ["`pollForTokens`", /^iglc_OAuthClient\$pollForTokens|^iglc_Authorization_ofKey/],
  ["a login survives a reload", /^iglc_LoginMemory|^iglcj_Page_sessionStorage|^iglc_Authorization_read/],
  ["at once when somebody returns to the page", /^iglcj_Page_onReturn|^iglc_Poll\$_init_/],
  ["other tabs", /^iglcj_Page_onStored/],
  ["revocation at logout", /^iglc_OAuthClient\$logout|^iglc_RelayEndpoint_revoke/],
];

// By how much the README's figures may be off, of a feature and of the whole: a table need not change with every line
// of code.
const MAY_DIFFER_BYTES = 25;
const MAY_DIFFER_SHARE = 0.01;

const client = join(dirname(fileURLToPath(import.meta.url)), "../..");
const whole = readFileSync(join(client, "target/npm/latchkey.debug.js"), "utf8");

/** Empties the functions whose names match; they stand at the beginning of a line. */
function without(names) {
  let found = 0;
  const left = whole.replace(/^var (\S+) = (.*) => \{\n[^]*?^\};/gm, (text, name, parameters) => {
    if (!names.test(name)) return text;
    found++;
    return `var ${name} = ${parameters} => {};`;
  });
  if (found === 0) throw new Error(`No function of the debug build matches ${names}`);
  return left;
}

function size(source) {
  const { code } = transformSync(source, {
    minify: true,
    format: "esm",
    target: "es2022",
    treeShaking: true,
    mangleProps: /^\$/,
  });
  return brotliCompressSync(code, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: code.length },
  }).length;
}

const all = size(whole);
const costs = FEATURES.map(([feature, names]) => [feature, all - size(without(names))]);

if (process.argv[2] === "--check") {
  const readme = readFileSync(join(client, "src/main/npm/README.md"), "utf8");
  for (const [before, bytes, after] of [
    ["| feature | bytes, of ", all, " |\n"],
    ...costs.map(([feature, cost]) => [`| ${feature} | `, cost, " |\n"]),
  ]) {
    const said = readme.split(before)[1]?.split(after)[0].replace(",", "");
    if (!(Math.abs(said - bytes) <= Math.max(MAY_DIFFER_BYTES, MAY_DIFFER_SHARE * bytes))) {
      console.log(`The README has ${said} for "${before}", not ${bytes}: node src/build/costs.mjs prints the table`);
    }
  }
} else {
  const number = (bytes) => bytes.toLocaleString("en");
  console.log(`| feature | bytes, of ${number(all)} |\n| --- | ---: |`);
  for (const [feature, cost] of costs) console.log(`| ${feature} | ${number(cost)} |`);
}

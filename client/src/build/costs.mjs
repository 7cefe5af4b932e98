// What each feature costs in the npm module, in bytes brotli: its own functions are emptied in the
// debug build and the rest is made small as usual. Closure is left out, which takes the longest, so
// these are a few percent more than a feature's share of the shipped file.
// Run it after a build: node src/build/costs.mjs

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { minify } from "terser";

const FEATURES = [
  ["refresh: ahead of its end, on 401, one at a time, retried", /^iglc_(Refresh|Expiry)|^iglc_RelayEndpoint_refresh/],
  ["`fetch`: listed origins, `throughRelay`, one retry", /^iglc_AuthorizedFetch|^iglcj_Request_/],
  ["errors as `OAuthError`", /^iglcj_ErrorFace|^iglc_OAuthException/],
  ["options checked, each by its name", /^iglc_Settings_read/],
  ["`prepareLogin`", /^iglc_(OAuthClient\$|Logins[$_])prepare|^iglc_Logins_isPrepared/],
  ["relay down and origin refused told apart", /^iglc_RelayEndpoint[$_]failure|^iglcj_Answer_opaque/],
  ["a poll that failed is asked again", /^iglc_Poll\$retry/],
  ["`pollForTokens`", /^iglc_OAuthClient\$pollForTokens|^iglc_Authorization_ofKey/],
  ["a login survives a reload", /^iglc_LoginMemory|^iglcj_Page_sessionStorage|^iglc_Authorization_read/],
  ["a poll at once on focus", /^iglcj_Page_onReturn|^iglc_Poll\$_init_/],
  ["other tabs", /^iglcj_Page_onStored/],
  ["revocation at logout", /^iglc_OAuthClient\$logout|^iglc_RelayEndpoint_revoke/],
];

const debug = join(dirname(fileURLToPath(import.meta.url)), "../../target/npm/latchkey.debug.js");
const whole = readFileSync(debug, "utf8");

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

async function size(code) {
  const small = await minify(code, {
    module: true,
    toplevel: true,
    compress: { ecma: 2020, passes: 3, unsafe: true, unsafe_arrows: true },
    mangle: { properties: { regex: /^\$/ } },
  });
  return brotliCompressSync(small.code, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: small.code.length },
  }).length;
}

const all = await size(whole);
console.log(`| feature | bytes, of ${all.toLocaleString("en")} |\n| --- | ---: |`);
for (const [feature, names] of FEATURES) {
  console.log(`| ${feature} | ${(all - (await size(without(names)))).toLocaleString("en")} |`);
}

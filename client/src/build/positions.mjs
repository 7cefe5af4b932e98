// Keeps positions in code traceable to the Java that they came from, through every step that makes
// the package small.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes the client's own Java sources into a map, so that a browser shows them and a later bundler
 * hands them on. TeaVM's library is not in this repository: a line says where its source is, since
 * bundlers warn of a source without a text.
 */
export function withSources(map, file, javaFolder) {
  const { version, names, mappings, sources } = typeof map === "string" ? JSON.parse(map) : map;
  // The steps in between name sources by where this machine has them; what no Java stands behind is
  // TeaVM's runtime.
  const paths = sources.map(
    (source) => /(io\/github\/latchkey|org\/teavm)\/.*\.java$/.exec(source)?.[0] ?? "teavm-runtime.js",
  );
  const sourcesContent = paths.map((path) => {
    const java = join(javaFolder, path);
    return existsSync(java) ? readFileSync(java, "utf8") : `// ${path} is part of TeaVM: https://teavm.org\n`;
  });
  return JSON.stringify({ version, file, sources: paths, sourcesContent, names, mappings });
}

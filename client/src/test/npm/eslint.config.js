import { defineConfig } from "eslint/config";
import { configs } from "typescript-eslint";

export default defineConfig({ ignores: ["**/*.js", "bundled"] }, {
  files: ["plugin.tsx", "readme.ts", "root.ts", "root-react.tsx", "sample.ts", "agreement.ts", "ky.ts"],
  extends: [configs.strictTypeChecked],
  linterOptions: { reportUnusedDisableDirectives: "error" },
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
});

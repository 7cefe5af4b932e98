export default {
  build: { outDir: "bundled/vite", rollupOptions: { input: "page.js", output: { entryFileNames: "page.js" } } },
};

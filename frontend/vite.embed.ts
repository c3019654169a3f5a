// What stands on other people's pages and on Folkmoot's own: names without a hash, because newspapers write them down.
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: "public",
  build: {
    outDir: "../src/folkmoot/web/static",
    emptyOutDir: false,
    target: ["chrome111", "firefox113", "safari16.4"],
    modulePreload: false,
    cssCodeSplit: true,
    rollupOptions: {
      input: { embed: "embed/main.ts", page: "pages/page.css" },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
});

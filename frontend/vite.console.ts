// The moderators' console: hashed names, found by the server in the manifest.
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  base: "/static/",
  build: {
    outDir: "../src/folkmoot/web/static",
    emptyOutDir: false,
    manifest: "console-manifest.json",
    target: ["chrome111", "firefox113", "safari16.4"],
    rollupOptions: {
      input: { console: "console/main.ts" },
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "console-[name]-[hash].js",
        assetFileNames: "console-[name]-[hash][extname]",
      },
    },
  },
});

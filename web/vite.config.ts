import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";

import { build, defineConfig, type Plugin } from "vite";

import { render, type Description } from "./reference/render.ts";

const here = import.meta.dirname;

/** Stands for the bucket that photos are sent to and read from. Which one that is, `laporctl/site.py` writes in its place. */
const FILES = "https://files.invalid";

/** The pages allow themselves nothing from elsewhere, and no inline code, even where no server sends the header. */
const CONTENT_SECURITY_POLICY =
  `default-src 'self'; img-src 'self' data: blob: ${FILES}; connect-src 'self' ${FILES}; ` +
  "object-src 'none'; base-uri 'none'; form-action 'self'";

/** Stands for where people sign in; `laporctl/site.py` writes it likewise. */
const SIGN_IN = "https://signin.invalid";

/** The desk fetches its tokens there; the citizens' pages have no business with it. */
const DESKS_POLICY = CONTENT_SECURITY_POLICY.replace(`connect-src 'self' ${FILES}`, `connect-src 'self' ${FILES} ${SIGN_IN}`);

/** Puts partials/NAME.html where a page says `<!-- NAME -->`, and marks the page itself in the navigation. */
function partials(): Plugin {
  return {
    name: "partials",
    transformIndexHtml: {
      order: "pre",
      handler(html, { filename, server }) {
        const path = basename(filename) === "index.html" ? "/" : `/${basename(filename)}`;
        const page = html.replace(/<!-- (head|header|footer) -->/g, (_, name: string) =>
          readFileSync(resolve(here, "partials", `${name}.html`), "utf8").trim(),
        );
        const marked = page.replace(`<a href="${path}" data-t="nav`, `<a href="${path}" aria-current="page" data-t="nav`);
        // The development server injects styles of its own, which the policy would refuse.
        if (server !== undefined) return marked;
        return marked.replace(
          '<meta charset="utf-8">',
          `<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" content="${filename.endsWith("meja/index.html") ? DESKS_POLICY : CONTENT_SECURITY_POLICY}">`,
        );
      },
    },
  };
}

/** Puts the reference of the API where api.html says `<!-- reference -->`, made from the description that the API serves. */
function reference(): Plugin {
  const file = resolve(here, "../chalicelib/data/openapi.json");
  return {
    name: "reference",
    transformIndexHtml: {
      order: "pre",
      handler: (html) =>
        html.replace("<!-- reference -->", () => render(JSON.parse(readFileSync(file, "utf8")) as Description)),
    },
  };
}

/** Phones of 2020 and their browsers that nobody updates. */
const TARGET = ["es2020", "chrome80", "firefox78", "safari13.1"];

/** Builds the service worker and the one that takes it back: a file each, whose name never changes, or browsers would not find the next. */
function workers(): Plugin {
  return {
    name: "workers",
    apply: "build",
    async closeBundle() {
      for (const name of ["sw", "sw-removal"]) {
        await build({
          configFile: false,
          publicDir: false,
          logLevel: "warn",
          build: {
            target: TARGET,
            emptyOutDir: false,
            rollupOptions: { input: resolve(here, "worker", `${name}.ts`), output: { format: "iife", entryFileNames: `${name}.js` } },
          },
        });
      }
    },
  };
}

/** What belongs to maps is named so, scripts and sheets: phones do not keep it (`laporctl/offline.py`). */
const OF_MAPS = /\/(src\/map|node_modules\/(leaflet|protomaps-leaflet))\//;

export default defineConfig({
  plugins: [partials(), reference(), workers()],
  build: {
    target: TARGET,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        chunkFileNames: ({ moduleIds }) => (moduleIds.some((id) => OF_MAPS.test(id)) ? "assets/map-[name]-[hash].js" : "assets/[name]-[hash].js"),
        assetFileNames: ({ source }) => (typeof source === "string" && source.includes(".leaflet-") ? "assets/map-[name]-[hash][extname]" : "assets/[name]-[hash][extname]"),
      },
      input: ["index.html", "terima.html", "lacak.html", "statistik.html", "api.html", "bantuan.html", "publik.html", "papan.html", "meja/index.html"].map((page) => resolve(here, page)),
    },
  },
});

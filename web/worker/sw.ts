/**
 * The service worker of the citizens' pages. It keeps them on the phone, whole and of one version, so that they open without a
 * connection; and takes in photos that are shared from the gallery. It answers for nothing else: neither the API nor the
 * public files nor the desk. Filing, drafts and sending again stay with the pages (`src/filing`, `src/receipt`).
 */

import { addRoute, cleanupOutdatedCaches, precache } from "workbox-precaching";

import { LARGEST_BYTES, PHOTOS_PER_CASE } from "../src/attachments/limits";
import { DRAFT_OWNER, PHOTO_SHELF, photoName, SHARE_PATH } from "../src/attachments/photo_shelf";

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: { readonly url: string; readonly revision: string | null }[] };

/** A camera's photo is larger than what is sent; the page makes it small before it sends it. */
const LARGEST_SHARED_BYTES = 4 * LARGEST_BYTES;

// `laporctl/offline.py` writes the list when the site of a stack is uploaded: its pages have a brand and a policy of their own.
precache(self.__WB_MANIFEST);
// Queries are read by the pages' scripts and name no other file. No endings are guessed: such addresses are the edge's.
addRoute({ ignoreURLParametersMatching: [/./], directoryIndex: "", cleanURLs: false });
cleanupOutdatedCaches();

// The page of the first visit belongs to the worker too: otherwise the next version would not see that it is open, and not wait.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A new version waits, as browsers have it, until the last page is closed, or until a page says that nothing is being written.
self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "POST" && new URL(request.url).pathname === SHARE_PATH) event.respondWith(takeIn(request));
});

/** Keeps the photos that were shared for the report that is being written, and opens the form. */
async function takeIn(request: Request): Promise<Response> {
  const files = (await request.formData()).getAll("photos").filter((each): each is File => each instanceof File);
  const photos = files.filter(({ type, size }) => type.startsWith("image/") && size > 0 && size <= LARGEST_SHARED_BYTES);
  const shelf = await caches.open(PHOTO_SHELF);
  const at = Date.now();
  for (const [index, photo] of photos.slice(0, PHOTOS_PER_CASE).entries()) {
    await shelf.put(photoName(DRAFT_OWNER, `${at}-${index}`), new Response(photo, { headers: { "Content-Type": photo.type } }));
  }
  return Response.redirect("/", 303);
}

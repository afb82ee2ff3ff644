/**
 * Takes the service worker back. A stack that says `offline = false` serves this file as /sw.js: browsers put it in the place
 * of the worker they have, it deletes the pages that were kept and then itself. Photos that wait for a report stay, and
 * nobody's page is loaded anew.
 */

import { PHOTO_SHELF } from "../src/attachments/photo_shelf";

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave(): Promise<void> {
  for (const name of await caches.keys()) if (name !== PHOTO_SHELF) await caches.delete(name);
  await self.registration.unregister();
}

/** Where photos wait that came from the phone's gallery: a cache of the browser, which the service worker can write and the pages read. */

/** The cache. It outlives every version of the worker, and the worker itself. */
export const PHOTO_SHELF = "lapor-photos";
/** Where the phone's "share" sends photos to; the manifest names it. No server knows the address: only the worker answers. */
export const SHARE_PATH = "/bagikan";
/** Stands for the report that is being written, before it has a number. */
export const DRAFT_OWNER = "draft";

/** The name of a photo in the cache: whose it is, and which of them. */
export function photoName(owner: string, name: string): string {
  return `${SHARE_PATH}/${owner}/${name}`;
}

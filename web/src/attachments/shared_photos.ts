/** Photos that were shared from the phone's gallery and wait for their report: taken from the shelf that the service worker fills. */

import { PHOTO_SHELF, photoName } from "./photo_shelf";

/** A photo on the shelf, and the name that it is taken down by. */
export interface SharedPhoto {
  readonly name: string;
  readonly file: File;
}

/** The photos of the report of a number, or of the one that is being written; none in a browser that has no shelf. */
export async function sharedPhotos(owner: string): Promise<SharedPhoto[]> {
  return withShelf(async (shelf) => {
    const photos: SharedPhoto[] = [];
    for (const name of await names(shelf, owner)) {
      const blob = await (await shelf.match(name))?.blob();
      if (blob) photos.push({ name, file: new File([blob], "photo", { type: blob.type }) });
    }
    return photos;
  }, []);
}

/** The same for who sends them: the first page that asks has them until it is left, so that two tabs do not send one photo twice. */
export function claimSharedPhotos(owner: string): Promise<SharedPhoto[]> {
  // Browsers from before 2022 have no locks: there two tabs of one receipt may both send.
  if (!("locks" in navigator)) return sharedPhotos(owner);
  return new Promise((claimed) => {
    void navigator.locks.request(photoName(owner, ""), { ifAvailable: true }, async (lock) => {
      claimed(lock === null ? [] : await sharedPhotos(owner));
      if (lock !== null) await new Promise(() => undefined);
    });
  });
}

/** Gives the photos of one owner to another: those of the draft to its number, or of a number that is void back to the draft. */
export async function passPhotos(from: string, to: string): Promise<void> {
  await withShelf(async (shelf) => {
    for (const name of await names(shelf, from)) {
      const photo = await shelf.match(name);
      if (photo) await shelf.put(photoName(to, name.slice(name.lastIndexOf("/") + 1)), photo);
      await shelf.delete(name);
    }
  }, undefined);
}

/** Takes one photo down. */
export async function dropPhoto(name: string): Promise<void> {
  await withShelf((shelf) => shelf.delete(name), false);
}

/** Takes down the photos of every owner that is not in the list. */
export async function keepPhotosOf(owners: readonly string[]): Promise<void> {
  const prefixes = owners.map((owner) => photoName(owner, ""));
  await withShelf(async (shelf) => {
    for (const name of await names(shelf)) if (!prefixes.some((prefix) => name.startsWith(prefix))) await shelf.delete(name);
  }, undefined);
}

/** The names on the shelf, of one owner or of all. */
async function names(shelf: Cache, owner?: string): Promise<string[]> {
  const all = (await shelf.keys()).map(({ url }) => new URL(url).pathname);
  return owner === undefined ? all : all.filter((name) => name.startsWith(photoName(owner, "")));
}

/** What was asked last: a photo that passes from one owner to the other has neither for a moment. */
let last: Promise<unknown> = Promise.resolve();

/** What `work` makes of the shelf, one after the other; `without` where there is none, or the browser keeps it closed. */
function withShelf<T>(work: (shelf: Cache) => Promise<T>, without: T): Promise<T> {
  const done = last.then(async () => {
    try {
      return typeof caches !== "undefined" && (await caches.has(PHOTO_SHELF)) ? await work(await caches.open(PHOTO_SHELF)) : without;
    } catch {
      return without;
    }
  });
  last = done;
  return done;
}

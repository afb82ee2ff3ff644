/** Makes a photo small on the phone: a hole in a road needs no twelve megapixels, and a bad network cannot carry them. */

import { LARGEST_BYTES, MEDIA_TYPES } from "./limits";

/** The server keeps at most 2048; this shows a letter on a desk in a third of the bytes. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

/** Width and height in the same ratio and no side longer than `longest`; never larger than before. */
export function fitInside(width: number, height: number, longest = LONGEST_SIDE): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Whether the API accepts a file as it is. */
export function isAccepted({ type, size }: Pick<Blob, "type" | "size">): boolean {
  return MEDIA_TYPES.includes(type) && size > 0 && size <= LARGEST_BYTES;
}

/**
 * A small JPEG of the photo, upright and without what the camera wrote about place and owner. A photo that this browser
 * cannot draw stays as it is if the API accepts it; null if neither is possible.
 */
export async function shrinkPhoto(photo: Blob): Promise<Blob | null> {
  const address = URL.createObjectURL(photo);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const small = await drawSmall(image);
    if (small !== null && isAccepted(small)) return small;
  } catch {
    // A format that this browser does not know, or too large for its memory.
  } finally {
    URL.revokeObjectURL(address);
  }
  return isAccepted(photo) ? photo : null;
}

async function drawSmall(image: HTMLImageElement): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, fitInside(image.naturalWidth, image.naturalHeight));
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  // JPEG has no transparency; without a ground it would turn black.
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
}

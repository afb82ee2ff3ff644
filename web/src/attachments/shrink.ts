/** Makes a photo small on the phone: a road's hole needs no twelve megapixels, and a bad network none of them. */

/** The server shows at most 2048; this is enough for a letter on a desk, and a third of the bytes. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;
/** What the API takes (docs/http.md, "Attachments"). */
export const LARGEST_BYTES = 8 * 1024 * 1024;
export const MEDIA_TYPES = ["image/jpeg", "image/png", "image/webp"];

/** Width and height with the same shape and no side longer than `longest`; never larger than before. */
export function fitted(width: number, height: number, longest = LONGEST_SIDE): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Whether the server takes a file as it is. */
export function isTaken({ type, size }: Pick<Blob, "type" | "size">): boolean {
  return MEDIA_TYPES.includes(type) && size > 0 && size <= LARGEST_BYTES;
}

/**
 * A small JPEG of the photo, upright and without what the camera wrote about place and owner. A photo that this browser
 * cannot draw goes as it is if the server takes it; null if neither is possible.
 */
export async function shrink(photo: Blob): Promise<Blob | null> {
  const address = URL.createObjectURL(photo);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const small = await drawn(picture);
    if (small !== null && isTaken(small)) return small;
  } catch {
    // No picture for this browser, or too large for its memory.
  } finally {
    URL.revokeObjectURL(address);
  }
  return isTaken(photo) ? photo : null;
}

async function drawn(picture: HTMLImageElement): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, fitted(picture.naturalWidth, picture.naturalHeight));
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  // JPEG has no transparency; without a ground it would turn black.
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
}

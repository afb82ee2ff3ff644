/** What the API accepts (docs/http.md, "Attachments"). The first two are in its description, which a test compares. */

export const LARGEST_BYTES = 8 * 1024 * 1024;
export const MEDIA_TYPES = ["image/jpeg", "image/png", "image/webp"];
export const PHOTOS_PER_CASE = 10;

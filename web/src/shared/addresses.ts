/** Addresses of the pages that show one report. */

/** Where the case of a number is shown. */
export function trackingPath(trackingId: string): string {
  return `/lacak.html?id=${trackingId}`;
}

/** The same with the site's name, for print and QR codes; the secret is never part of an address. */
export function trackingAddress(trackingId: string): string {
  return new URL(trackingPath(trackingId), location.href).href;
}

/** Where the receipt of a number is shown. The number stands in the fragment: it never reaches a server's log. */
export function receiptPath(trackingId: string): string {
  return `/terima.html#${trackingId}`;
}

const SIGN_PLACE = "tempat";
const SIGN_CATEGORY = "kategori";

/** The form about a place, and a category if it is known: what the QR code of a sign holds. */
export function signPath(place: string, category: string): string {
  return `/?${new URLSearchParams({ [SIGN_PLACE]: place, ...(category && { [SIGN_CATEGORY]: category }) }).toString()}`;
}

/** What a sign's address says of the place and the category; null if the address is none of a sign. */
export function signIn(search: string): { readonly place: string; readonly category: string } | null {
  const given = new URLSearchParams(search);
  const place = given.get(SIGN_PLACE)?.trim() ?? "";
  return place === "" ? null : { place, category: given.get(SIGN_CATEGORY) ?? "" };
}

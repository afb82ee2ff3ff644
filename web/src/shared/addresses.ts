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

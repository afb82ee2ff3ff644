/** The tracking page's address as a QR code. */

import { encode } from "uqr";

/** The address anybody may follow a report under; the follow-up code is never part of an address. */
export function trackingAddress(trackingId: string): string {
  return new URL(trackingPath(trackingId), location.href).href;
}

export function trackingPath(trackingId: string): string {
  return `/lacak.html?id=${trackingId}`;
}

/** Rows of modules, true where dark, without the quiet zone. Medium error correction: prints get creased. */
export function qrRows(address: string): boolean[][] {
  return encode(address, { ecc: "M", border: 0 }).data;
}

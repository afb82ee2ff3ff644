/**
 * The receipt that a phone makes by itself: tracking id and follow-up secret are derived from one random key, in the same
 * way as on the server, so a number shown without signal stays valid. tests/vectors/receipts.json holds both sides to it.
 */

import { fromHex } from "../shared/hex";
import { BODY_LENGTH, CROCKFORD, SECRET_LENGTH, checkCharacter, groupInFours, hyphenate } from "../shared/tracking_id";

interface Receipt {
  /** Canonical text form, `KI-7F3K-9Q2M-XA0B-C`. */
  readonly trackingId: string;
  /** 20 Crockford characters in groups of four. */
  readonly secret: string;
}

/** The receipt that belongs to a key in the stack whose numbers begin with `prefix`. */
export async function deriveReceipt(key: string, prefix: string): Promise<Receipt> {
  const mac = await crypto.subtle.importKey("raw", fromHex(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const sign = async (label: string): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.sign("HMAC", mac, new TextEncoder().encode(label)));
  const secret = base32(await sign("lapor/v1/secret"), SECRET_LENGTH);
  for (let counter = 0; ; counter += 1) {
    const body = base32(await sign(`lapor/v1/tracking-id/${prefix}/${counter}`), BODY_LENGTH);
    const check = checkCharacter(prefix + body);
    // A check character that a reader would take for 1, 0 or V is never handed out.
    if (!"ILOU".includes(check)) return { trackingId: hyphenate(prefix + body + check), secret: groupInFours(secret) };
  }
}

/** The leading 5 * length bits, big-endian, five to a character. */
function base32(bytes: Uint8Array, length: number): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5 && text.length < length) {
      bits -= 5;
      text += CROCKFORD.charAt((buffer >> bits) & 31);
    }
  }
  return text;
}

/**
 * The receipt a phone can make by itself: from one random key come the tracking id and the follow-up secret, the
 * same ones the server derives, so a number shown without signal stays valid. tests/vectors/receipts.json holds both
 * sides to this.
 */

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const BODY_LENGTH = 12;
const SECRET_LENGTH = 20;
const WHOLE_LENGTH = 2 + BODY_LENGTH + 1;

export interface Receipt {
  /** Canonical text form, `KI-7F3K-9Q2M-XA0B-C`. */
  readonly trackingId: string;
  /** 20 Crockford characters in groups of four. */
  readonly secret: string;
}

/** What is wrong with a typed number, in the order a person would look for it. */
export type TypingFault = "empty" | "length" | "prefix" | "character" | "check";

/** A fresh key: 16 random bytes as 32 lower-case hexadecimal digits. */
export function newKey(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

/** The receipt that belongs to a key in the stack whose numbers begin with `prefix`. */
export async function deriveReceipt(key: string, prefix: string): Promise<Receipt> {
  const mac = await crypto.subtle.importKey("raw", bytesOf(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const sign = async (label: string): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.sign("HMAC", mac, new TextEncoder().encode(label)));
  const secret = base32(await sign("lapor/v1/secret"), SECRET_LENGTH);
  for (let counter = 0; ; counter += 1) {
    const body = base32(await sign(`lapor/v1/tracking-id/${prefix}/${counter}`), BODY_LENGTH);
    const check = checkCharacter(prefix + body);
    // A check character that a reader would take for 1, 0 or V is never handed out.
    if (!"ILOU".includes(check)) return { trackingId: hyphenate(prefix + body + check), secret: inFours(secret) };
  }
}

/** ISO 7064 MOD 37,36 over capital letters and digits. */
export function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + ALPHANUMERIC.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHANUMERIC.charAt((37 - product) % 36);
}

/** The canonical form of a number as somebody typed it, or null when no such number can exist. */
export function readTrackingId(typed: string): string | null {
  return faultIn(typed) === null ? hyphenate(legible(typed)) : null;
}

/** Why a typed number cannot be right; null when it can. */
export function faultIn(typed: string): TypingFault | null {
  const text = legible(typed);
  if (text === "") return "empty";
  if (text.length !== WHOLE_LENGTH) return "length";
  if (!/^[A-Z]{2}/.test(text)) return "prefix";
  if (![...text.slice(2)].every((character) => CROCKFORD.includes(character))) return "character";
  return checkCharacter(text.slice(0, -1)) === text.slice(-1) ? null : "check";
}

/** The canonical form of a typed follow-up secret, or null when it cannot be one. */
export function readSecret(typed: string): string | null {
  const text = withoutLookalikes(bare(typed));
  const possible = text.length === SECRET_LENGTH && [...text].every((character) => CROCKFORD.includes(character));
  return possible ? inFours(text) : null;
}

function legible(typed: string): string {
  const text = bare(typed);
  return text.slice(0, 2).replace(/1/g, "I").replace(/0/g, "O") + withoutLookalikes(text.slice(2));
}

/** Upper case without spaces and hyphens, the long dashes included that phone keyboards make of two hyphens. */
function bare(typed: string): string {
  return typed.toUpperCase().replace(/[\s\-\u2010-\u2015]/g, "");
}

function withoutLookalikes(text: string): string {
  return text.replace(/O/g, "0").replace(/[IL]/g, "1");
}

function hyphenate(text: string): string {
  return `${text.slice(0, 2)}-${text.slice(2, 6)}-${text.slice(6, 10)}-${text.slice(10, 14)}-${text.slice(14)}`;
}

function inFours(text: string): string {
  return (text.match(/.{4}/g) ?? []).join("-");
}

/** The leading 5 * length bits, big-endian, five to a character. */
function base32(bytes: Uint8Array, length: number): string {
  let text = "";
  let buffer = 0;
  let held = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    held += 8;
    while (held >= 5 && text.length < length) {
      held -= 5;
      text += CROCKFORD.charAt((buffer >> held) & 31);
    }
  }
  return text;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(key.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = parseInt(key.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

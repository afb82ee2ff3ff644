/** Tracking ids and follow-up secrets: their canonical form, and what is wrong with one as somebody typed it. */

/** The characters of both, without the letters that look like digits. */
export const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Characters between the prefix and the check character. */
export const BODY_LENGTH = 12;
export const SECRET_LENGTH = 20;
const WHOLE_LENGTH = 2 + BODY_LENGTH + 1;

/** What is wrong with a typed number, in the order a person would look for it. */
export type TypingFault = "empty" | "length" | "prefix" | "character" | "check";

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
export function parseTrackingId(typed: string): string | null {
  return findTypingFault(typed) === null ? hyphenate(replaceLookalikes(typed)) : null;
}

/** Why a typed number cannot be right; null when it can. */
export function findTypingFault(typed: string): TypingFault | null {
  const text = replaceLookalikes(typed);
  if (text === "") return "empty";
  if (text.length !== WHOLE_LENGTH) return "length";
  if (!/^[A-Z]{2}/.test(text)) return "prefix";
  if (![...text.slice(2)].every((character) => CROCKFORD.includes(character))) return "character";
  return checkCharacter(text.slice(0, -1)) === text.slice(-1) ? null : "check";
}

/** A number of an earlier system as it is looked for, letters and digits alone; null when it can be none. What begins with
 * the stack's own `prefix` is a typing error. */
export function formerNumber(typed: string, prefix: string): string | null {
  const text = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  return /\d/.test(text) && text.length >= 4 && text.length <= 40 && !text.startsWith(prefix) ? text : null;
}

/** The canonical form of a typed follow-up secret, or null when it cannot be one. */
export function parseSecret(typed: string): string | null {
  const text = lettersToDigits(stripSeparators(typed));
  const possible = text.length === SECRET_LENGTH && [...text].every((character) => CROCKFORD.includes(character));
  return possible ? groupInFours(text) : null;
}

/** The characters of a typed number, with lookalikes read as what may stand there: letters in the prefix, digits behind it. */
function replaceLookalikes(typed: string): string {
  const text = stripSeparators(typed);
  return text.slice(0, 2).replace(/1/g, "I").replace(/0/g, "O") + lettersToDigits(text.slice(2));
}

/** Upper case without spaces and hyphens, the long dashes included that phone keyboards make of two hyphens. */
function stripSeparators(typed: string): string {
  return typed.toUpperCase().replace(/[\s\-\u2010-\u2015]/g, "");
}

function lettersToDigits(text: string): string {
  return text.replace(/O/g, "0").replace(/[IL]/g, "1");
}

/** `KIN4MYSXYGJ405C` as `KI-N4MY-SXYG-J405-C`. */
export function hyphenate(text: string): string {
  return `${text.slice(0, 2)}-${text.slice(2, 6)}-${text.slice(6, 10)}-${text.slice(10, 14)}-${text.slice(14)}`;
}

/** `DHKY91K938YAQFWVSSK7` as `DHKY-91K9-38YA-QFWV-SSK7`. */
export function groupInFours(text: string): string {
  return (text.match(/.{4}/g) ?? []).join("-");
}

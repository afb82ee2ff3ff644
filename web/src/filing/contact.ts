/**
 * How a reporter can be called and written to, read from what people type and paste. The rules are those of
 * `chalicelib/domain/cases/contact.py`; `tests/vectors/contact.json` holds both together. What cannot be read is sent as it
 * was written: it never keeps a report from being filed.
 */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { plainCharacters } from "../shared/personal_data";
import type { Draft } from "./draft";

/** What a contact was read as, null if it cannot be read; and whether it named several, of which this is the first. */
interface Reading {
  readonly value: string | null;
  readonly several: boolean;
}

const LONGEST_PHONE = 100;
const LONGEST_EMAIL = 254;
const QUOTES = "'’‘“”";
const SENTENCE_ENDS = ".:!?";
const RUN = /\(?\+?[0-9(][0-9 ().-]*/g;
const EXTENSION = /^[,; (]{0,3}(?:ext|ekst|extension|ekstensi|pesawat|pes|psw|x|#)[.:= ]{0,2}([0-9]{1,6})(?![0-9])/;
const NATIONAL = /^(?:8[1-35-9][0-9]{7,10}|[2-79][0-9]{6,10})$/;

/** A phone number as it can be dialled from anywhere: E.164, with an extension behind `;ext=`. */
export function readPhone(written: string): Reading {
  const { plain } = plainCharacters([...written].slice(0, LONGEST_PHONE).join(""));
  const found: string[] = [];
  for (const { 0: run, index } of plain.matchAll(RUN)) {
    const behind = plain.slice(index + run.length);
    const extension = EXTENSION.exec(behind)?.[1];
    if (extension === undefined && /^[olix*]/.test(behind)) continue;
    const numbers = numbersOf(run);
    const last = numbers.pop();
    if (last !== undefined) found.push(...numbers, extension === undefined ? last : `${last};ext=${extension}`);
  }
  return first(found);
}

function first(found: readonly string[]): Reading {
  return { value: found[0] ?? null, several: new Set(found).size > 1 };
}

/** The numbers in digits and separators: one, or two with a blank between them; none if any digit would be left. */
function numbersOf(run: string): string[] {
  const number = dialled(run);
  if (number !== null) return [number];
  const parts = run.split(" ").filter(Boolean);
  for (let cut = parts.length - 1; cut > 0; cut -= 1) {
    const pair = [dialled(parts.slice(0, cut).join(" ")), dialled(parts.slice(cut).join(" "))].filter((each) => each !== null);
    if (pair.length === 2) return pair;
  }
  return [];
}

function dialled(run: string): string | null {
  const compact = /^[( ]*(?:\+|00)/.test(run) ? run.replace("(0)", "") : run;
  const digits = compact.replace(/[^0-9]/g, "");
  if (run.includes("+")) return international(digits);
  if (digits.startsWith("00")) return international(digits.slice(2));
  if (digits.startsWith("0")) return indonesian(digits.slice(1));
  return (digits.startsWith("62") ? indonesian(digits.slice(2).replace(/^0/, "")) : null) ?? (digits.startsWith("8") ? indonesian(digits) : null);
}

function international(digits: string): string | null {
  if (digits.startsWith("0") || digits.length < 7 || digits.length > 15) return null;
  const national = digits.slice(2).replace(/^0/, "");
  if (digits.startsWith("62")) return indonesian(national);
  // Malaysia drops the zero of its trunk prefix too; others, such as Italy, keep it.
  return digits.startsWith("60") ? `+60${national}` : `+${digits}`;
}

function indonesian(national: string): string | null {
  return NATIONAL.test(national) ? `+62${national}` : null;
}

/** An e-mail address without what surrounds it; only sending mail shows whether it exists. */
export function readEmail(written: string): Reading {
  const seen = [...written].slice(0, 2 * LONGEST_EMAIL).join("").replace(/[\p{Cf}\p{Mn}\p{Me}]/gu, "").normalize("NFKC");
  const addresses = seen.split(/[<>()[\],;|"\s]+/).filter((each) => each.includes("@")).map(withoutMargin);
  return addresses.every(isAddress) ? first(addresses) : { value: null, several: false };
}

function withoutMargin(address: string): string {
  const bare = /^(?:mailto|e-?mail|surel):/i.test(address) ? address.slice(address.indexOf(":") + 1).split("?")[0]! : address;
  let [start, end] = [0, bare.length];
  while (start < end && QUOTES.includes(bare[start]!)) start += 1;
  while (end > start && QUOTES.includes(bare[end - 1]!)) end -= 1;
  while (end > start && SENTENCE_ENDS.includes(bare[end - 1]!)) end -= 1;
  return bare.slice(start, end);
}

function isAddress(address: string): boolean {
  const at = address.indexOf("@");
  const labels = address.slice(at + 1).split(".");
  const isLocal = at <= 64 && /^[^\0- "(),:;<>@[\\\]\x7f.]+(?:\.[^\0- "(),:;<>@[\\\]\x7f.]+)*$/.test(address.slice(0, at));
  return isLocal && address.length <= LONGEST_EMAIL && labels.length > 1 && labels[labels.length - 1]!.length > 1 && labels.every(isLabel);
}

function isLabel(label: string): boolean {
  return label.length <= 63 && /^[a-z0-9\u0080-\uffff-]+$/i.test(label) && !label.startsWith("-") && !label.endsWith("-");
}

const HINTS = {
  phone: [readPhone, "phoneNotRead", "phoneFirst"],
  email: [readEmail, "emailNotRead", "emailFirst"],
} as const satisfies Record<string, readonly [(written: string) => Reading, WordKey, WordKey]>;

/** What a reporter should know about the contact that they wrote; empty if it is read as it stands, or not sent. */
export function contactHint(draft: Draft, field: keyof typeof HINTS): string {
  const written = draft[field].trim();
  if (draft.anonymous || written === "") return "";
  const [read, notRead, firstOnly] = HINTS[field];
  const { value, several } = read(written);
  if (value === null) return t(notRead);
  return several ? t(firstOnly, { value }) : "";
}

/** The hint under words that hold personal data, before they are sent: what it is, and one tap to hide it. It never blocks. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { fillIfChanged, h, type Child } from "./dom";
import { noticeHead } from "./notice";
import { findPersonalData, type Kind } from "./personal_data";

const KIND_WORDS = {
  nik: "personalNik",
  family_card: "personalFamilyCard",
  phone: "personalPhone",
  email: "personalEmail",
  account: "personalAccount",
  card: "personalCard",
  number: "personalNumber",
} as const satisfies Record<Kind, WordKey>;

/** Words of address before a name, and how people introduce somebody. Only the name is in capitals. */
const NAMED =
  /(?:^|[^\p{L}])(?:[Pp]ak|[Bb]apak|[Bb]u|[Ii]bu|[Ss]dri?|[Ss]audara|[Ss]audari|[Bb]ernama|[Nn]ama(?:nya| saya| anak saya| tetangga saya)?)\.?:? +(\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}+){0,2})/gu;
/** What follows a word of address and is an office or a place. */
const OFFICES = /^(?:Kota|Kepala|Camat|Lurah|Kades|Bupati|Gubernur|Presiden|Menteri|Guru|Dokter|Bidan|Polisi|Haji|Desa|Jalan|Sekolah|Rumah)/;
const HEALTH = /(?:^|[^a-z])(?:hiv|aids|tbc|kanker|sifilis|hepatitis|skizofrenia|gangguan jiwa|odgj|depresi|aborsi|hamil|keguguran|narkoba|difabel|disabilitas|autis)(?![a-z])/i;

/** The names that words call people by, each once; offices and places are none. */
export function namesIn(text: string): string[] {
  const names = [...text.matchAll(NAMED)].map((match) => match[1]!).filter((name) => !OFFICES.test(name));
  return [...new Set(names)];
}

/** Whether words tell of somebody's health beside a name. */
export function tellsOfHealth(text: string): boolean {
  return HEALTH.test(text) && namesIn(text).length > 0;
}

interface PersonalHint {
  readonly text: string;
  /** Whether the public will read these words. */
  readonly isPublic: boolean;
  readonly hide: () => void;
  /** Makes the report secret; null where there is no such choice. */
  readonly makeSecret: (() => void) | null;
}

/** Shows the hint, or empties its box when there is nothing to say. */
export function showPersonalHint(box: HTMLElement, hint: PersonalHint): void {
  const kinds = [...new Set(findPersonalData(hint.text).map(({ kind }) => kind))];
  const names = hint.isPublic ? namesIn(hint.text) : [];
  fillIfChanged(box, (kinds.length > 0 || names.length > 0) && h("div", { class: "notice calm" }, ...numberLines(kinds, hint), ...buttons(kinds, names, hint), ...nameLines(names, hint)));
}

function numberLines(kinds: readonly Kind[], { isPublic, makeSecret }: PersonalHint): Child[] {
  if (kinds.length === 0) return [];
  const list = kinds.map((kind) => t(KIND_WORDS[kind])).join(", ");
  const sentence = isPublic ? "personalMasked" : makeSecret === null ? "personalReply" : "personalSecret";
  return [noticeHead("lock", "personalHeading"), h("p", {}, h("strong", {}, list), ". ", t(sentence))];
}

function nameLines(names: readonly string[], { text }: PersonalHint): Child[] {
  if (names.length === 0) return [];
  const sentence = t(tellsOfHealth(text) ? "personalHealth" : "personalNames", { names: names.join(", ") });
  return [h("p", {}, sentence)];
}

function buttons(kinds: readonly Kind[], names: readonly string[], { isPublic, hide, makeSecret }: PersonalHint): Child[] {
  const hiding = kinds.length > 0 && h("button", { type: "button", class: "secondary hide-personal", onclick: hide }, t("personalHide"));
  const secret = isPublic && makeSecret !== null && h("button", { type: "button", class: "quiet make-secret", onclick: makeSecret }, t("personalMakeSecret"));
  return hiding || (secret && names.length > 0) ? [h("p", { class: "taps" }, hiding, secret)] : [];
}

/**
 * Personal data in words: finds the numbers and addresses that the server masks in public, to say so before sending. The
 * rules are those of `chalicelib/domain/text/personal_data.py`; `tests/vectors/personal_data.json` holds both together.
 * Written without lookbehind, which browsers on old phones do not know.
 */

export type Kind = "nik" | "family_card" | "phone" | "email" | "account" | "card" | "number";

interface Finding {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

/** What the server puts in the place of what was found: the words that a phone writes when somebody hides it there. */
const MASKS: Readonly<Record<"id" | "en", Readonly<Record<Kind, string>>>> = {
  id: {
    nik: "[NIK disembunyikan]",
    family_card: "[nomor KK disembunyikan]",
    phone: "[nomor telepon disembunyikan]",
    email: "[alamat surel disembunyikan]",
    account: "[nomor rekening disembunyikan]",
    card: "[nomor kartu disembunyikan]",
    number: "[nomor pribadi disembunyikan]",
  },
  en: {
    nik: "[NIK hidden]",
    family_card: "[family card number hidden]",
    phone: "[phone number hidden]",
    email: "[e-mail address hidden]",
    account: "[account number hidden]",
    card: "[card number hidden]",
    number: "[personal number hidden]",
  },
};

interface Group {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

const FILLER = "\0";
const UNSEEN = "\u0001";
const GAP = 32;
const MOST_DIGITS = 20;
const FEWEST_DIGITS = 7;
const NIK_DIGITS = 16;
const WHOLE_PHONE = 10;
const SHORTEST_CARD_GROUP = 3;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The words that say what a number is; a dot joins words that only say it together. */
const CALLED: Readonly<Record<string, string>> = {
  nik: "nik ktp ektp kependudukan n.i.k",
  family_card: "kk kartu.keluarga",
  phone: "hp nohp handphone hape telp notelp tlp telepon telpon ponsel wa nowa whatsapp hubungi kontak phone mobile",
  office: "kantor layanan pusat center centre dinas pln pdam puskesmas rsud polsek polres polda posko hotline",
  account: "rek norek rekening account acc",
  bank: "bank bri bni bca btn bsi bpd mandiri cimb danamon permata muamalat bankaltimtara bankaltim panin ocbc maybank jago seabank bukopin btpn jenius",
  number: "idpel id.pel id.pelanggan no.pelanggan nomor.pelanggan no.meter nomor.meter npwp bpjs jkn kis paspor passport no.sim nomor.sim",
  parcel: "resi noresi awb tracking pelacakan invoice pesanan order tiket ticket",
  money: "rp idr usd",
};
const LABELS: ReadonlyMap<string, string> = new Map(
  Object.entries(CALLED).flatMap(([name, words]) => words.split(" ").map((word) => [word, name] as const)),
);
const HOLDER = new RegExp(`^[ ,.(]{0,3}(?:a[./ ]?n|atas nama|${CALLED["bank"]!.split(" ").join("|")})(?![a-z])`);
const AMOUNT = /^,?-? ?(?:rupiah|ribu|juta|jt|rb|miliar|milyar|triliun)(?![a-z])/;
const DIGITS = "0123456789";
const SEPARATORS = " .()+_-";
const FEWEST_OF_A_CUT_NUMBER = 5;
const SEPARATOR = /^[ .()+_-]{1,3}$/;
const DOMAIN = /^(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}/;
const AT_SIGN = / ?(?:@|[(\[{] ?at ?[)\]}]) ?/g;
/** A domain behind an at sign that stands apart or is spelt: only one that ends as addresses do, because "rapat @ balai.desa" is none. */
const SPELT_DOMAIN = /^(?:[a-z0-9-]{1,63}(?: ?\. ?| ?[(\[{] ?dot ?[)\]}] ?)){1,5}(?:com|net|org|info|biz|edu|gov|id|io|me|my|sg|co)(?![a-z0-9-])/;
const NOT_IN_ADDRESS = " \n@,;:<>()[]{}\"'?\0/=";
const MASK = new RegExp(
  Object.values(MASKS)
    .flatMap((masks) => Object.values(masks))
    .map((mask) => mask.replace(/[[\]]/g, "\\$&"))
    .join("|"),
  "gi",
);

/** Numbers that are no personal data however many digits they have, each with what must hold of the characters before it. */
const HARMLESS: readonly (readonly [RegExp, (before: string, match: string) => boolean])[] = [
  [/-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z](?![0-9a-z])/g, (before) => /(?:^|[^a-z0-9])[a-z]{2}$/.test(before.slice(-3))],
  [/[0-9][0-9]?([-./])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9]|[-.][0-9])/g, startsAnew],
  [/[12][09][0-9]{2}([-./])[01]?[0-9]\1[0-3]?[0-9](?![0-9]|[-.][0-9])/g, startsAnew],
  [/[0-9][0-9]?[0-9]?\.[0-9]{4,}(?![0-9]|[-.][0-9])/g, (before, match) => !/[0-9.]$/.test(before) && isInIndonesia(Number.parseInt(match, 10))],
  [
    /[0-9][0-9]?[.:][0-5][0-9](?: ?(?:-|s\/?d|sampai) ?[0-2]?[0-9][.:][0-5][0-9])?(?![0-9]|[-.:][0-9])/g,
    (before, match) => !/[0-9.-]$/.test(before) && Number.parseInt(match, 10) <= 24,
  ],
];

function startsAnew(before: string): boolean {
  return !/(?:[0-9.-]|[0-9] )$/.test(before);
}

function isInIndonesia(degrees: number): boolean {
  return degrees <= 11 || (degrees >= 95 && degrees <= 141);
}

/** Everything found in a text, in order and without overlap. */
export function findPersonalData(text: string): Finding[] {
  const { plain, positions } = plainCharacters(text);
  if (plain.search(AT_SIGN) < 0 && !/[0-9](?:[^0-9\n]{0,3}[0-9]){4}/.test(plain)) return [];
  let rest = plain.replace(MASK, filled);
  for (const [pattern, isOne] of HARMLESS) {
    const whole = rest;
    rest = rest.replace(pattern, (match: string, ...more: unknown[]) => {
      const at = more.find((each): each is number => typeof each === "number") ?? 0;
      return isOne(whole.slice(Math.max(0, at - 3), at), match) ? filled(match) : match;
    });
  }
  const emails: Finding[] = [];
  for (const { 0: sign, index: at } of rest.matchAll(AT_SIGN)) {
    let start = at;
    while (start > 0 && !NOT_IN_ADDRESS.includes(rest[start - 1]!)) start -= 1;
    const after = at + sign.length;
    const domain = (sign === "@" ? DOMAIN : SPELT_DOMAIN).exec(rest.slice(after, after + 400))?.[0];
    if (domain === undefined || start === at) continue;
    const end = after + domain.length;
    emails.push({ kind: "email", start, end });
    rest = rest.slice(0, start) + FILLER.repeat(end - start) + rest.slice(end);
  }
  const ends = [...positions.slice(1), text.length];
  return [...emails, ...numbersIn(rest)]
    .sort((one, other) => one.start - other.start)
    .map(({ kind, start, end }) => ({ kind, start: positions[start]!, end: ends[end - 1]! }));
}

/** The text with a mask in the place of everything found. */
export function maskPersonalData(text: string, language: "id" | "en"): string {
  let masked = "";
  let at = 0;
  for (const { kind, start, end } of findPersonalData(text)) {
    masked += text.slice(at, start) + MASKS[language][kind];
    at = end;
  }
  return masked + text.slice(at);
}

function filled(match: string): string {
  return FILLER.repeat(match.length);
}

/** ASCII digits, plain blanks and small letters, without what nobody sees; and of each its position in the text. */
export function plainCharacters(text: string): { plain: string; positions: number[] } {
  let plain = "";
  const positions: number[] = [];
  let at = 0;
  for (const character of text) {
    const simple = plainCharacter(character);
    if (simple !== UNSEEN) {
      plain += simple;
      positions.push(at);
    }
    at += character.length;
  }
  return { plain, positions };
}

function plainCharacter(character: string): string {
  if (character >= "!" && character <= "~") return character.toLowerCase();
  if (character === "\n" || character === "…") return character;
  if (/[\p{Cf}\p{Mn}\p{Me}]/u.test(character)) return UNSEEN;
  if (/[\p{Zs}\t]/u.test(character)) return " ";
  if (/[\p{Pd}\u2212\u2043]/u.test(character)) return "-";
  if (/[\u00b7\u2022\u2024\u30fb]/u.test(character)) return ".";
  if (/\p{Nd}/u.test(character)) return decimal(character);
  const simple = (/[\u00b2\u00b3\u00b9\u2070-\u209c]/u.test(character) ? character : character.normalize("NFKC")).toLowerCase();
  return simple.length === 1 && simple > UNSEEN ? simple : "?";
}

/** A digit of any script: each has its ten in a row, from zero to nine, and no other digit right before them. */
function decimal(character: string): string {
  const code = character.codePointAt(0)!;
  // Mathematical digits stand in five rows of ten without a gap.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

function numbersIn(plain: string): Finding[] {
  const findings: Finding[] = [];
  const groups: Group[] = [...plain.matchAll(/[0-9]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    digits: match[0],
  }));
  const ends = groups.map(() => groups.length);
  for (let index = groups.length - 2; index >= 0; index -= 1) {
    const together = SEPARATOR.test(plain.slice(groups[index]!.end, groups[index + 1]!.start));
    ends[index] = together ? ends[index + 1]! : index + 1;
  }
  for (let index = 0; index < groups.length; ) {
    const run = groups.slice(index, Math.min(ends[index]!, index + MOST_DIGITS));
    const [kind, count] = read(plain, run);
    if (kind !== null) findings.push({ kind, start: begin(plain, run[0]!), end: run[count - 1]!.end });
    index += count;
  }
  const cut = cutNumber(plain, findings[findings.length - 1]?.end ?? 0);
  return cut === null ? findings : [...findings, cut];
}

/** The beginning of a number at the end of words that were cut in the middle of it. Read from the end: looked for from every digit, it takes time that grows with the square of their count. */
function cutNumber(plain: string, from: number): Finding | null {
  if (!plain.endsWith("…")) return null;
  const words = plain.slice(0, -1);
  let first = words.length;
  while (first > from && (DIGITS + SEPARATORS).includes(words[first - 1]!)) first -= 1;
  const number = words.slice(first).split(/[ .()+_-]{4,}/).pop()!.replace(/^[ .()+_-]+/, "");
  if (number.replace(/[^0-9]/g, "").length < FEWEST_OF_A_CUT_NUMBER) return null;
  let end = words.length;
  while (SEPARATORS.includes(words[end - 1]!)) end -= 1;
  return { kind: "number", start: words.length - number.length, end };
}

/** Where a number begins: with its sign, and the bracket around its area code. */
function begin(plain: string, first: Group): number {
  const start = plain[first.start - 1] === "+" ? first.start - 1 : first.start;
  return plain[first.end] === ")" && plain[start - 1] === "(" ? start - 1 : start;
}

/** What the first digits of a run are, null for a harmless number, and how many groups belong to them. */
function read(plain: string, run: readonly Group[]): readonly [Kind | null, number] {
  const totals: number[] = [];
  for (const { digits } of run) totals.push((totals[totals.length - 1] ?? 0) + digits.length);
  if (totals[totals.length - 1]! < FEWEST_DIGITS) return [null, run.length];
  const start = run[0]!.start;
  const gap = plain.slice(Math.max(0, start - GAP), start).replace(/^.*[0-9\0]/s, "");
  const words = gap.match(/[a-z]+/g) ?? [];
  const labels = labelsOf(words);
  const last = words[words.length - 1];
  const currency = last !== undefined && LABELS.get(last) === "money" ? last : "$";
  const followsCurrency = gap.replace(/[ .:]+$/, "").endsWith(currency);

  const joined = (count: number): string => run.slice(0, count).map(({ digits }) => digits).join("");
  const after = (count: number): string => plain.slice(run[count - 1]!.end, run[count - 1]!.end + GAP);
  const longest = (least: number, most: number): number => totals.reduce((best, total, index) => (least <= total && total <= most ? index + 1 : best), 0);
  const exactly = (digits: number): number => totals.indexOf(digits) + 1;

  const amount = amountGroups(plain, run, followsCurrency, after, labels.has("account"));
  if (amount > 0) return [null, amount];
  const family = labels.has("family_card");
  if (family || labels.has("nik")) {
    const count = exactly(NIK_DIGITS) || longest(NIK_DIGITS - 2, NIK_DIGITS + 2);
    if (count > 0) return [family ? "family_card" : "nik", count];
  }
  const whole = exactly(NIK_DIGITS);
  if (whole > 0 && isNik(joined(whole))) return ["nik", whole];
  if (labels.has("parcel")) return [null, run.length];
  const phone = phoneGroups(run, totals, labels, joined);
  if (phone > 0) return ["phone", phone];
  if (labels.has("number")) {
    const count = longest(7, 16);
    if (count > 0) return ["number", count];
  } else {
    const count = longest(8, 16);
    if (count > 0 && (labels.has("account") || labels.has("bank") || HOLDER.test(after(count)))) return ["account", count];
  }
  for (const [index, total] of totals.entries()) {
    if (run[index]!.digits.length < SHORTEST_CARD_GROUP) break;
    if (total >= 13 && total <= 19 && isCard(joined(index + 1))) return ["card", index + 1];
  }
  return [null, 1];
}

/** The groups of an amount of money: after or before its currency, or with dots between thousands. */
function amountGroups(plain: string, run: readonly Group[], followsCurrency: boolean, after: (count: number) => string, isAccount: boolean): number {
  const first = run[0]!.digits;
  if (first.startsWith("0")) return 0;
  const separator = (index: number): string => plain.slice(run[index]!.end, run[index + 1]!.start);
  let count = 1;
  while (first.length <= 3 && count < run.length && run[count]!.digits.length === 3 && separator(count - 1) === ".") count += 1;
  if (followsCurrency || AMOUNT.test(after(count))) return count;
  const ends = count === run.length || separator(count - 1) !== ".";
  return count > 2 && ends && !isAccount ? count : 0;
}

/** As many groups as can belong to a phone number; digits written without a separator are whole. */
function phoneGroups(run: readonly Group[], totals: readonly number[], labels: ReadonlySet<string>, joined: (count: number) => string): number {
  const first = run[0]!.digits[0]!;
  if (!"068".includes(first) || (first === "8" && !labels.has("phone"))) return 0;
  const counts = totals.flatMap((total, index) => (total > 8 && total < 18 && isPhone(run, index + 1, joined(index + 1), labels) ? [index + 1] : []));
  let best = counts[0] ?? 0;
  for (const count of counts.slice(1)) {
    const isWhole = best === 1 && totals[0]! >= WHOLE_PHONE;
    const afterthought = run[count - 1]!.digits.length === 1 && totals[count - 2]! > WHOLE_PHONE;
    if (isWhole || afterthought) break;
    best = count;
  }
  return best;
}

function isPhone(run: readonly Group[], count: number, number: string, labels: ReadonlySet<string>): boolean {
  const first = run[0]!.digits;
  const labelled = labels.has("phone");
  if (count > 1 && ["0", "62", "0062"].includes(first)) {
    // "62 85 90" is a list of numbers, "+62 812" is not.
    const following = run[1]!.digits;
    if (following.length < 3 && following !== "0") return false;
  }
  if (first.startsWith("0") && first.length === 2 && !labelled) return false;
  const code = ["0062", "62", "0"].find((each) => number.startsWith(each)) ?? "";
  const withoutCode = number.slice(code.length);
  const national = code !== "0" && withoutCode.startsWith("0") ? withoutCode.slice(1) : withoutCode;
  if (national.startsWith("8") && (code !== "" || labelled)) {
    return national.length >= 9 && national.length <= 12 && "1235789".includes(national[1]!);
  }
  const isLandline = code === "0" && /^[2-7]/.test(national) && national.length >= 8 && national.length <= 11;
  return isLandline && labelled && !labels.has("office");
}

function labelsOf(words: readonly string[]): ReadonlySet<string> {
  const pairs = words.slice(1).map((word, index) => `${words[index]}.${word}`);
  const all = [...words.map((word) => (word.endsWith("nya") ? word.slice(0, -3) : word)), ...pairs, words.slice(-3).join(".")];
  return new Set(all.flatMap((word) => LABELS.get(word) ?? []));
}

function isNik(digits: string): boolean {
  const [province, regency, district, day, month] = [0, 2, 4, 6, 8].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number, number, number];
  const born = day > 40 ? day - 40 : day;
  const inARegion = /^(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])$/.test(String(province)) && regency >= 1 && regency <= 79 && district > 0;
  return inARegion && month >= 1 && month <= 12 && born >= 1 && born <= DAYS[month - 1]! && !digits.endsWith("0000");
}

function isCard(digits: string): boolean {
  if (!/^[2-6]/.test(digits) || /^2[01]/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (1 + (at % 2));
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

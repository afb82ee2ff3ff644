/**
 * Checks on the reader's own device that what the page shows of a case is what its history seals: no entry changed, moved or left
 * out, and no field other than it was sealed. It proves that the record is consistent, and not that nobody made all of it anew.
 */

import { t } from "../i18n/language";
import { trackComplaint, type Case, type CaseEvent, type ProofLink } from "../shared/case_api";
import { fill, h, iconAndText } from "../shared/dom";
import { fromHex, toHex } from "../shared/hex";

const FIRST_PREVIOUS = "0".repeat(64);
/** The first event of a case seals what was filed. */
const FIRST = 1;

/** What of a case is checked. */
export type CheckedCase = Pick<
  Case,
  | "tracking_id"
  | "type"
  | "title"
  | "text"
  | "place"
  | "region"
  | "coordinates"
  | "incident_date"
  | "filed_at"
  | "category"
  | "agency"
  | "anonymous"
  | "secret"
  | "sensitive"
  | "timeline"
>;

/** The result of a check. */
interface Verdict {
  /** The number of the first event that does not fit; 0 if everything does. */
  readonly broken: number;
  /** Whether the case is from before title, flags and place were sealed, so that only its events were checked. */
  readonly earlier: boolean;
  /** How many parts of the report, and entries, are shown other than they were sealed: masked, rounded, removed. */
  readonly unopened: number;
}

/** What an event's hash covers, as far as it is compared. */
interface Sealed {
  readonly data: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

export async function verifyCase(shown: CheckedCase, proof: readonly ProofLink[]): Promise<Verdict> {
  const events = new Map(shown.timeline.map((event) => [event.seq, event]));
  const opened: Sealed[] = [];
  let previous = FIRST_PREVIOUS;
  let unopened = 0;
  const broken = (at: number): Verdict => ({ broken: at, earlier: false, unopened });
  for (const [index, link] of proof.entries()) {
    const expected = index + 1;
    const event = events.get(expected);
    if (link.seq !== expected) return broken(expected);
    if (link.sealed === undefined) {
      // Shown without its opening: of old entries about photos the server keeps back the picture's hash.
      if (event !== undefined && event.kind !== "attached") return broken(expected);
      if (event !== undefined) unopened += 1;
    } else {
      const facts = event && (await openEvent(shown.tracking_id, event, link, link.sealed, previous));
      if (!facts) return broken(expected);
      if (event.note && link.salt === undefined) unopened += 1;
      opened.push(facts);
    }
    previous = link.hash;
  }
  if (events.size > 0 && Math.max(...events.keys()) > proof.length) return broken(proof.length + 1);
  const parts = proof[0]?.parts;
  const filed = opened[0];
  if (filed === undefined || !areFactsSealed(shown, filed, opened)) return broken(FIRST);
  if (filed["format"] === undefined) return { broken: 0, earlier: true, unopened };
  const closed = parts && (await countClosedParts(shown, filed, parts));
  return closed === undefined ? broken(FIRST) : { broken: 0, earlier: false, unopened: unopened + closed };
}

/** What the event seals, if it fits what is shown of it; undefined otherwise. */
async function openEvent(id: string, event: CaseEvent, link: ProofLink, sealed: string, previous: string): Promise<Sealed | undefined> {
  if ((await sha256(utf8(sealed))) !== link.hash) return undefined;
  const facts = JSON.parse(sealed) as Sealed;
  const { actor } = event;
  const fits =
    facts["case"] === id &&
    facts["seq"] === event.seq &&
    facts["previous"] === previous &&
    facts["kind"] === event.kind &&
    facts["at"] === event.at &&
    facts["role"] === actor.role &&
    facts["agency"] === (actor.agency ?? null) &&
    (facts["format"] === undefined || facts["name"] === (actor.name ?? null)) &&
    isSame(facts.data, event.data ?? {});
  if (!fits) return undefined;
  if (!event.note || link.salt === undefined) return facts;
  return (await commitmentTo(link.salt, event.note)) === facts["note"] ? facts : undefined;
}

/** Whether type, category, region, office, moment and flags are those that the events seal. */
function areFactsSealed(shown: CheckedCase, filed: Sealed, events: readonly Sealed[]): boolean {
  const last = (name: string): unknown => events.map((each) => each.data[name]).filter(Boolean).pop();
  const since = filed.data;
  const fits =
    last("type") === shown.type &&
    (last("category") ?? null) === (shown.category?.id ?? null) &&
    ((since["filed_region"] ?? since["region"]) || null) === (shown.region?.code ?? null) &&
    (last("to") ?? null) === (shown.agency?.id ?? null);
  if (!fits || filed["format"] === undefined) return fits;
  const flags = String(since["flags"]).split(" ");
  return (
    since["filed_at"] === shown.filed_at &&
    flags.includes("anonymous") === shown.anonymous &&
    flags.includes("secret") === shown.secret &&
    (flags.includes("sensitive") || last("sensitive") === true) === shown.sensitive
  );
}

/** How many parts are not opened, because they are shown other than they were filed; undefined if one does not fit. */
async function countClosedParts(shown: CheckedCase, filed: Sealed, parts: NonNullable<ProofLink["parts"]>): Promise<number | undefined> {
  const lines = Object.entries(parts).map(([part, { commitment }]) => `${part}:${commitment}\n`);
  if ((await sha256(utf8(lines.join("")))) !== filed.data["content"]) return undefined;
  let closed = 0;
  for (const [part, text] of Object.entries(shownParts(shown))) {
    const opening = parts[part];
    if (opening === undefined) return undefined;
    if (opening.salt === undefined) closed += 1;
    else if (opening.commitment !== (await commitmentTo(opening.salt, opening.text ?? text))) return undefined;
    else if (opening.text !== undefined && !isPoint(shown, opening.text)) return undefined;
  }
  return closed;
}

/** The parts as the page shows them. */
function shownParts(shown: CheckedCase): Record<string, string> {
  return {
    title: shown.title ?? "",
    text: shown.text,
    place: shown.place ?? "",
    region_path: shown.region?.path.join("\n") ?? "",
    point: "",
    incident_date: shown.incident_date ?? "",
  };
}

/** Whether a sealed point, `latitude,longitude`, is the one that is shown. Numbers are written in several ways. */
function isPoint({ coordinates }: CheckedCase, sealed: string): boolean {
  if (!coordinates) return sealed === "";
  const [lat, lon] = sealed.split(",").map(Number);
  return lat === coordinates.lat && lon === coordinates.lon;
}

function isSame(sealed: Readonly<Record<string, unknown>>, shown: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(sealed);
  return names.length === Object.keys(shown).length && names.every((name) => sealed[name] === shown[name]);
}

/** A button that checks the history and shows the result. */
export function verifyButton(view: Case, secret: string | null): HTMLElement {
  const result = h("p", { class: "hint with-icon", role: "status" });
  const verify = async (): Promise<void> => {
    const answer = await trackComplaint(view.tracking_id, secret, true);
    if (!answer.ok || !answer.body.proof) return fill(result, t("proofUnreachable"));
    const { proof } = answer.body;
    // What is on the screen, unless something was added since.
    const verdict = await verifyCase(answer.body.version === view.version ? view : answer.body, proof);
    fill(result, ...sentence(verdict, proof.length));
  };
  return h(
    "div",
    { class: "after-notice" },
    h("button", { type: "button", class: "quiet", id: "check-proof", onclick: () => void verify() }, t("proofCheck")),
    result,
  );
}

function sentence({ broken, earlier, unopened }: Verdict, count: number): ReturnType<typeof iconAndText> {
  if (broken > 0) return iconAndText("warning", t("proofBroken", { n: broken }));
  const whole = t("proofWhole", { count });
  if (earlier) return iconAndText("check", `${whole} ${t("proofEarlier")}`);
  return iconAndText("check", unopened > 0 ? `${whole} ${t("proofUnopened", { n: unopened })}` : whole);
}

async function commitmentTo(salt: string, text: string): Promise<string> {
  return sha256(joined(fromHex(salt), utf8(text)));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

async function sha256(data: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
}

/** The acts on a case: which the API says are possible, their keys, their fields, and what was typed into them. */

import { both, language, t, type Bilingual } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { ARCHIVE_REASONS, COVER_REASONS, FORUMS, NO_PHOTO, PARTS, PRIORITIES, PROGRESS_KINDS, PURPOSES, TYPES, type Choices } from "./choices";
import type { Attachment, CaseEvent } from "../shared/case_api";
import type { PossibleAction } from "./api";

type FieldKind = "words" | "office" | "category" | "date" | "number" | "short" | "mark";

export interface Field {
  readonly name: string;
  readonly asks: string;
  readonly required: boolean;
  readonly kind: FieldKind;
  /** Of a closed list: the values and what they are called. */
  readonly choices?: Choices;
  /** Whether the first of the list holds where nothing else is chosen. */
  readonly firstHolds?: true;
  /** The field is asked for only while another one has this value. */
  readonly when?: When;
}

type When = readonly [field: string, value: string];

export interface Act {
  readonly action: string;
  readonly label: Bilingual;
  readonly key: string | null;
  readonly fields: readonly Field[];
  /** Whether it asks once before it is sent. */
  readonly asksOnce: boolean;
  /** Whether only the office reads its words. */
  readonly inside: boolean;
  /** Whether photos may go with it. */
  readonly photos: boolean;
  /** The act that follows at once, without words. */
  readonly then: string | null;
  /** Why it cannot be taken now; null if it can. */
  readonly reason: string | null;
}

interface Known {
  readonly key?: string;
  /** What it is called here, where that is not what the API calls it. */
  readonly called?: WordKey;
  readonly then?: string;
  readonly asksOnce?: true;
  readonly inside?: true;
  /** What its words are asked for with. */
  readonly asks?: WordKey;
  /** The fields that are asked for here, where others are filled in elsewhere or not at all. */
  readonly only?: readonly string[];
  readonly photos?: true;
  /** What fields are called here, where another act calls them otherwise. */
  readonly fieldNames?: Readonly<Record<string, WordKey>>;
  readonly choices?: Readonly<Record<string, Choices>>;
  readonly firstHolds?: string;
  readonly when?: Readonly<Record<string, When>>;
}

/** In the order of the work. An act that stands not here comes after them, as the API describes it. */
const KNOWN: Readonly<Record<string, Known>> = {
  accept: { key: "a", only: [] },
  disposition: { only: ["target", "note"] },
  progress: { key: "p", asks: "fieldProgress", photos: true, choices: { kind: PROGRESS_KINDS }, firstHolds: "kind", when: { promised: ["kind", "waiting_for_budget"], on: ["kind", "site_visit"] }, fieldNames: { on: "fieldVisitOn" } },
  approval: { key: "a", called: "actApproveSend", then: "response", asksOnce: true, only: [] },
  "send-back": { key: "b", asks: "fieldSendBack", inside: true },
  response: { key: "r", asks: "fieldAnswer", photos: true, choices: { photo: NO_PHOTO } },
  draft: { key: "r", asks: "fieldAnswer", inside: true, choices: { photo: NO_PHOTO } },
  correction: { asks: "fieldAnswer", photos: true, choices: { photo: NO_PHOTO } },
  thanks: { asks: "fieldThanks" },
  planning: { asks: "fieldPlan", fieldNames: { on: "fieldForumOn" }, choices: { forum: FORUMS } },
  extension: { asks: "fieldExtend" },
  postponement: { key: "q", asks: "fieldAsk" },
  resumption: { asks: "fieldNote" },
  refusal: { key: "t" },
  escalation: { asksOnce: true },
  assignment: {},
  support: { key: "m" },
  assistance: { asks: "fieldProgress", photos: true },
  priority: { choices: { priority: PRIORITIES } },
  type: { asks: "fieldReason", choices: { type: TYPES } },
  title: {},
  warning: { asksOnce: true },
  "warning-answer": { asks: "fieldWarningAnswer" },
  merge: { asksOnce: true },
  archive: { asksOnce: true, choices: { reason: ARCHIVE_REASONS } },
  "archive-approval": { asksOnce: true, only: [] },
  "archive-refusal": {},
  "archive-proposal": { inside: true, asks: "fieldArchive", choices: { reason: ARCHIVE_REASONS } },
  "promise-approval": { asksOnce: true, only: [] },
  "promise-refusal": {},
  "promise-proposal": { inside: true, asks: "fieldProgress" },
  parting: { asks: "fieldApart" },
  referral: { asksOnce: true },
  covering: { asksOnce: true, choices: { reason: COVER_REASONS } },
  uncovering: { asksOnce: true },
  redaction: { asksOnce: true, choices: { part: PARTS } },
  "identity-request": { asksOnce: true, choices: { purpose: PURPOSES } },
};
const ORDER = Object.keys(KNOWN);

const FIELDS: Readonly<Record<string, { readonly asks: WordKey; readonly kind: FieldKind }>> = {
  note: { asks: "fieldNote", kind: "words" },
  reason: { asks: "fieldReason", kind: "words" },
  words: { asks: "fieldWords", kind: "words" },
  target: { asks: "fieldOffice", kind: "office" },
  category: { asks: "filterCategory", kind: "category" },
  kind: { asks: "fieldKind", kind: "short" },
  promised: { asks: "fieldPromised", kind: "date" },
  by: { asks: "fieldBy", kind: "short" },
  on: { asks: "fieldOn", kind: "date" },
  photo: { asks: "fieldNoPhoto", kind: "short" },
  priority: { asks: "fieldPriority", kind: "short" },
  into: { asks: "fieldInto", kind: "short" },
  repeats: { asks: "fieldInto", kind: "short" },
  stack: { asks: "fieldStack", kind: "short" },
  part: { asks: "fieldPart", kind: "short" },
  seq: { asks: "fieldSeq", kind: "number" },
  purpose: { asks: "fieldPurpose", kind: "short" },
  order: { asks: "fieldOrder", kind: "short" },
  sensitive: { asks: "fieldSensitive", kind: "mark" },
  type: { asks: "fieldType", kind: "short" },
  title: { asks: "fieldTitle", kind: "short" },
  forum: { asks: "fieldForum", kind: "short" },
  region: { asks: "fieldRegion", kind: "short" },
};

function fieldOf(action: string, { name, required }: PossibleAction["fields"][number]): Field {
  const known = FIELDS[name];
  const { choices: lists, when: conditions, firstHolds } = KNOWN[action] ?? {};
  const choices = lists?.[name];
  const when = conditions?.[name];
  const own = known?.kind === "words" && choices === undefined ? KNOWN[action]?.asks : undefined;
  const asks = own ?? KNOWN[action]?.fieldNames?.[name] ?? (choices !== undefined && name === "reason" ? "fieldWhich" : known?.asks);
  return { name, required, kind: known?.kind ?? "short", asks: asks === undefined ? name : t(asks), ...(choices === undefined ? {} : { choices }), ...(name === firstHolds ? { firstHolds: true as const } : {}), ...(when === undefined ? {} : { when }) };
}

interface Steps {
  readonly timeline: readonly CaseEvent[];
}

interface Told extends Steps {
  readonly attachments: readonly Attachment[];
}

type Offered = Told & { readonly actions: readonly PossibleAction[] };

/** Whether an answer waits to be approved or published. */
export function hasDraft({ timeline }: Steps): boolean {
  const last = timeline.filter(({ kind }) => kind === "drafted" || kind === "responded" || kind === "sent_back").pop();
  return last?.kind === "drafted";
}

/** Whether an office has sent a photo since the report was last opened: then an answer needs not say why there is none. */
function hasPhoto({ timeline, attachments }: Told): boolean {
  const opened = timeline.filter(({ kind }) => kind === "reopened").pop()?.at ?? "";
  return attachments.some(({ at, by }) => by.role !== "reporter" && at >= opened);
}

/** All acts of a case that the asker's role may ever take, in the order of the work. An answer that lies there as a draft needs no words. */
export function actsOn(seen: Offered): readonly Act[] {
  const place = (action: string): number => (ORDER.includes(action) ? ORDER.indexOf(action) : ORDER.length);
  const drafted = hasDraft(seen);
  const shown = hasPhoto(seen);
  /**
   * The words of an answer are always needed, whatever the API lets out for drafts; who and when may stand in them. A repair is shown, or it
   * is said why not; programs that answer without either are not refused.
   */
  const needed = (action: string, field: PossibleAction["fields"][number]): PossibleAction["fields"][number] => (field.name === "photo" || (action === "response" && field.name === "note") ? { ...field, required: true } : field);
  return [...seen.actions]
    .sort((one, other) => place(one.action) - place(other.action))
    .map(({ action, label, fields, possible, reason }) => {
      const known = KNOWN[action] ?? {};
      const left = action === "response" && drafted ? [] : fields.filter(({ name }) => (known.only?.includes(name) ?? true) && !(name === "photo" && shown));
      return {
        action,
        label: known.called === undefined ? label : both(known.called),
        key: known.key ?? null,
        fields: left.map((each) => fieldOf(action, needed(action, each))),
        asksOnce: known.asksOnce === true || (action === "response" && drafted),
        inside: known.inside === true,
        photos: known.photos === true && !(action === "response" && drafted),
        then: known.then ?? null,
        reason: possible ? null : (reason ?? ""),
      };
    });
}

/** The act under a key, among those that are possible. */
export function actUnder(key: string, acts: readonly Act[]): Act | undefined {
  return acts.find((each) => each.key === key && each.reason === null);
}

export function nameOf(act: Act): string {
  return act.label[language()];
}

/** What was typed or chosen, by field. */
type Values = Readonly<Record<string, string>>;

/** The fields that are asked for as things stand: some only while another one has a certain value. */
export function asked(fields: readonly Field[], values: Values): readonly Field[] {
  return fields.filter(({ when }) => when === undefined || values[when[0]] === when[1]);
}

/** The request's body. Fields left empty are not sent. */
export function bodyOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, kind } of asked(fields, values)) {
    const value = (values[name] ?? "").trim();
    if (value === "") continue;
    body[name] = kind === "number" ? Number(value) : kind === "mark" ? true : value;
  }
  return body;
}

/** The first field that must be filled and is not. */
export function lacking(fields: readonly Field[], values: Values): Field | undefined {
  return fields.find(({ name, required }) => required && (values[name] ?? "").trim() === "");
}

function keyOf(person: string, trackingId: string, action: string): string {
  return `lapor.desk.draft.${person}.${trackingId}.${action}`;
}

/** What was typed for an act and not sent: it outlives signing in again, and goes with the tab. */
export function keptValues(person: string, trackingId: string, action: string): Values {
  return JSON.parse(sessionStorage.getItem(keyOf(person, trackingId, action)) ?? "{}") as Values;
}

export function keepValues(person: string, trackingId: string, action: string, values: Values): void {
  const name = keyOf(person, trackingId, action);
  if (Object.values(values).every((each) => each === "")) sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, JSON.stringify(values));
}

/** Forgets everything that was typed and not sent. */
export function forgetValues(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith("lapor.desk.draft.")) sessionStorage.removeItem(name);
}

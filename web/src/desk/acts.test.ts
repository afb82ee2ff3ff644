import { expect, it } from "vitest";

import { addWords } from "../i18n/language";
import { DESK_PAGES_WORDS } from "../i18n/desk_pages_words";
import { DESK_WORDS } from "../i18n/desk_words";
import { postedPaths, postedProperties } from "../testing/api_description";
import { actsOn, actUnder, bodyOf, hasDraft, lacking, type Act } from "./acts";
import type { PossibleAction } from "./api";

addWords(DESK_WORDS);
addWords(DESK_PAGES_WORDS);

const offered = (action: string, fields: PossibleAction["fields"] = [{ name: "note", required: true }], reason: string | null = null): PossibleAction => ({
  action,
  label: { id: action, en: action },
  fields,
  possible: reason === null,
  reason,
});
const event = (kind: string) => ({ seq: 1, kind, label: { id: "", en: "" }, at: "2026-11-23T02:00:00.000Z", actor: { role: "officer" } });
const acts = (actions: readonly PossibleAction[], kinds: readonly string[] = []): readonly Act[] => actsOn({ actions, timeline: kinds.map(event), attachments: [] });
const names = (act: Act | undefined): string[] => act?.fields.map(({ name }) => name) ?? [];

it("acts come in the order of the work, those that nobody knows here at the end, with the fields that the API names", () => {
  const found = acts([offered("new-thing", [{ name: "whatever", required: true }]), offered("refusal"), offered("accept")]);
  expect(found.map(({ action }) => action)).toEqual(["accept", "refusal", "new-thing"]);
  expect(found[2]?.fields).toEqual([{ name: "whatever", required: true, kind: "short", asks: "whatever" }]);
});

it.each(["progress", "response", "draft", "correction", "archive", "covering", "redaction", "identity-request", "priority", "type", "planning"])("the closed lists of %s are those of the API", (action) => {
  const known = postedProperties(`/v1/agencies/{agency_id}/complaints/{tracking_id}/${action}`) as Record<string, { enum?: readonly string[] }>;
  const fields = acts([offered(action, Object.keys(known).map((name) => ({ name, required: true })))])[0]!.fields;
  expect(fields.length).toBeGreaterThan(0);
  for (const { name, choices } of fields) expect({ [name]: choices?.map(([value]) => value) }).toEqual({ [name]: known[name]?.enum?.filter((each) => each !== null) });
});

it("every field of every action that the API has is asked for in words", () => {
  const actions = postedPaths().flatMap((path) => /^\/v1\/agencies\/{agency_id}\/complaints\/{tracking_id}\/([a-z-]+)$/.exec(path)?.[1] ?? []).filter((action) => action !== "attachments");
  expect(actions.length).toBeGreaterThan(30);
  for (const action of actions) {
    const known = postedProperties(`/v1/agencies/{agency_id}/complaints/{tracking_id}/${action}`);
    const [act] = acts([offered(action, Object.keys(known).map((name) => ({ name, required: true })))]);
    for (const { name, asks } of act!.fields) expect(asks, `${action}: ${name}`).toMatch(/^[A-Z]/);
  }
});

it("a key is one act among those that are possible", () => {
  expect(actUnder("r", acts([offered("draft")]))?.action).toBe("draft");
  expect(actUnder("r", acts([offered("response"), offered("draft")]))?.action).toBe("response");
  expect(actUnder("r", acts([offered("response", [], "Belum disetujui."), offered("draft")]))?.action).toBe("draft");
  expect(actUnder("x", acts([offered("draft")]))).toBeUndefined();
});

it("what is left empty is not sent, numbers are numbers, and what is needed is asked for", () => {
  const [refusal] = acts([offered("refusal", [{ name: "reason", required: true }, { name: "target", required: false }])]);
  expect(bodyOf(refusal!.fields, { reason: " Bukan kami. ", target: "" })).toEqual({ reason: "Bukan kami." });
  expect(bodyOf(refusal!.fields, { reason: "Bukan kami.", target: "64-pupr" })).toEqual({ reason: "Bukan kami.", target: "64-pupr" });
  expect(lacking(refusal!.fields, { reason: "  " })?.name).toBe("reason");
  expect(lacking(refusal!.fields, { reason: "Bukan kami." })).toBeUndefined();
  const [uncovering] = acts([offered("uncovering", [{ name: "seq", required: true }])]);
  expect(bodyOf(uncovering!.fields, { seq: "7" })).toEqual({ seq: 7 });
});

it("an answer needs words, and one that lies there as a draft none", () => {
  const asked = [offered("response", [{ name: "note", required: false }])];
  expect(acts(asked)[0]?.fields[0]?.required).toBe(true);
  expect(names(acts(asked, ["drafted"])[0])).toEqual([]);
  expect(acts(asked, ["drafted"])[0]?.asksOnce).toBe(true);
});

it("an answer about a repair has a photo, or says why not", () => {
  const actions = [offered("response", [{ name: "photo", required: false }])];
  const photo = (role: string, at: string) => ({ id: "a", url: "", preview_url: "", at, by: { role }, private: false });
  const asks = (attachments: readonly ReturnType<typeof photo>[], kinds: readonly string[] = []): string[] => names(actsOn({ actions, timeline: kinds.map(event), attachments })[0]);
  const [act] = acts(actions);
  expect(lacking(act!.fields, {})?.name).toBe("photo");
  expect(bodyOf(act!.fields, { photo: "unseen" })).toEqual({ photo: "unseen" });
  expect(asks([photo("reporter", "2026-11-24T02:00:00.000Z")])).toEqual(["photo"]);
  expect(asks([photo("officer", "2026-11-24T02:00:00.000Z")])).toEqual([]);
  expect(asks([photo("officer", "2026-11-22T02:00:00.000Z")], ["reopened"])).toEqual(["photo"]);
});

it("a draft that was sent back or published waits no more", () => {
  const waits = (...kinds: string[]): boolean => hasDraft({ timeline: kinds.map(event) });
  expect([waits("drafted"), waits("drafted", "approved"), waits("drafted", "sent_back"), waits("drafted", "sent_back", "drafted"), waits("drafted", "responded")]).toEqual([true, true, false, true, false]);
});

it("an approval publishes at once what it approves", () => {
  expect(acts([offered("approval")])[0]).toMatchObject({ then: "response", fields: [], asksOnce: true });
  expect(acts([offered("accept")])[0]?.then).toBeNull();
});

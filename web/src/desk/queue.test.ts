import { expect, it } from "vitest";

import { addWords } from "../i18n/language";
import { DESK_WORDS } from "../i18n/desk_words";
import type { QueueLine } from "./api";
import { countText, fitting, forMany, leftWords } from "./queue";
import { APPROVALS, QUEUE, TRIAGE, type WorkList } from "./work_lists";

addWords(DESK_WORDS);

const line = (tracking_id: string, status: string, days_left = 9, title: string | null = "Jalan berlubang", category = "jalan-rusak"): QueueLine => ({
  tracking_id,
  status,
  title,
  category,
  days_left,
  due_at: "2026-12-02T02:00:00.000Z",
  citizen_due_at: null,
  priority: "normal",
  breached: false,
  draft: null,
  hops: 0,
  version: 2,
  flags: [],
});
const LINES = [line("KI-1", "routed"), line("KI-2", "accepted", -3), line("KI-3", "in_progress"), line("KI-4", "reopened"), line("KI-5", "postponed"), line("KI-6", "responded"), line("KI-7", "triage")];
const ids = (lines: readonly QueueLine[]): string[] => lines.map(({ tracking_id }) => tracking_id);

const inTab = (list: WorkList, tab: string, lines: readonly QueueLine[]): string[] => ids(lines.filter(list.tabs.find(({ id }) => id === tab)!.has));

it("every open case is in one of three tabs, and a late one in the fourth as well", () => {
  expect(inTab(QUEUE, "baru", LINES)).toEqual(["KI-1", "KI-7"]);
  expect(inTab(QUEUE, "dikerjakan", LINES)).toEqual(["KI-2", "KI-3", "KI-4"]);
  expect(inTab(QUEUE, "menunggu", LINES)).toEqual(["KI-5", "KI-6"]);
  expect(inTab(QUEUE, "terlambat", LINES)).toEqual(["KI-2"]);
});

it("what offices have refused twice stands apart for the coordinator, and every draft that waits is shown", () => {
  const lines = [0, 1, 2, 3].map((hops) => ({ ...line(`KI-${hops}`, "triage"), hops }));
  expect(inTab(TRIAGE, "putusan", lines)).toEqual(["KI-0", "KI-1"]);
  expect(inTab(TRIAGE, "ditolak", lines)).toEqual(["KI-2", "KI-3"]);
  expect(inTab(APPROVALS, "draf", LINES)).toEqual(ids(LINES));
});

it("what is dangerous or hidden is never worked with others at once", () => {
  const plain = line("KI-1", "routed");
  expect([plain, { ...plain, priority: "urgent" }, { ...plain, priority: "emergency" }, { ...plain, flags: ["anonymous"] }, { ...plain, flags: ["secret"] }, { ...plain, flags: ["sensitive"] }].map(forMany)).toEqual([true, true, false, true, false, false]);
});

it("words are searched for in titles and numbers, with hyphens or without, all of them", () => {
  const lines = [line("KI-7F3K-9Q2M-XA0B-C", "routed"), line("KI-N4MY-SXYG-J405-C", "routed", 9, "Lampu jalan mati", "lampu-jalan-mati"), line("KI-3", "routed", 9, null)];
  expect(ids(fitting(lines, { words: "jalan MATI", category: "", holder: "" }))).toEqual(["KI-N4MY-SXYG-J405-C"]);
  expect(ids(fitting(lines, { words: "7f3k9q2m", category: "", holder: "" }))).toEqual(["KI-7F3K-9Q2M-XA0B-C"]);
  expect(ids(fitting(lines, { words: "jalan", category: "lampu-jalan-mati", holder: "" }))).toEqual(["KI-N4MY-SXYG-J405-C"]);
  const holders = new Map([["KI-7F3K-9Q2M-XA0B-C", { person: "rina", name: "Rina" }]]);
  expect(ids(fitting(lines, { words: "", category: "", holder: "rina" }, holders))).toEqual(["KI-7F3K-9Q2M-XA0B-C"]);
  expect(ids(fitting(lines, { words: "", category: "", holder: "none" }, holders))).toEqual(["KI-N4MY-SXYG-J405-C", "KI-3"]);
  expect(ids(fitting(lines, { words: " ", category: "", holder: "" }))).toEqual(ids(lines));
});

it("the time left is said with a word, never by colour alone", () => {
  expect([12, 5, 0, -3].map(leftWords)).toEqual([
    { text: "Sisa 12 hari", tone: "soft" },
    { text: "Sisa 5 hari", tone: "soon" },
    { text: "Hari ini", tone: "soon" },
    { text: "Lewat 3 hari", tone: "wrong" },
  ]);
});

it("a count is exact up to 999", () => {
  expect([0, 999, 1000].map(countText)).toEqual(["0", "999", "999+"]);
});

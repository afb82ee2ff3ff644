/** The lists of open cases that the desk works from: which query fills each, and its tabs. */

import type { WordKey } from "../i18n/words";
import type { QueueLine } from "./api";

interface Tab {
  /** In the address: `#/antrean/baru`. */
  readonly id: string;
  readonly name: WordKey;
  readonly empty: WordKey;
  readonly has: (line: QueueLine) => boolean;
}

export interface WorkList {
  readonly id: string;
  readonly name: WordKey;
  /** The query of the office's queue. */
  readonly filter: string;
  readonly tabs: readonly Tab[];
  /** Whether cases are handed over from here. */
  readonly disposes: boolean;
  /** Whether several are marked and worked at once. */
  readonly marks: boolean;
}

const REFUSED_TWICE = 2;
const among =
  (...statuses: readonly string[]) =>
  ({ status }: QueueLine): boolean =>
    statuses.includes(status);
const late = ({ days_left }: QueueLine): boolean => days_left < 0;

export const QUEUE: WorkList = {
  id: "antrean",
  name: "queueHeading",
  filter: "",
  disposes: false,
  marks: true,
  tabs: [
    { id: "baru", name: "tabNew", empty: "emptyNew", has: among("routed", "triage") },
    { id: "dikerjakan", name: "tabWorking", empty: "emptyWorking", has: among("accepted", "in_progress", "reopened") },
    { id: "menunggu", name: "tabWaiting", empty: "emptyWaiting", has: among("postponed", "responded") },
    { id: "terlambat", name: "tabLate", empty: "emptyLate", has: late },
  ],
};

export const APPROVALS: WorkList = {
  id: "persetujuan",
  name: "approvalsHeading",
  filter: "drafts=true",
  disposes: false,
  marks: false,
  tabs: [{ id: "draf", name: "tabDrafts", empty: "emptyDrafts", has: () => true }],
};

export const TRIAGE: WorkList = {
  id: "koordinator",
  name: "triageHeading",
  filter: "status=triage",
  disposes: true,
  marks: false,
  tabs: [
    { id: "putusan", name: "tabToDecide", empty: "emptyToDecide", has: ({ hops }) => hops < REFUSED_TWICE },
    { id: "ditolak", name: "tabRefusedTwice", empty: "emptyRefusedTwice", has: ({ hops }) => hops >= REFUSED_TWICE },
    { id: "terlambat", name: "tabLate", empty: "emptyLate", has: late },
  ],
};

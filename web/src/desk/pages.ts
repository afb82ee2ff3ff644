/** The pages of the desk, and which of them each role has. The first is where the desk opens. Those beside the queue are loaded when they are opened. */

import { knownStack } from "../shared/stack";
import type { PageOfDesk } from "./page";
import { Workbench } from "./workbench";
import { APPROVALS, QUEUE, TRIAGE, type WorkList } from "./work_lists";

const bench = (list: WorkList): PageOfDesk => ({ id: list.id, name: list.name, make: (desk) => Promise.resolve(new Workbench(desk, list)) });
const queue = bench(QUEUE);
const oversight: PageOfDesk = { id: "pengawasan", name: "oversightHeading", make: (desk) => import("./oversight_page").then(({ OversightPage }) => new OversightPage(desk)) };
const stacks: PageOfDesk = { id: "wilayah", name: "stacksHeading", make: (desk) => import("./stacks_page").then(({ StacksPage }) => new StacksPage(desk)) };
const people: PageOfDesk = { id: "instansi", name: "peopleHeading", make: (desk) => import("./people_page").then(({ PeoplePage }) => new PeoplePage(desk)) };
const summary: PageOfDesk = { id: "ringkasan", name: "summaryHeading", make: (desk) => import("./summary_page").then(({ SummaryPage }) => new SummaryPage(desk)) };
const state: PageOfDesk = { id: "keadaan", name: "stateHeading", make: (desk) => import("./state_page").then(({ StatePage }) => new StatePage(desk)) };
const accesses: PageOfDesk = { id: "catatan-akses", name: "accessesHeading", make: (desk) => import("./access_page").then(({ AccessPage }) => new AccessPage(desk)) };
const mails: PageOfDesk = { id: "kabar", name: "mailHeading", make: (desk) => import("./mail_page").then(({ MailPage }) => new MailPage(desk)) };
const assisted: PageOfDesk = { id: "catat", name: "assistedHeading", make: (desk) => import("./assisted_page").then(({ AssistedPage }) => new AssistedPage(desk)) };

const templates: PageOfDesk = { id: "templat", name: "templatesHeading", make: (desk) => import("./templates_page").then(({ TemplatesPage }) => new TemplatesPage(desk)) };

const PAGES: Readonly<Record<string, readonly PageOfDesk[]>> = {
  officer: [queue, assisted, mails],
  approver: [bench(APPROVALS), queue, mails],
  liaison: [queue, assisted, people, templates, state, mails],
  coordinator: [bench(TRIAGE), assisted, oversight, summary, people, templates, state, mails],
  auditor: [oversight, accesses],
  admin: [oversight, summary, people, templates, state],
  region_head: [summary, mails],
};

/** The pages of a role, the first of which the desk opens. Whoever has none of its own oversees; at the centre, all stacks first. */
export function pagesOf(role: string, centre = knownStack()?.region === "00"): readonly PageOfDesk[] {
  return PAGES[role] ?? (centre ? [stacks, oversight] : [oversight]);
}

/** How offices stand: the own figures and webhooks for a liaison, and for a coordinator whether somebody reads at each office of the region. */

import { calendarDay, formatDay, formatInstant, monthsBefore } from "../i18n/dates";
import { DESK_SUMMARY_WORDS } from "../i18n/desk_summary_words";
import { addWords, language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { fill, h } from "../shared/dom";
import { callApi } from "../shared/http";
import { zone } from "../shared/stack";
import type { StatisticsLine } from "../statistics/api";
import { ask } from "./api";
import type { Desk, DeskPage } from "./page";
import { NOTHING, sentencesOf } from "./summary";
import { tableView } from "./table";

addWords(DESK_SUMMARY_WORDS);

const PAGES_AT_MOST = 5;

type Step = "silent" | "trained" | "pledged" | "live";
/** Where somebody must do something, first. */
const STEPS: Readonly<Record<Step, WordKey>> = { silent: "stepSilent", trained: "stepTrained", pledged: "stepPledged", live: "stepLive" };
const ORDER = Object.keys(STEPS);

interface Office {
  readonly id: string;
  readonly name: string;
  readonly readiness: Step;
  readonly seen: string | null;
  readonly appointed: string | null;
}

interface Webhook {
  readonly url: string;
  readonly status: "enabled" | "disabled";
  readonly failing_since: string | null;
  readonly last_success_at: string | null;
  readonly last_failure: { readonly at: string; readonly failure: string } | null;
}

const day = (at: string | null): string => (at === null ? t("never") : formatDay(at.slice(0, 10), language()));
const moment = (at: string | null): string => (at === null ? t("never") : formatInstant(at, zone(), language()));

export class StatePage implements DeskPage {
  readonly element = h("div", { class: "summary" });
  private figures: readonly [now: StatisticsLine, before: StatisticsLine] | null = null;
  private offices: readonly Office[] | null = null;
  private webhooks: readonly Webhook[] | null = null;
  private failed = false;
  private loaded = false;

  constructor(private readonly desk: Desk) {}

  show(): void {
    this.draw();
    void this.load();
  }

  translate(): void {
    this.draw();
  }

  private get ownOffice(): boolean {
    return this.desk.session.grant.role === "liaison";
  }

  private async load(): Promise<void> {
    this.failed = false;
    await (this.ownOffice ? this.loadOwn() : this.loadOffices());
    this.loaded = true;
    this.draw();
  }

  private async loadOwn(): Promise<void> {
    const { key, grant } = this.desk.session;
    const month = calendarDay(zone(), new Date()).slice(0, 7);
    const last = monthsBefore(month, 1);
    const [figures, webhooks] = await Promise.all([
      callApi<{ readonly items: readonly StatisticsLine[] }>("GET", `/v1/statistics?by=month&from=${last}&to=${month}&agency=${grant.agency.id}`),
      ask<{ readonly items: readonly Webhook[] }>("GET", `/v1/agencies/${grant.agency.id}/webhooks`, key),
    ]);
    if (webhooks.status === 401) return this.desk.signedOut();
    this.failed = !figures.ok || !webhooks.answer.ok;
    // Nobody holds a report when it is filed: at an office it comes in when it is passed on to it.
    const of = (wanted: string): StatisticsLine => {
      const line = (figures.ok ? figures.body.items.find((each) => each.key === wanted) : undefined) ?? NOTHING;
      return { ...line, filed: line.routed };
    };
    this.figures = [of(month), of(last)];
    this.webhooks = webhooks.answer.ok ? webhooks.answer.body.items : null;
  }

  private async loadOffices(): Promise<void> {
    const offices: Office[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const reply: Awaited<ReturnType<typeof ask<{ items: Office[]; next_cursor: string | null }>>> = await ask("GET", `/v1/readiness?limit=200${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`, this.desk.session.key);
      if (reply.status === 401) return this.desk.signedOut();
      this.failed = !reply.answer.ok;
      if (!reply.answer.ok) return;
      offices.push(...reply.answer.body.items);
      cursor = reply.answer.body.next_cursor;
      if (cursor === null) break;
    }
    this.offices = offices.sort((one, other) => ORDER.indexOf(one.readiness) - ORDER.indexOf(other.readiness) || one.name.localeCompare(other.name));
  }

  private webhooksView(webhooks: readonly Webhook[]): HTMLElement {
    const state = ({ status, failing_since, last_failure }: Webhook): string => {
      if (status === "disabled") return t("hookOff");
      return failing_since === null ? t("hookWorks") : t("hookFails", { since: moment(failing_since), code: last_failure?.failure ?? "" });
    };
    if (webhooks.length === 0) return h("section", {}, h("h2", {}, t("hooksHeading")), h("p", {}, t("hooksNone")));
    return h("section", {}, tableView("hooksHeading", ["hookAddress", "hookState", "hookLast"], webhooks.map((each) => [each.url, state(each), moment(each.last_success_at)])));
  }

  private officesView(offices: readonly Office[]): readonly HTMLElement[] {
    const count = (step: string): number => offices.filter(({ readiness }) => readiness === step).length;
    return [
      h("p", { class: "sum" }, t("stepsSum", Object.fromEntries(ORDER.map((step) => [step, count(step)])))),
      tableView("stepsHeading", ["columnOffice", "stepColumn", "stepSeen", "stepAppointed"], offices.map(({ name, readiness, seen, appointed }) => [name, t(STEPS[readiness]), day(seen), day(appointed)])),
    ];
  }

  private bodyView(): readonly HTMLElement[] {
    if (this.failed) return [h("div", { class: "notice wrong", role: "alert" }, h("p", {}, t("notLoaded")), h("button", { type: "button", class: "secondary", onclick: () => void this.load() }, t("retry")))];
    if (!this.loaded) return [h("p", { class: "empty" }, t("deskLoading"))];
    return [
      ...(this.figures === null ? [] : [h("ul", { class: "sentences" }, ...sentencesOf(...this.figures).map((each) => h("li", {}, each)))]),
      ...(this.webhooks === null ? [] : [this.webhooksView(this.webhooks)]),
      ...(this.offices === null ? [] : this.officesView(this.offices)),
    ];
  }

  private draw(): void {
    const { agency } = this.desk.session.grant;
    fill(this.element, h("h1", {}, t("stateHeading")), h("p", { class: "lead" }, this.ownOffice ? agency.name : t("stateLead")), ...this.bodyView());
  }
}

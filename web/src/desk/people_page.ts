/** People of an office and their grants, for who answers for them: invite, end, list. */

import { calendarDay, formatDay } from "../i18n/dates";
import { language, t, type Bilingual } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { fill, h } from "../shared/dom";
import { problemText } from "../shared/http";
import { newRandomKey } from "../shared/random_key";
import { zone } from "../shared/stack";
import { ask, type Grant } from "./api";
import { officeField, officeName } from "./offices";
import type { Desk, DeskPage } from "./page";

type PersonGrant = Grant & { readonly ended_at: string | null; readonly valid_from: string };

const ROLES: Readonly<Record<string, readonly (readonly [role: string, called: WordKey])[]>> = {
  liaison: [["officer", "roleOfficer"], ["approver", "roleApprover"]],
  coordinator: [["officer", "roleOfficer"], ["approver", "roleApprover"], ["liaison", "roleLiaison"], ["region_head", "roleRegionHead"]],
  admin: [["officer", "roleOfficer"], ["approver", "roleApprover"], ["liaison", "roleLiaison"], ["coordinator", "roleCoordinator"], ["auditor", "roleAuditor"], ["region_head", "roleRegionHead"]],
};
const FIELDS = [["name", "grantName", "text"], ["email", "grantEmail", "email"], ["decree", "grantDecree", "text"], ["valid_until", "grantUntil", "date"]] as const;

export class PeoplePage implements DeskPage {
  readonly element = h("div", { class: "people" });
  private readonly list = h("div", { id: "people" });
  private office: string;
  private grants: readonly PersonGrant[] | null = null;
  private inviting = false;
  private values: Record<string, string> = {};
  private fault = "";
  /** The same until it is answered: a request that was lost on the way makes no second grant. */
  private key = newRandomKey();
  private sending = false;
  private sure: string | null = null;

  constructor(private readonly desk: Desk) {
    this.office = desk.session.grant.agency.id;
  }

  show(): void {
    this.draw();
    void this.load();
  }

  translate(): void {
    this.draw();
  }

  private get path(): string {
    return `/v1/agencies/${this.office}/grants`;
  }

  private async load(): Promise<void> {
    const office = this.office;
    const { answer, status } = await ask<{ items: PersonGrant[] }>("GET", this.path, this.desk.session.key);
    if (status === 401) return this.desk.signedOut();
    if (office !== this.office) return;
    this.grants = answer.ok ? answer.body.items : null;
    if (answer.ok) return this.drawList();
    fill(this.list, h("div", { class: "notice wrong", role: "alert" }, h("p", {}, answer.problem === null ? t("notLoaded") : problemText(answer.problem)), h("button", { type: "button", class: "secondary", onclick: () => void this.load() }, t("retry"))));
  }

  private async invite(): Promise<void> {
    const missing = FIELDS.find(([name]) => (this.values[name] ?? "").trim() === "");
    if (missing !== undefined) {
      this.fault = t("fillIn", { field: t(missing[1]).toLowerCase() });
      this.draw();
      return document.getElementById(`grant-${missing[0]}`)?.focus();
    }
    this.sending = true;
    this.draw();
    const { name, email, decree, valid_until, role } = this.values;
    const zoned = `${valid_until}T23:59:59${offset(zone().utc_offset)}`;
    const body = { name, email, decree, role: role ?? this.roles()[0]?.[0], valid_until: zoned };
    const { answer, status } = await ask<PersonGrant>("POST", this.path, this.desk.session.key, body, { "Idempotency-Key": this.key });
    this.sending = false;
    if (status === 401) return this.desk.signedOut();
    if (status !== 0) this.key = newRandomKey();
    if (answer.ok) {
      this.inviting = false;
      this.values = {};
      this.fault = "";
      this.desk.say(t("invited", { name: name ?? "" }));
      void this.load();
    } else this.fault = answer.problem === null ? t("notSent") : problemText(answer.problem);
    this.draw();
  }

  private async end(grant: PersonGrant): Promise<void> {
    if (this.sure !== grant.id) {
      this.sure = grant.id;
      this.drawList();
      return document.getElementById(`end-${grant.id}`)?.focus();
    }
    this.sure = null;
    const { answer, status } = await ask("DELETE", `${this.path}/${grant.id}`, this.desk.session.key);
    if (status === 401) return this.desk.signedOut();
    this.desk.say(answer.ok ? t("grantEnded", { name: grant.name }) : answer.problem === null ? t("notSent") : problemText(answer.problem));
    await this.load();
  }

  private set(name: string, value: string): void {
    this.values[name] = value;
    this.fault = "";
    const shown = document.getElementById("grant-fault");
    if (shown !== null) shown.textContent = "";
  }

  private roles(): (typeof ROLES)[string] {
    return ROLES[this.desk.session.grant.role] ?? [];
  }

  private rowView(grant: PersonGrant): HTMLElement {
    const day = (at: string): string => formatDay(calendarDay(zone(), new Date(at)), language());
    const cell = (name: WordKey, ...children: Parameters<typeof h>[2][]): HTMLElement => h("td", { role: "cell", "data-name": t(name) }, ...children);
    const label: Bilingual = grant.role_label;
    const over = grant.ended_at !== null || new Date(grant.valid_until) <= new Date();
    const own = grant.person === this.desk.session.grant.person;
    const may = !over && !own && this.roles().some(([role]) => role === grant.role);
    return h(
      "tr",
      { role: "row", class: over ? "over" : "" },
      cell("grantName", h("strong", {}, grant.name)),
      cell("grantRole", label[language()]),
      cell("grantDecree", grant.decree),
      cell("grantUntil", over ? t("endedOn", { day: day(grant.ended_at ?? grant.valid_until) }) : day(grant.valid_until)),
      cell("grantEnd", may ? h("button", { type: "button", class: "secondary", id: `end-${grant.id}`, onclick: () => void this.end(grant) }, this.sure === grant.id ? t("endSure") : t("endGrant")) : own ? t("yourself") : "–"),
    );
  }

  private drawList(): void {
    if (this.grants === null) return fill(this.list, h("p", { class: "empty" }, t("deskLoading")));
    const columns: readonly WordKey[] = ["grantName", "grantRole", "grantDecree", "grantUntil", "grantEnd"];
    const rows = [...this.grants].sort((one, other) => Number(one.ended_at !== null) - Number(other.ended_at !== null) || one.name.localeCompare(other.name));
    fill(
      this.list,
      rows.length === 0
        ? h("p", { class: "empty" }, t("emptyPeople"))
        : h("table", { class: "late", role: "table" }, h("caption", { class: "unseen" }, t("peopleHeading")), h("thead", {}, h("tr", { role: "row" }, ...columns.map((each) => h("th", { scope: "col", role: "columnheader" }, t(each))))), h("tbody", {}, ...rows.map((each) => this.rowView(each)))),
    );
  }

  private formView(): HTMLElement {
    const select = h("select", { id: "grant-role", onchange: () => (this.values["role"] = select.value) }, ...this.roles().map(([role, called]) => h("option", { value: role, selected: role === this.values["role"] }, t(called))));
    return h(
      "form",
      { class: "act-form", onsubmit: (event) => (event.preventDefault(), void this.invite()) },
      h("h2", {}, t("inviteHeading")),
      h("p", { class: "hint" }, t("inviteLead")),
      ...FIELDS.flatMap(([name, called, type]) => [h("label", { for: `grant-${name}` }, t(called)), h("input", { id: `grant-${name}`, type, autocomplete: "off", value: this.values[name] ?? "", "aria-describedby": "grant-fault", oninput: (event) => this.set(name, (event.target as HTMLInputElement).value) })]),
      h("label", { for: "grant-role" }, t("grantRole")),
      select,
      h("p", { class: "field-problem", role: "alert", id: "grant-fault" }, this.fault),
      h("div", { class: "actions" }, h("button", { type: "submit", class: "primary", disabled: this.sending }, this.sending ? t("actSending") : t("invite")), h("button", { type: "button", class: "secondary", onclick: () => ((this.inviting = false), this.draw()) }, t("actCancel"))),
    );
  }

  private draw(): void {
    const far = this.desk.session.grant.role !== "liaison";
    const pick = (id: string): void => {
      if (!/^[\d.]+-[\w-]+$/.test(id) || id === this.office) return;
      this.office = id;
      this.grants = null;
      this.drawList();
      void this.load();
    };
    fill(
      this.element,
      h("h1", {}, t("peopleHeading")),
      h("p", { class: "hint" }, t("peopleLead")),
      far ? h("div", { class: "field" }, h("label", { for: "people-office" }, t("columnOffice")), officeField("people-office", this.office, null, pick)) : h("p", {}, officeName(this.desk.session.grant.agency.id) === this.office ? this.desk.session.grant.agency.name : officeName(this.office)),
      this.inviting ? this.formView() : this.roles().length > 0 && h("button", { type: "button", class: "primary", id: "invite", onclick: () => ((this.inviting = true), this.draw(), document.getElementById("grant-name")?.focus()) }, t("invite")),
      this.list,
    );
    this.drawList();
  }
}

/** `+08:00` for 8. */
function offset(hours: number): string {
  return `${hours < 0 ? "-" : "+"}${String(Math.abs(hours)).padStart(2, "0")}:00`;
}

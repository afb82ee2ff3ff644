/** Who opened a hidden case or its photos, or saw its title, by number: for the auditor. */

import { formatInstant } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { fill, h } from "../shared/dom";
import { problemText } from "../shared/http";
import { zone } from "../shared/stack";
import { ask } from "./api";
import { download } from "./csv";
import type { Desk, DeskPage } from "./page";

interface Access {
  readonly at: string;
  readonly kind: string;
  readonly agency: { readonly id: string; readonly name: string } | null;
  readonly role: string;
  readonly key: string | null;
}

const KINDS: Readonly<Record<string, WordKey>> = { case: "openedCase", attachment: "openedPhoto", queue: "openedTitle" };
const ROLES: Readonly<Record<string, WordKey>> = { officer: "roleOfficer", approver: "roleApprover", liaison: "roleLiaison", coordinator: "roleCoordinator", auditor: "roleAuditor" };
const COLUMNS: readonly WordKey[] = ["accessAt", "columnOffice", "grantRole", "accessKind", "accessKey"];
const PAGES_AT_MOST = 10;

export class AccessPage implements DeskPage {
  readonly element = h("div", { class: "access" });
  private readonly list = h("div", { id: "accesses" });
  private number = "";
  private found: readonly Access[] | null = null;
  private fault = "";

  constructor(private readonly desk: Desk) {}

  show(): void {
    this.draw();
  }

  translate(): void {
    this.draw();
  }

  private async load(): Promise<void> {
    this.found = null;
    this.fault = "";
    fill(this.list, h("p", { class: "empty" }, t("deskLoading")));
    const { key, grant } = this.desk.session;
    const items: Access[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const after: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const reply: Awaited<ReturnType<typeof ask<{ items: Access[]; next_cursor: string | null }>>> = await ask("GET", `/v1/agencies/${grant.agency.id}/complaints/${encodeURIComponent(this.number.trim())}/access-log?limit=200${after}`, key);
      if (reply.status === 401) return this.desk.signedOut();
      if (!reply.answer.ok) {
        this.fault = reply.answer.problem === null ? t("notLoaded") : problemText(reply.answer.problem);
        return this.drawList();
      }
      items.push(...reply.answer.body.items);
      cursor = reply.answer.body.next_cursor;
      if (cursor === null) break;
    }
    this.found = items;
    this.drawList();
  }

  private row({ at, agency, role, kind, key }: Access): readonly string[] {
    const called = KINDS[kind];
    const named = ROLES[role];
    return [formatInstant(at, zone(), language()), agency?.name ?? "–", named === undefined ? role : t(named), called === undefined ? kind : t(called), key ?? "–"];
  }

  private drawList(): void {
    if (this.fault !== "") return fill(this.list, h("div", { class: "notice wrong", role: "alert" }, h("p", {}, this.fault)));
    if (this.found === null) return fill(this.list);
    const rows = this.found.map((each) => this.row(each));
    const save = (): void => download(`akses-${this.number.trim()}.csv`, [COLUMNS.map((each) => t(each)), ...rows]);
    fill(
      this.list,
      rows.length === 0
        ? h("p", { class: "empty" }, t("emptyAccesses"))
        : h(
            "div",
            {},
            h("button", { type: "button", class: "secondary", id: "csv", onclick: save }, t("downloadCsv")),
            h("table", { class: "late", role: "table" }, h("caption", { class: "unseen" }, t("accessesHeading")), h("thead", {}, h("tr", { role: "row" }, ...COLUMNS.map((each) => h("th", { scope: "col", role: "columnheader" }, t(each))))), h("tbody", {}, ...rows.map((row) => h("tr", { role: "row" }, ...row.map((text, at) => h("td", { role: "cell", "data-name": t(COLUMNS[at]!) }, text)))))),
          ),
    );
  }

  private draw(): void {
    const input = h("input", { id: "access-number", autocomplete: "off", spellcheck: "false", value: this.number, oninput: () => (this.number = input.value) });
    fill(
      this.element,
      h("h1", {}, t("accessesHeading")),
      h("p", { class: "hint" }, t("accessLead")),
      h("form", { class: "access-form", onsubmit: (event) => (event.preventDefault(), void this.load()) }, h("label", { for: "access-number" }, t("columnNumber")), h("div", { class: "other-office" }, input, h("button", { type: "submit", class: "primary" }, t("showAccesses")))),
      this.list,
    );
    this.drawList();
  }
}

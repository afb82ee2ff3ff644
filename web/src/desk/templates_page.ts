/** The answer templates of an office, for who answers for it: written at the left, read at the right as a citizen would. */

import { calendarDay } from "../i18n/dates";
import { t } from "../i18n/language";
import { fill, h } from "../shared/dom";
import { problemText } from "../shared/http";
import { zone } from "../shared/stack";
import { ask } from "./api";
import { officeField, officeName } from "./offices";
import type { Desk, DeskPage } from "./page";
import { filledIn, forgetTemplates, loadTemplates, type Template, type Templates } from "./templates";

const MOST = 20;
const NUMBER = "KI-7F3K-9Q2M-XA0B-C";
const STALE = 412;

export class TemplatesPage implements DeskPage {
  readonly element = h("div", { class: "people" });
  private readonly list = h("div", { id: "templates" });
  private office: string;
  private found: Templates | null = null;
  private failed = false;
  /** Which one is being written, its place after the last for a new one; null: none. */
  private editing: number | null = null;
  private written: Template = { name: "", text: "" };
  private fault = "";
  private sure: number | null = null;
  private sending = false;

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

  private async load(): Promise<void> {
    const { office } = this;
    forgetTemplates(office);
    const found = await loadTemplates(this.desk.session, office);
    if (office !== this.office) return;
    this.found = found;
    this.failed = found === null;
    this.drawList();
  }

  private get officeTitle(): string {
    const { agency } = this.desk.session.grant;
    return this.office === agency.id ? agency.name : officeName(this.office);
  }

  private example(text: string): string {
    return filledIn(text, { nomor: NUMBER, instansi: this.officeTitle, kategori: t("templateCategory"), day: calendarDay(zone(), new Date()) });
  }

  private edit(place: number | null): void {
    this.editing = place;
    this.written = (place === null ? undefined : this.found?.items[place]) ?? { name: "", text: "" };
    this.fault = "";
    this.sure = null;
    this.drawList();
    if (place !== null) document.getElementById("template-name")?.focus();
    else document.getElementById("template-add")?.focus();
  }

  private async save(items: readonly Template[]): Promise<void> {
    if (this.found === null || this.sending) return;
    this.sending = true;
    const { answer, status } = await ask<Templates>("POST", `/v1/agencies/${this.office}/templates`, this.desk.session.key, { version: this.found.version, templates: items });
    this.sending = false;
    if (status === 401) return this.desk.signedOut();
    if (answer.ok) {
      this.found = answer.body;
      forgetTemplates(this.office);
      this.desk.say(t("templateSaved"));
      return this.edit(null);
    }
    if (status === STALE) {
      const { editing, written } = this;
      const added = editing === this.found.items.length;
      await this.load();
      // A new one stays the last; one that was changed may stand elsewhere now, so it is added.
      this.editing = editing === null ? null : added || this.found?.items[editing] === undefined ? (this.found?.items.length ?? 0) : editing;
      this.written = written;
      this.fault = t("templatesChanged");
    } else this.fault = answer.problem === null ? t("notSent") : problemText(answer.problem);
    this.drawList();
    document.getElementById("template-fault")?.scrollIntoView({ block: "nearest" });
  }

  private saveWritten(place: number): void {
    if (this.written.name.trim() === "" || this.written.text.trim() === "") {
      this.fault = t("actEmpty");
      this.drawList();
      return document.getElementById(this.written.name.trim() === "" ? "template-name" : "template-text")?.focus();
    }
    const items = [...(this.found?.items ?? [])];
    items[place] = this.written;
    void this.save(items);
  }

  private remove(place: number): void {
    if (this.sure !== place) {
      this.sure = place;
      this.drawList();
      return document.getElementById(`remove-${place}`)?.focus();
    }
    void this.save((this.found?.items ?? []).filter((_, at) => at !== place));
  }

  /** What was wrong before is not said of what is being written now. */
  private write(what: Partial<Template>): void {
    this.written = { ...this.written, ...what };
    this.fault = "";
    const shown = document.getElementById("template-fault");
    if (shown !== null) shown.textContent = "";
  }

  private formView(place: number): HTMLElement {
    const example = h("p", { class: "words", id: "template-example", "aria-live": "off" }, this.example(this.written.text));
    const name = h("input", { id: "template-name", maxlength: 60, autocomplete: "off", value: this.written.name, "aria-describedby": "template-fault", oninput: () => this.write({ name: name.value }) });
    const text = h("textarea", {
      id: "template-text",
      rows: 7,
      maxlength: 2000,
      "aria-describedby": "template-fault",
      oninput: () => {
        this.write({ text: text.value });
        example.textContent = this.example(text.value);
      },
    });
    text.value = this.written.text;
    return h(
      "form",
      { class: "template-form", onsubmit: (event) => (event.preventDefault(), this.saveWritten(place)) },
      h("div", { class: "act-form" }, h("label", { for: "template-name" }, t("templateName")), name, h("label", { for: "template-text" }, t("templateText")), text),
      h("section", { class: "draft" }, h("h2", {}, t("templateExample")), example),
      h("p", { class: "field-problem", role: "alert", id: "template-fault" }, this.fault),
      h("div", { class: "actions" }, h("button", { type: "submit", class: "primary" }, t("templateSave")), h("button", { type: "button", class: "secondary", onclick: () => this.edit(null) }, t("actCancel"))),
    );
  }

  private cardView(template: Template, place: number): HTMLElement {
    if (place === this.editing) return h("li", {}, this.formView(place));
    const button = (id: string, label: string, press: () => void): HTMLElement => h("button", { type: "button", class: "secondary", id: `${id}-${place}`, "aria-describedby": `template-${place}`, onclick: press }, label);
    return h(
      "li",
      {},
      h("h2", { id: `template-${place}` }, template.name),
      h("p", { class: "words" }, template.text),
      this.editing === null && h("div", { class: "actions" }, button("edit", t("templateEdit"), () => this.edit(place)), button("remove", this.sure === place ? t("templateSure") : t("templateRemove"), () => this.remove(place))),
    );
  }

  private drawList(): void {
    if (this.failed) return fill(this.list, h("div", { class: "notice wrong", role: "alert" }, h("p", {}, t("notLoaded")), h("button", { type: "button", class: "secondary", onclick: () => void this.load() }, t("retry"))));
    if (this.found === null) return fill(this.list, h("p", { class: "empty" }, t("deskLoading")));
    const { items } = this.found;
    const isNew = this.editing === items.length;
    fill(
      this.list,
      items.length === 0 && !isNew && h("p", { class: "empty" }, t("templatesNone")),
      this.editing === null && this.fault !== "" && h("p", { class: "field-problem", role: "alert", id: "template-fault" }, this.fault),
      h("ul", { class: "templates" }, ...items.map((each, place) => this.cardView(each, place)), isNew && h("li", {}, this.formView(items.length))),
      this.editing === null && (items.length < MOST ? h("button", { type: "button", class: items.length === 0 ? "primary" : "secondary", id: "template-add", onclick: () => this.edit(items.length) }, t("templateAdd")) : h("p", { class: "hint" }, t("templatesFull"))),
    );
  }

  private draw(): void {
    const pick = (id: string): void => {
      if (!/^[\d.]+-[\w-]+$/.test(id) || id === this.office) return;
      this.office = id;
      this.found = null;
      this.editing = null;
      this.drawList();
      void this.load();
    };
    fill(
      this.element,
      h("h1", {}, t("templatesHeading")),
      h("p", { class: "hint" }, t("templatesLead")),
      this.desk.session.grant.role === "liaison" ? h("p", {}, this.officeTitle) : h("div", { class: "field" }, h("label", { for: "templates-office" }, t("columnOffice")), officeField("templates-office", this.office, null, pick)),
      this.list,
    );
    this.drawList();
  }
}

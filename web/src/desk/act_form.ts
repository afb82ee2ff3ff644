/**
 * The form of one act. It outlives every redraw of the case around it: what was typed, what the last answer said, and the key of a request
 * that is on its way stay with it.
 */

import { calendarDay } from "../i18n/dates";
import { language, t } from "../i18n/language";
import { h, refill } from "../shared/dom";
import { problemText } from "../shared/http";
import { newRandomKey } from "../shared/random_key";
import { act, type DeskCase, type Session } from "./api";
import { asked, bodyOf, keepValues, keptValues, lacking, nameOf, type Act, type Field } from "./acts";
import { categoryNames } from "./categories";
import { officeField } from "./offices";
import type { PhotoTray } from "./photo_tray";
import type { Templates } from "./templates";

/** The acts whose words may come from a template of the office. */
const FROM_TEMPLATES = ["response", "draft", "correction"];

interface Told {
  /** Called after an act was saved, with what to say. */
  readonly done: (text: string) => void;
  /** Called when the case has changed meanwhile: it is to be drawn anew. */
  readonly stale: () => void;
  readonly signedOut: () => void;
  /** Called when the form was left. */
  readonly closed: () => void;
}

export class ActForm {
  readonly element = h("form", { class: "act-form" });
  /** Whether an answer is on its way. */
  sending = false;
  private values: Record<string, string>;
  private fault = "";
  /** The same until it is answered: a request that was lost on the way is never filed twice. */
  private key = newRandomKey();
  /** The office's templates, and what fills them in, once they are loaded. */
  private filling: (typeof import("./templates") & { readonly found: Templates }) | null = null;

  constructor(
    private readonly session: Session,
    private seen: DeskCase,
    public act: Act,
    private readonly told: Told,
    private readonly tray: PhotoTray,
  ) {
    this.values = { ...keptValues(session.grant.person, seen.tracking_id, act.action) };
    this.element.addEventListener("submit", (event) => (event.preventDefault(), void this.submit()));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) void this.submit();
      if (event.key === "Escape") (event.stopPropagation(), told.closed());
    });
    this.draw();
    if (FROM_TEMPLATES.includes(act.action) && act.fields.some(({ kind }) => kind === "words")) void this.loadTemplates();
  }

  private async loadTemplates(): Promise<void> {
    const templates = await import("./templates");
    const found = await templates.loadTemplates(this.session, this.session.grant.agency.id);
    if (found === null) return;
    this.filling = { ...templates, found };
    this.draw();
  }

  private words(): HTMLTextAreaElement | null {
    return this.element.querySelector("textarea");
  }

  /** Puts a template into the words, behind what stands there, and the cursor into its first blank. */
  private choose(text: string): void {
    const { filling } = this;
    if (filling === null || text === "") return;
    const before = this.values["note"] ?? "";
    const facts = { nomor: this.seen.tracking_id, instansi: this.session.grant.agency.name, kategori: this.seen.category?.name.id ?? "", day: calendarDay(this.seen.zone, new Date()) };
    this.set("note", (before.trim() === "" ? "" : `${before.trimEnd()}\n`) + filling.filledIn(text, facts));
    this.draw();
    const field = this.words();
    if (field !== null && !filling.selectBlank(field, before.length)) field.focus();
  }

  /** The case as it is now, and whether the act is still possible. */
  renew(seen: DeskCase, now: Act | undefined): void {
    this.seen = seen;
    // The API names the fields of what is possible only: what was typed stays in those that there are.
    this.act = now === undefined || now.reason !== null ? { ...this.act, reason: now?.reason ?? "" } : now;
    if (this.act.reason !== null) this.fault = t("actGone", { reason: this.act.reason });
    this.draw();
  }

  focus(): void {
    const first = this.element.querySelector<HTMLElement>("textarea, input, select:not(#act-template)") ?? this.element.querySelector("button");
    if (first instanceof HTMLTextAreaElement) first.setSelectionRange(first.value.length, first.value.length);
    this.element.scrollIntoView({ block: "nearest" });
    first?.focus();
  }

  async submit(): Promise<void> {
    if (this.sending || this.act.reason !== null) return;
    // A photo that goes with the answer says itself why none is there yet.
    if (this.act.photos && this.tray.hasPhoto && this.act.fields.some(({ name }) => name === "photo")) this.values.photo = "follows";
    const missing = lacking(this.act.fields, this.values);
    this.fault = missing === undefined ? "" : t(missing.choices === undefined ? "actEmpty" : "actChoose");
    if (missing !== undefined) {
      this.draw();
      return document.getElementById(`act-${missing.name}`)?.focus();
    }
    const left = this.filling?.blankFault(this.values["note"] ?? "") ?? null;
    if (left !== null) {
      this.fault = left;
      this.draw();
      const field = this.words();
      if (field !== null) this.filling?.selectBlank(field, 0);
      return;
    }
    this.sending = true;
    this.draw();
    const { answer, status } = await this.send();
    this.sending = false;
    if (status !== 0) this.key = newRandomKey();
    if (answer.ok) {
      keepValues(this.session.grant.person, this.seen.tracking_id, this.act.action, {});
      return this.told.done(t("actDone", { act: nameOf(this.act) }));
    }
    this.fault = answer.problem === null ? t("notSent") : problemText(answer.problem);
    if (status === 401) this.told.signedOut();
    if (status === 412) {
      this.fault = t("changedSince");
      this.told.stale();
    }
    this.draw();
    this.focus();
  }

  private async send(): ReturnType<typeof act> {
    const first = await act(this.session, this.seen, this.act.action, bodyOf(this.act.fields, this.values), this.key);
    if (!first.answer.ok || this.act.then === null) return first;
    const after = first.answer.body as Pick<DeskCase, "tracking_id" | "version">;
    return act(this.session, after, this.act.then, {}, newRandomKey());
  }

  private set(name: string, value: string): void {
    this.values[name] = value;
    keepValues(this.session.grant.person, this.seen.tracking_id, this.act.action, this.values);
  }

  private control(field: Field): HTMLElement {
    const { name, required } = field;
    const id = `act-${name}`;
    const value = this.values[name] ?? "";
    const common = { id, "aria-describedby": "act-hint act-fault", "aria-required": required ? "true" : "false" };
    const note = (event: Event): void => this.set(name, (event.target as HTMLInputElement).value);
    if (field.choices !== undefined || field.kind === "category") {
      const options = field.choices?.map(([each, called]) => [each, t(called)] as const) ?? categoryNames();
      const depends = this.act.fields.some(({ when }) => when?.[0] === name);
      const choose = (event: Event): void => {
        note(event);
        if (!depends) return;
        this.draw();
        document.getElementById(id)?.focus();
      };
      const select = h("select", { ...common, onchange: choose }, field.firstHolds !== true && (!required || value === "") ? h("option", { value: "" }, required ? t("chooseOne") : t("leaveAsIs")) : null, ...options.map(([each, called]) => h("option", { value: each, selected: each === value }, called)));
      return select;
    }
    if (field.kind === "office") return officeField(id, value, this.seen.region?.code ?? null, (chosen) => this.set(name, chosen));
    if (field.kind === "words") {
      // From blank to blank; behind the last one the key goes on as everywhere.
      const toBlank = (event: Event): void => {
        const { key, shiftKey } = event as KeyboardEvent;
        if (key === "Tab" && !shiftKey && this.filling?.selectBlank(words) === true) event.preventDefault();
      };
      const words = h("textarea", { ...common, rows: this.filling === null ? 4 : 6, oninput: note, onkeydown: toBlank });
      words.value = value;
      return words;
    }
    if (field.kind === "mark") return h("input", { ...common, type: "checkbox", checked: value !== "", onchange: (event) => this.set(name, (event.target as HTMLInputElement).checked ? "true" : "") });
    return h("input", { ...common, type: field.kind === "short" ? "text" : field.kind, autocomplete: "off", spellcheck: "false", value, oninput: note });
  }

  draw(): void {
    const { act: taken } = this;
    const label = nameOf(taken);
    const hasWords = taken.fields.some(({ kind }) => kind === "words");
    const held = document.activeElement;
    const caret = held instanceof HTMLTextAreaElement && this.element.contains(held) ? ([held.selectionStart, held.selectionEnd] as const) : null;
    const sure = taken.asksOnce || taken.fields.length === 0 ? t("actSure", { act: label.charAt(0).toLowerCase() + label.slice(1) }) : t("actSend");
    refill(
      this.element,
      h("h3", { lang: language() }, label),
      hasWords && h("p", { class: "hint", id: "act-hint" }, taken.inside ? t("officeWords") : t("publicWords")),
      ...(this.filling === null || this.filling.found.items.length === 0 ? [] : [h("label", { for: "act-template" }, t("templateChoose")), this.filling.templateChoice("act-template", this.filling.found, (text) => this.choose(text))]),
      ...asked(taken.fields, this.values).flatMap((field) => [h("label", { for: `act-${field.name}` }, field.required || field.firstHolds === true ? field.asks : t("mayBeEmpty", { asks: field.asks })), this.control(field)]),
      ...(taken.photos ? [this.tray.picker, this.tray.list] : []),
      h("p", { class: "field-problem", id: "act-fault", role: "alert" }, this.fault),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "submit", class: "primary", disabled: this.sending || taken.reason !== null }, this.sending ? t("actSending") : sure),
        h("button", { type: "button", class: "secondary", onclick: () => this.told.closed() }, t("actCancel")),
      ),
    );
    const again = document.activeElement;
    if (caret !== null && again instanceof HTMLTextAreaElement) again.setSelectionRange(...caret);
  }
}

/** What is done to several marked cases at once beside accepting them: handing them to a colleague, and the same answer to like ones. */

import { calendarDay } from "../i18n/dates";
import { language, t } from "../i18n/language";
import { h, refill } from "../shared/dom";
import { problemText } from "../shared/http";
import { newRandomKey } from "../shared/random_key";
import { zone } from "../shared/stack";
import { act, loadCase, type QueueLine, type Session } from "./api";
import { loadColleagues, type Holder } from "./assignees";
import { categoryName } from "./categories";
import { blankFault, filledIn, loadTemplates, selectBlank, templateChoice, type Templates } from "./templates";

const IN_WORK = ["accepted", "in_progress", "reopened"];

/** The form of one answer to all of them; where they are not like cases in progress, why not. */
export function sameAnswer(session: Session, lines: readonly QueueLine[], close: (answered: boolean) => void): HTMLElement | string {
  const alike = lines.every(({ status, category }) => IN_WORK.includes(status) && category !== null && category === lines[0]?.category);
  return alike ? new SameAnswer(session, lines, close).element : t("sameUnlike");
}

/** A list of colleagues, and a button. */
export async function givePanel(session: Session, lines: readonly QueueLine[], give: (to: Holder) => void, close: () => void): Promise<HTMLElement> {
  const colleagues = await loadColleagues(session);
  const select = h("select", { id: "many-holder" }, ...colleagues.map(({ person, name }) => h("option", { value: person }, name ?? person)));
  const send = (): void => {
    const to = colleagues.find(({ person }) => person === select.value);
    if (to !== undefined) give(to);
  };
  return h(
    "form",
    { class: "act-form", onsubmit: (event) => (event.preventDefault(), send()) },
    h("h2", {}, t("giveManyHeading", { n: lines.length })),
    h("label", { for: "many-holder" }, t("holderWho")),
    select,
    h("div", { class: "actions" }, h("button", { type: "submit", class: "primary", disabled: colleagues.length === 0 }, t("giveManySend")), h("button", { type: "button", class: "secondary", onclick: close }, t("actCancel"))),
  );
}

/** One answer, sent to each case by itself; what became of each stands below. */
class SameAnswer {
  readonly element = h("form", { class: "act-form" });
  private templates: Templates | null = null;
  private words = "";
  private fault = "";
  private sure = false;
  private done: readonly { readonly number: string; readonly said: string; readonly ok: boolean }[] | null = null;
  /** By case, the same until it is answered: what was lost on the way is filed once. */
  private readonly keys = new Map<string, string>();
  private running = false;

  constructor(
    private readonly session: Session,
    private readonly lines: readonly QueueLine[],
    private readonly close: (answered: boolean) => void,
  ) {
    this.element.addEventListener("submit", (event) => (event.preventDefault(), void this.submit()));
    void loadTemplates(session, session.grant.agency.id).then((found) => {
      this.templates = found;
      this.draw();
    });
    this.draw();
  }

  private async submit(): Promise<void> {
    if (this.running) return;
    this.fault = this.words.trim() === "" ? t("actEmpty") : (blankFault(this.words) ?? "");
    if (this.fault === "" && this.sure) return this.send();
    this.sure = this.fault === "";
    this.draw();
    if (this.sure) return document.getElementById("same-send")?.focus();
    const field = document.getElementById("same-words") as HTMLTextAreaElement | null;
    if (field !== null && !selectBlank(field, 0)) field.focus();
  }

  private async send(): Promise<void> {
    this.running = true;
    this.done = [];
    for (const line of this.lines) {
      this.done = [...this.done, await this.answerOne(line)];
      this.draw();
    }
    this.running = false;
    this.draw();
    document.getElementById("same-close")?.focus();
  }

  /** The case as it is now says whether it is answered or a draft is handed in; what has changed since is not answered unread. */
  private async answerOne(line: QueueLine): Promise<{ number: string; said: string; ok: boolean }> {
    const number = line.tracking_id;
    const { answer } = await loadCase(this.session, number);
    if (!answer.ok) return { number, said: t("notHere"), ok: false };
    if (answer.body.version !== line.version) return { number, said: t("changedMeanwhile"), ok: false };
    const offered = answer.body.actions.filter(({ action }) => action === "draft" || action === "response");
    const taken = offered.find(({ action, possible }) => possible && action === "response") ?? offered.find(({ possible }) => possible);
    if (taken === undefined) return { number, said: offered[0]?.reason ?? t("notSent"), ok: false };
    const key = this.keys.get(number) ?? newRandomKey();
    this.keys.set(number, key);
    const facts = { nomor: number, instansi: this.session.grant.agency.name, kategori: categoryName(line.category ?? "", "id"), day: calendarDay(zone(), new Date()) };
    const sent = await act(this.session, answer.body, taken.action, { note: filledIn(this.words, facts) }, key);
    if (sent.answer.ok) return { number, said: t(taken.action === "draft" ? "sameDrafted" : "sameSent"), ok: true };
    return { number, said: sent.answer.problem === null ? t("notSent") : problemText(sent.answer.problem), ok: false };
  }

  private resultView(done: NonNullable<SameAnswer["done"]>): readonly HTMLElement[] {
    const sent = done.filter(({ ok }) => ok).length;
    return [
      h("p", { role: "status" }, this.running ? t("sameProgress", { done: done.length, n: this.lines.length }) : t("sameDone", { sent, left: this.lines.length - sent })),
      h("ol", { class: "reasons" }, ...done.map(({ number, said, ok }) => h("li", {}, h("a", { href: `#/kasus/${number}` }, number), h("span", { class: ok ? "hint" : "field-problem" }, ` ${said}`)))),
      h("div", { class: "actions" }, h("button", { type: "button", class: "primary", id: "same-close", disabled: this.running, onclick: () => this.close(true) }, t("close"))),
    ];
  }

  private draw(): void {
    const n = this.lines.length;
    const choose = (text: string): void => {
      this.words = text;
      this.sure = false;
      this.draw();
      const field = document.getElementById("same-words") as HTMLTextAreaElement | null;
      if (field !== null && !selectBlank(field, 0)) field.focus();
    };
    const field = h("textarea", {
      id: "same-words",
      rows: 5,
      "aria-describedby": "same-hint same-fault",
      oninput: () => {
        this.words = field.value;
        if (this.sure) {
          this.sure = false;
          this.draw();
        }
      },
      onkeydown: (event) => {
        const { key, shiftKey } = event as KeyboardEvent;
        if (key === "Tab" && !shiftKey && selectBlank(field)) event.preventDefault();
      },
    });
    field.value = this.words;
    const held = document.activeElement;
    const caret = held instanceof HTMLTextAreaElement && this.element.contains(held) ? ([held.selectionStart, held.selectionEnd] as const) : null;
    refill(
      this.element,
      h("h2", { lang: language() }, t("sameHeading", { n })),
      ...(this.done !== null
        ? this.resultView(this.done)
        : [
            h("p", { class: "hint", id: "same-hint" }, t("sameLead")),
            ...(this.templates === null || this.templates.items.length === 0 ? [] : [h("label", { for: "same-template" }, t("templateChoose")), templateChoice("same-template", this.templates, choose)]),
            h("label", { for: "same-words" }, t("fieldAnswer")),
            field,
            h("p", { class: "field-problem", id: "same-fault", role: "alert" }, this.fault),
            h("div", { class: "actions" }, h("button", { type: "submit", class: "primary", id: "same-send" }, this.sure ? t("sameSure", { n }) : t("actSend")), h("button", { type: "button", class: "secondary", onclick: () => this.close(false) }, t("actCancel"))),
          ]),
    );
    const again = document.activeElement;
    if (caret !== null && again instanceof HTMLTextAreaElement) again.setSelectionRange(...caret);
  }
}

/** What the person is told by mail, and the switches for it. */

import { DESK_SUMMARY_WORDS } from "../i18n/desk_summary_words";
import { addWords, language, t, type Bilingual } from "../i18n/language";
import { fill, h } from "../shared/dom";
import { problemText } from "../shared/http";
import { ask } from "./api";
import type { Desk, DeskPage } from "./page";

addWords(DESK_SUMMARY_WORDS);

const PATH = "/v1/me/notices";

interface Wishes {
  readonly topics: readonly { readonly id: string; readonly label: Bilingual; readonly on: boolean; readonly always: boolean }[];
  readonly stopped: string | null;
}

export class MailPage implements DeskPage {
  readonly element = h("div", { class: "summary" });
  private wishes: Wishes | null = null;
  private readonly off = new Set<string>();
  private fault = "";
  private sending = false;

  constructor(private readonly desk: Desk) {}

  show(): void {
    this.draw();
    void this.load();
  }

  translate(): void {
    this.draw();
  }

  private async load(): Promise<void> {
    await this.exchange("GET");
  }

  private async save(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    this.draw();
    if (await this.exchange("POST", { off: [...this.off] })) this.desk.say(t("mailSaved"));
  }

  private async exchange(method: string, body?: unknown): Promise<boolean> {
    const { answer, status } = await ask<Wishes>(method, PATH, this.desk.session.key, body);
    this.sending = false;
    if (status === 401) {
      this.desk.signedOut();
      return false;
    }
    this.fault = answer.ok ? "" : answer.problem === null ? t("notLoaded") : problemText(answer.problem);
    if (answer.ok) {
      this.wishes = answer.body;
      this.off.clear();
      for (const { id, on } of answer.body.topics) if (!on) this.off.add(id);
    }
    this.draw();
    return answer.ok;
  }

  private switchView({ id, label, always }: Wishes["topics"][number]): HTMLElement {
    const flip = (event: Event): void => void ((event.target as HTMLInputElement).checked ? this.off.delete(id) : this.off.add(id));
    return h("p", { class: "switch" }, h("input", { type: "checkbox", id: `mail-${id}`, checked: !this.off.has(id), disabled: always, onchange: flip }), h("label", { for: `mail-${id}` }, label[language()], always && h("span", { class: "hint" }, ` · ${t("mailAlways")}`)));
  }

  private bodyView(): readonly HTMLElement[] {
    const wrong = this.fault === "" ? [] : [h("div", { class: "notice wrong", role: "alert" }, h("p", {}, this.fault), h("button", { type: "button", class: "secondary", onclick: () => void this.load() }, t("retry")))];
    if (this.wishes === null) return wrong.length > 0 ? wrong : [h("p", { class: "empty" }, t("deskLoading"))];
    return [
      ...wrong,
      ...(this.wishes.stopped === null ? [] : [h("div", { class: "notice wrong" }, h("p", {}, t("mailStopped")))]),
      ...(this.wishes.topics.length === 0
        ? [h("p", { class: "empty" }, t("mailNothing"))]
        : [h("form", { id: "mail", onsubmit: (event) => (event.preventDefault(), void this.save()) }, ...this.wishes.topics.map((each) => this.switchView(each)), h("button", { type: "submit", class: "primary", disabled: this.sending }, t("mailSave")))]),
    ];
  }

  private draw(): void {
    fill(this.element, h("h1", {}, t("mailHeading")), h("p", { class: "lead" }, t("mailLead")), ...this.bodyView());
  }
}

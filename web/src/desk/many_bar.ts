/** The marked cases of a list, and what can be done to all of them: accept, hand to a colleague, the same answer to like ones. */

import { t } from "../i18n/language";
import { fill, h, refill } from "../shared/dom";
import type { QueueLine, Session } from "./api";
import type { Holder } from "./assignees";
import { acceptAll } from "./many";
import { forMany } from "./queue";

interface Around {
  readonly session: Session;
  /** The lines as they are shown. */
  readonly lines: () => readonly QueueLine[];
  readonly say: (text: string) => void;
  readonly give: (lines: readonly QueueLine[], to: Holder) => void;
  /** The marks have changed. */
  readonly marked: () => void;
  /** Cases have changed. */
  readonly done: () => void;
}

export class ManyBar {
  readonly element = h("div", { id: "many" });
  private readonly ids = new Set<string>();
  /** What is being done to the marked cases; outlives every redraw of the list. */
  private panel: HTMLElement | null = null;

  constructor(private readonly around: Around) {}

  /** A box to mark a line with, for those that are worked with others. */
  boxOf(line: QueueLine): HTMLElement | null {
    if (!forMany(line)) return null;
    return h("label", { class: "mark" }, h("input", { type: "checkbox", checked: this.ids.has(line.tracking_id), "aria-label": t("markLine", { title: line.title ?? line.tracking_id }), onchange: () => this.mark(line.tracking_id) }));
  }

  mark(id: string): void {
    const line = this.around.lines().find(({ tracking_id }) => tracking_id === id);
    if (line === undefined || !forMany(line)) return;
    if (!this.ids.delete(id)) this.ids.add(id);
    this.around.marked();
  }

  clear(): void {
    this.ids.clear();
    this.panel = null;
    fill(this.element);
    this.around.marked();
  }

  /** While something is being done, that alone. */
  draw(): void {
    const { session, lines } = this.around;
    const marked = lines().filter(({ tracking_id }) => this.ids.has(tracking_id));
    if (this.panel !== null) return;
    if (marked.length === 0) return fill(this.element);
    const officer = session.grant.role === "officer";
    const fresh = marked.filter(({ status }) => status === "routed");
    refill(
      this.element,
      h(
        "div",
        { class: "many" },
        h("strong", {}, t("markedMany", { n: marked.length })),
        officer && fresh.length > 0 && h("button", { type: "button", class: "primary", id: "accept-many", onclick: () => void this.accept(fresh) }, t("acceptMany", { n: fresh.length })),
        h("button", { type: "button", class: "secondary", id: "give-many", onclick: () => void this.give(marked) }, t("holderHandOn")),
        officer && fresh.length < marked.length && h("button", { type: "button", class: "secondary", id: "same-many", onclick: () => void this.answer(marked) }, t("sameMany")),
        h("button", { type: "button", class: "quiet", onclick: () => this.clear() }, t("unmark")),
      ),
    );
  }

  private open(panel: HTMLElement): void {
    this.panel = panel;
    fill(this.element, panel);
    panel.querySelector<HTMLElement>("select, textarea, button")?.focus();
  }

  private close(): void {
    this.panel = null;
    this.draw();
    this.element.querySelector("button")?.focus();
  }

  private async accept(lines: readonly QueueLine[]): Promise<void> {
    this.clear();
    this.around.say(t("acceptingMany", { n: lines.length }));
    const { accepted, left } = await acceptAll(this.around.session, lines);
    this.around.say(left.length === 0 ? t("acceptedAll", { n: accepted }) : t("acceptedSome", { n: accepted, left: left.length, numbers: left.join(", ") }));
    this.around.done();
  }

  private async give(lines: readonly QueueLine[]): Promise<void> {
    const { session, give } = this.around;
    this.open(await import("./many_panel").then(({ givePanel }) => givePanel(session, lines, (to) => give(lines, to), () => this.close())));
  }

  private async answer(lines: readonly QueueLine[]): Promise<void> {
    const close = (answered: boolean): void => {
      if (!answered) return this.close();
      this.clear();
      this.around.done();
    };
    const panel = await import("./many_panel").then(({ sameAnswer }) => sameAnswer(this.around.session, lines, close));
    if (typeof panel === "string") this.around.say(panel);
    else this.open(panel);
  }
}

/** "Mungkin sudah dilaporkan": what others reported nearby, shown before sending. Never waited for, never in the way. */

import { findSimilar, type SimilarReport, type UnfinishedFiling } from "./api";
import type { Draft } from "./draft";
import { h, icon, refill } from "../shared/dom";
import { language, t } from "../i18n/language";
import { trackingPath } from "../shared/addresses";
import { unfinished } from "./suggestions";

const MOST = 3;

/** What is asked for a draft; null while words or place are missing, and the question would find nothing. */
export function questionOf(draft: Draft): UnfinishedFiling | null {
  const asked = unfinished(draft);
  return asked?.region || asked?.coordinates ? asked : null;
}

export class SimilarReports {
  private asked = "";
  private found: readonly SimilarReport[] = [];

  constructor(
    private readonly box: HTMLElement,
    private readonly draft: Draft,
    private readonly onChange: () => void,
  ) {}

  /** Asks in the background, once for the same words and place; without a connection, or an answer, nothing appears. */
  async ask(): Promise<void> {
    const question = questionOf(this.draft);
    const written = JSON.stringify(question);
    if (written === this.asked) return;
    this.asked = written;
    this.found = [];
    if (question !== null && navigator.onLine) {
      const answer = await findSimilar(question);
      if (this.asked !== written) return;
      if (answer.ok) this.found = answer.body.items.slice(0, MOST);
      else this.asked = "";
    }
    // Other words, other reports: what was to be followed may have nothing to do with them.
    const { follows } = this.draft;
    if (follows !== null && !this.found.some(({ tracking_id }) => tracking_id === follows)) this.follow(null);
    this.draw();
  }

  draw(): void {
    refill(
      this.box,
      this.found.length > 0 &&
        h(
          "div",
          { class: "notice calm" },
          h("p", { class: "notice-head" }, icon("search"), h("span", {}, t("similarHeading"))),
          h("p", {}, t("similarLead")),
          h("ul", { class: "cards" }, ...this.found.map((each) => this.card(each))),
        ),
    );
  }

  private card(report: SimilarReport): HTMLElement {
    const { tracking_id: number, title, reasons, status_label } = report;
    const chosen = this.draft.follows === number;
    const facts = [...reasons.slice(0, 2).map(({ label }) => label[language()]), ago(report.days), status_label[language()]];
    return h(
      "li",
      { class: chosen ? "chosen" : "" },
      h("p", { class: "card-title" }, title),
      h("p", { class: "hint" }, facts.join(" · ")),
      chosen && h("p", { class: "with-icon good" }, icon("check"), h("span", {}, t("similarFollowed"))),
      h(
        "p",
        { class: "row-of-links" },
        h(
          "button",
          {
            type: "button",
            class: chosen ? "quiet" : "secondary",
            id: `follow-${number}`,
            "aria-label": `${t(chosen ? "similarLeave" : "similarFollow")}: ${title}`,
            onclick: () => this.choose(chosen ? null : number),
          },
          t(chosen ? "similarLeave" : "similarFollow"),
        ),
        h("a", { href: trackingPath(number), target: "_blank", rel: "noopener", "aria-label": `${t("similarRead")}: ${title}` }, t("similarRead")),
      ),
    );
  }

  private choose(number: string | null): void {
    this.follow(number);
    this.draw();
  }

  private follow(number: string | null): void {
    this.draft.follows = number;
    this.onChange();
  }
}

function ago(days: number): string {
  return days === 0 ? t("similarToday") : t("similarDays", { days });
}

/** "Mungkin sudah dilaporkan": similar reports nearby, shown before sending. Never waited for, never in the way. */

import { language, t } from "../i18n/language";
import { trackingPath } from "../shared/addresses";
import { h, iconAndText, refill } from "../shared/dom";
import { noticeHead } from "../shared/notice";
import { findSimilar, type SimilarReport, type UnfinishedFiling } from "./api";
import { unfinishedFiling, type Draft } from "./draft";

const REPORTS_SHOWN = 3;

/** The request for a draft; null while its text or its place is missing, and nothing could be found. */
export function similarRequest(draft: Draft): UnfinishedFiling | null {
  const request = unfinishedFiling(draft);
  return request?.region || request?.coordinates ? request : null;
}

export class SimilarReports {
  private lastRequest = "";
  private found: readonly SimilarReport[] = [];

  constructor(
    private readonly box: HTMLElement,
    private readonly draft: Draft,
    private readonly onChange: () => void,
  ) {}

  /** Loads reports in the background, once for the same words and place; without a connection, or an answer, none appear. */
  async load(): Promise<void> {
    const request = similarRequest(this.draft);
    const written = JSON.stringify(request);
    if (written === this.lastRequest) return;
    this.lastRequest = written;
    this.found = [];
    if (request !== null && navigator.onLine) {
      const answer = await findSimilar(request);
      if (this.lastRequest !== written) return;
      if (answer.ok) this.found = answer.body.items.slice(0, REPORTS_SHOWN);
      else this.lastRequest = "";
    }
    // The report that was to be followed may have nothing to do with the new words.
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
          noticeHead("search", "similarHeading"),
          h("p", {}, t("similarLead")),
          h("ul", { class: "cards" }, ...this.found.map((each) => this.card(each))),
        ),
    );
  }

  private card(report: SimilarReport): HTMLElement {
    const { tracking_id: number, title, reasons, status_label } = report;
    const chosen = this.draft.follows === number;
    const facts = [...reasons.slice(0, 2).map(({ label }) => label[language()]), daysAgo(report.days), status_label[language()]];
    return h(
      "li",
      { class: chosen ? "chosen" : "" },
      h("p", { class: "card-title" }, title),
      h("p", { class: "hint" }, facts.join(" · ")),
      chosen && h("p", { class: "with-icon good" }, ...iconAndText("check", t("similarFollowed"))),
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

function daysAgo(days: number): string {
  return days === 0 ? t("similarToday") : t("similarDays", { days });
}

/** "Mungkin sudah dilaporkan": what others reported nearby, shown before sending. Never waited for, never in the way. */

import { similar, type SimilarReport } from "./api";
import type { Draft } from "./draft";
import { fill, h, icon } from "./dom";
import { language, t } from "./language";
import { trackingPath } from "./qr";

const MOST = 3;

/** What is asked for a draft; null while words or place are missing, and the question would find nothing. */
export function questionOf(draft: Draft): Parameters<typeof similar>[0] | null {
  const text = draft.text.trim();
  const region = draft.region[draft.region.length - 1];
  if (text.length < 5 || (!region && !draft.coordinates)) return null;
  const place = draft.place.trim();
  return {
    text,
    ...(draft.category ? { category: draft.category.id } : {}),
    ...(region ? { region: region.code } : {}),
    ...(place ? { place } : {}),
    ...(draft.coordinates ? { coordinates: { lat: draft.coordinates.lat, lon: draft.coordinates.lon } } : {}),
  };
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
      const answer = await similar(question);
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
    const focused = this.box.contains(document.activeElement) ? document.activeElement?.id : undefined;
    if (this.found.length === 0) return fill(this.box);
    fill(
      this.box,
      h(
        "div",
        { class: "notice calm" },
        h("p", { class: "notice-head" }, icon("search"), h("span", {}, t("similarHeading"))),
        h("p", {}, t("similarLead")),
        h("ul", { class: "cards" }, ...this.found.map((each) => this.card(each))),
      ),
    );
    if (focused) document.getElementById(focused)?.focus();
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

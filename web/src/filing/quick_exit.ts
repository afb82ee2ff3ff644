/**
 * For reports of violence: a button that leaves the page at once, and the choice that nothing of the report stays on this
 * phone. Both stay once they are shown, whatever is written afterwards.
 */

import { t } from "../i18n/language";
import { h, refill } from "../shared/dom";
import type { Draft } from "./draft";

/** A page that anybody may have looked at: the weather. Nothing is asked of it before the button is pressed. */
const NEUTRAL = "https://www.bmkg.go.id/";

export class QuickExit {
  private shown = false;

  /** `exit` is the box of the button, `choice` that of the choice. */
  constructor(
    private readonly exit: HTMLElement,
    private readonly choice: HTMLElement,
    private readonly draft: Draft,
    private readonly onChange: () => void,
  ) {
    // A browser that keeps the page for its back button must not show it again as it was.
    window.addEventListener("pageshow", (event) => event.persisted && document.body.hidden && location.replace("/"));
  }

  /** Draws both if the report is about violence, or was. */
  draw(isAboutViolence: boolean): void {
    if (!isAboutViolence && !this.shown && !this.draft.untraced) return;
    this.shown = true;
    // Browsers fill a form that one comes back to with what was in it, unless its fields say no.
    for (const field of this.choice.closest("form")?.elements ?? []) field.setAttribute("autocomplete", "off");
    refill(this.exit, h("button", { type: "button", class: "primary", id: "exit-now", onclick: leave }, t("exitNow")));
    const box = h("input", { type: "checkbox", id: "untraced-box", onchange: () => this.choose(box.checked) });
    box.checked = this.draft.untraced;
    refill(
      this.choice,
      h("label", { class: "choice" }, box, h("span", {}, h("strong", {}, t("untracedLabel")), h("span", { class: "hint" }, t("untracedHint")))),
    );
  }

  /** Takes both away: the next report has nothing to do with this one. */
  reset(): void {
    this.shown = false;
    refill(this.exit);
    refill(this.choice);
  }

  private choose(untraced: boolean): void {
    this.draft.untraced = untraced;
    this.onChange();
  }
}

/** Empties the page before the next one has loaded, which on a slow network takes a while. */
function leave(): void {
  document.title = "";
  document.body.hidden = true;
  location.replace(NEUTRAL);
}

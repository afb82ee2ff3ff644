/** Who of the office has the case that is open: take it, hand it to a colleague, give it back. */

import { t } from "../i18n/language";
import { h, refill } from "../shared/dom";
import type { DeskCase, Session } from "./api";
import { loadColleagues, worksHere, type Holder } from "./assignees";

export class HolderView {
  readonly element = h("div", { class: "holder" });
  private colleagues: readonly Holder[] | null = null;
  private choosing = false;

  constructor(
    private readonly session: Session,
    private seen: DeskCase,
    private readonly give: (seen: DeskCase, to: Holder | null) => void,
  ) {
    this.draw();
  }

  renew(seen: DeskCase): void {
    this.seen = seen;
    this.draw();
  }

  /** Opens the list of colleagues, or closes it. */
  toggle(): void {
    this.choosing = !this.choosing;
    this.draw();
    document.getElementById(this.choosing ? "holder" : "hand-on")?.focus();
    this.element.scrollIntoView({ block: "nearest" });
    if (this.choosing && this.colleagues === null)
      void loadColleagues(this.session).then((found) => {
        this.colleagues = found;
        this.draw();
      });
  }

  private to(holder: Holder | null): void {
    this.choosing = false;
    this.give(this.seen, holder);
    this.draw();
  }

  private choice(now: string | null): HTMLElement {
    const others = (this.colleagues ?? []).filter(({ person }) => person !== now);
    const choose = (): void => {
      const chosen = others.find(({ person }) => person === select.value);
      if (chosen !== undefined || select.value === "none") this.to(chosen ?? null);
    };
    const select = h(
      "select",
      { id: "holder", onkeydown: (event) => (event as KeyboardEvent).key === "Escape" && (event.stopPropagation(), this.toggle()) },
      h("option", { value: "" }, t(this.colleagues === null ? "deskLoading" : "chooseOne")),
      ...others.map(({ person, name }) => h("option", { value: person }, name ?? person)),
      now !== null && h("option", { value: "none" }, t("holderNone")),
    );
    return h("div", { class: "actions" }, h("label", { class: "unseen", for: "holder" }, t("holderWho")), select, h("button", { type: "button", class: "secondary", id: "holder-give", onclick: choose }, t("holderGive")), h("button", { type: "button", class: "quiet", onclick: () => this.toggle() }, t("actCancel")));
  }

  draw(): void {
    const { assignee } = this.seen;
    const { person, name } = this.session.grant;
    if (!worksHere(this.session)) return;
    const now = assignee?.person ?? null;
    refill(
      this.element,
      h("p", {}, `${t("holderWho")}: `, h("strong", {}, now === null ? t("holderNone") : now === person ? t("holderMe") : (assignee?.name ?? t("holderOther")))),
      this.choosing
        ? this.choice(now)
        : h("div", { class: "actions" }, now !== person && h("button", { type: "button", class: "quiet", id: "take", onclick: () => this.to({ person, name }) }, t("holderTake"), h("kbd", {}, "i")), h("button", { type: "button", class: "quiet", id: "hand-on", onclick: () => this.toggle() }, t("holderHandOn"), h("kbd", {}, "s"))),
    );
  }

  /** i takes the case, s opens the list of colleagues. */
  onKey(key: string): boolean {
    if (!worksHere(this.session) || (key !== "i" && key !== "s")) return false;
    if (key === "s") this.toggle();
    else if (this.seen.assignee?.person !== this.session.grant.person) this.to({ person: this.session.grant.person, name: this.session.grant.name });
    return true;
  }
}

/** The case that is open: loads it, draws it, and keeps the act that is being written through every redraw. */

import { t } from "../i18n/language";
import { fill, h } from "../shared/dom";
import { ActForm } from "./act_form";
import { actsOn, actUnder, type Act } from "./acts";
import { loadCase, type DeskCase, type Session } from "./api";
import type { Holder } from "./assignees";
import { caseView } from "./case_page";
import { HolderView } from "./holder_view";
import { PhotoTray } from "./photo_tray";

interface Surroundings {
  readonly session: Session;
  readonly back: () => { readonly hash: string; readonly name: string };
  /** What the page adds above the acts of a case. */
  readonly panel: (seen: DeskCase) => HTMLElement | null;
  /** Gives the case to somebody of the office; a page without it shows nobody. */
  readonly give?: (seen: DeskCase, to: Holder | null) => void;
  /** Called after an act was saved, with what to say. */
  readonly done: (text: string) => void;
  readonly signedOut: () => void;
}

export class OpenedCase {
  readonly element = h("div", {}, h("p", { class: "empty" }, t("deskLoading")));
  seen: DeskCase | null = null;
  private acts: readonly Act[] = [];
  private holder: HolderView | null = null;
  private form: ActForm | null = null;
  private readonly tray: PhotoTray;

  constructor(
    readonly id: string,
    private readonly around: Surroundings,
  ) {
    this.tray = new PhotoTray(around.session, id, () => this.reread());
  }

  /** Reads the case and draws it. */
  async load(notice: string | null = null): Promise<void> {
    const { answer, status } = await loadCase(this.around.session, this.id);
    if (status === 401) return this.around.signedOut();
    if (!answer.ok) return this.fail(status === 404 || status === 403 ? t("notHere") : t("notLoaded"));
    this.take(answer.body, notice);
    if (this.form === null && this.element.isConnected) document.getElementById(notice === null ? "case-title" : "case-notice")?.focus();
  }

  /** Reads the case behind a hand that may be on something else, and draws it if it has changed, or `anyway`; null if there is no answer. */
  async reread(anyway = false): Promise<DeskCase | null> {
    const { answer } = await loadCase(this.around.session, this.id);
    if (answer.ok && (anyway || answer.body.version !== this.seen?.version)) this.take(answer.body, null);
    return answer.ok ? answer.body : null;
  }

  private take(seen: DeskCase, notice: string | null): void {
    this.seen = seen;
    this.acts = actsOn(seen);
    if (this.around.give !== undefined) this.holder ??= new HolderView(this.around.session, seen, this.around.give);
    this.holder?.renew(seen);
    this.form?.renew(seen, this.acts.find(({ action }) => action === this.form?.act.action));
    this.draw(notice);
  }

  draw(notice: string | null = null): void {
    if (this.seen === null) return;
    const { session, back, panel } = this.around;
    const held = this.element.contains(document.activeElement) ? document.activeElement?.id : "";
    this.form?.draw();
    fill(this.element, caseView({ session, seen: this.seen, acts: this.acts, notice, back: back(), form: this.form?.element ?? null, photos: this.form?.act.photos === true ? null : this.tray.list, holder: this.holder?.element ?? null, panel: panel(this.seen), start: (act) => this.start(act) }));
    if (held) document.getElementById(held)?.focus();
  }

  /** Draws it in the language of now. */
  translate(): void {
    if (this.seen === null) return;
    this.acts = actsOn(this.seen);
    this.form?.renew(this.seen, this.acts.find(({ action }) => action === this.form?.act.action));
    this.tray.draw();
    this.holder?.draw();
    this.draw();
  }

  /** Opens the field of an act, or takes it at once if it has none. */
  start(act: Act): void {
    if (this.seen === null || this.form?.sending === true) return;
    if (this.form?.act.action !== act.action) this.tray.clear();
    this.form = new ActForm(this.around.session, this.seen, act, {
      done: (text) => {
        this.form = null;
        this.tray.send();
        this.around.done(text);
      },
      stale: () => void this.load(t("changedSince")),
      signedOut: this.around.signedOut,
      closed: () => {
        this.form = null;
        this.tray.clear();
        this.draw();
        document.getElementById("case-title")?.focus();
      },
    }, this.tray);
    this.draw();
    if (act.fields.length === 0 && !act.asksOnce) void this.form.submit();
    else this.form.focus();
  }

  /** Takes the act under a key; false if there is none. */
  onKey(key: string): boolean {
    const act = actUnder(key, this.acts);
    if (act !== undefined) this.start(act);
    return act !== undefined || (this.holder?.onKey(key) ?? false);
  }

  /** Whether this act can be taken now. */
  can(action: string): boolean {
    return this.acts.some((each) => each.action === action && each.reason === null);
  }

  private fail(text: string): void {
    fill(
      this.element,
      h("div", { class: "notice wrong", role: "alert" }, h("p", {}, text), h("div", { class: "actions" }, h("button", { type: "button", class: "secondary", onclick: () => void this.load() }, t("retry")), h("a", { class: "button quiet", href: this.around.back().hash }, this.around.back().name))),
    );
  }
}

/** A list of open cases with the case beside it: the queue, the drafts that wait, what a coordinator decides. */

import { t } from "../i18n/language";
import { fill, h } from "../shared/dom";
import { worksHere } from "./assignees";
import { HandingOver } from "./handing_over";
import { ManyBar } from "./many_bar";
import { CandidatesPanel } from "./candidates_panel";
import { categoryName } from "./categories";
import { loadQueue, type DeskCase, type Queue, type QueueLine } from "./api";
import { heldCases, hold, undo, type Answered } from "./held";
import { loadOfficeNames, officeName } from "./offices";
import { OpenedCase } from "./opened_case";
import type { Desk, DeskPage } from "./page";
import { countText, fitting, lineView, type Sought } from "./queue";
import type { WorkList } from "./work_lists";

const NOTHING: Queue = { lines: [], tag: null, status: 0 };

export class Workbench implements DeskPage {
  readonly element = h("div", { class: "desk" });
  private readonly linesBox = h("div", { id: "lines" });
  private shown: Queue = NOTHING;
  /** What the server has now; its lines are shown when the reader asks for them, so that nothing moves under a hand. */
  private fresh: Queue = NOTHING;
  private tab: WorkList["tabs"][number];
  private chosen: string | null = null;
  private opened: OpenedCase | null = null;
  private panel: { readonly seen: DeskCase; readonly view: CandidatesPanel } | null = null;
  private sought: Sought = { words: "", category: "", holder: "" };
  private readonly many: ManyBar;
  private readonly handing: HandingOver;

  constructor(
    private readonly desk: Desk,
    private readonly list: WorkList,
  ) {
    this.tab = list.tabs[0]!;
    const { session, say } = desk;
    this.many = new ManyBar({
      session,
      say,
      lines: () => this.shown.lines,
      give: (lines, to) => void this.handing.give(lines.map(({ tracking_id }) => tracking_id), to),
      marked: () => this.drawLines(),
      done: () => void this.load(true),
    });
    this.handing = new HandingOver(
      desk,
      (id) => (this.opened?.seen?.tracking_id === id ? (this.opened.seen.assignee?.person ?? null) : undefined),
      () => {
        this.many.clear();
        this.draw();
        void this.opened?.reread(true);
      },
    );
    void this.load(true);
  }

  show(rest: string | undefined): void {
    this.opened = null;
    this.tab = this.list.tabs.find(({ id }) => id === rest) ?? this.tab;
    this.draw();
    this.element.querySelector<HTMLElement>(".chosen a")?.focus();
  }

  showCase(id: string, notice: string | null = null): void {
    this.chosen = id;
    if (this.opened?.id !== id) {
      this.opened = new OpenedCase(id, {
        session: this.desk.session,
        back: () => ({ hash: `#/${this.list.id}/${this.tab.id}`, name: t(this.list.name) }),
        panel: (seen) => this.panelOf(seen),
        give: (seen, to) => void this.handing.give([seen.tracking_id], to),
        done: (text) => {
          this.desk.say(text);
          void this.load(true).then(() => this.opened?.load());
        },
        signedOut: this.desk.signedOut,
      });
    }
    this.draw();
    void this.opened.load(notice);
  }

  translate(): void {
    this.draw();
    this.panel?.view.draw();
    this.opened?.translate();
  }

  poll(): void {
    void this.load(false);
  }

  onKey(key: string): boolean {
    if (key === "j" || key === "k") this.move(key === "j" ? 1 : -1);
    else if (key === "/") document.getElementById("search")?.focus();
    else if (key === "Escape" && this.opened !== null) location.hash = `#/${this.list.id}/${this.tab.id}`;
    else if (key === "n" && this.arrivals() > 0) this.showArrivals();
    else if (key === "x" && this.list.marks && this.chosen !== null) this.mark(this.chosen);
    else if (key === "z") return this.takeBack();
    else if (/^[1-9]$/.test(key) && this.panel !== null && this.opened?.seen === this.panel.seen) return this.panel.view.choose(Number(key));
    else return this.opened?.onKey(key) ?? false;
    return true;
  }

  private async load(show: boolean): Promise<void> {
    const answer = await loadQueue(this.desk.session, this.list.filter, show ? null : this.fresh.tag);
    if (answer.status === 401) return this.desk.signedOut();
    if (answer.status === 304) return;
    if (answer.status !== 200) return this.desk.say(t("notLoaded"));
    this.fresh = answer;
    if (show) this.shown = answer;
    if (show) this.draw();
    else this.drawCounts();
    // The lines do not wait for who has them.
    if (!(await this.handing.load())) return;
    document.getElementById("holder-filter")?.replaceWith(this.holderChoice());
    this.drawLines();
  }

  private linesOf(queue: Queue, tab = this.tab): readonly QueueLine[] {
    const held = heldCases();
    return queue.lines.filter((line) => tab.has(line) && !held.has(line.tracking_id));
  }

  private visible(): readonly QueueLine[] {
    return fitting(this.linesOf(this.shown), this.sought, this.handing.holders);
  }

  private tabsView(): HTMLElement {
    return h(
      "nav",
      { class: "tabs", "aria-label": t(this.list.name) },
      ...this.list.tabs.map((each) =>
        h("a", { href: `#/${this.list.id}/${each.id}`, "aria-current": each === this.tab ? "page" : null }, `${t(each.name)} `, h("strong", {}, countText(this.linesOf(this.fresh, each).length))),
      ),
    );
  }

  private toolsView(): HTMLElement {
    const search = h("input", { id: "search", type: "search", "aria-label": t("queueSearch"), placeholder: t("queueSearch"), value: this.sought.words, oninput: () => this.seek({ words: search.value }) });
    const categories = [...new Set(this.shown.lines.flatMap(({ category }) => (category === null ? [] : [category])))].sort();
    const choice = h(
      "select",
      { id: "category", "aria-label": t("filterCategory"), onchange: () => this.seek({ category: choice.value }) },
      h("option", { value: "" }, t("filterAll")),
      ...categories.map((each) => h("option", { value: each, selected: each === this.sought.category }, categoryName(each))),
    );
    return h("div", { class: "tools" }, search, choice, worksHere(this.desk.session) && this.holderChoice());
  }

  private holderChoice(): HTMLElement {
    const options = this.handing.choices().map(([value, name]) => h("option", { value, selected: value === this.sought.holder }, name));
    const choice = h("select", { id: "holder-filter", "aria-label": t("holderWho"), onchange: () => this.seek({ holder: choice.value }) }, ...options);
    return choice;
  }

  private seek(what: Partial<Sought>): void {
    this.sought = { ...this.sought, ...what };
    this.drawLines();
  }

  private arrivals(): number {
    const known = new Set(this.shown.lines.map(({ tracking_id }) => tracking_id));
    return this.fresh.lines.filter(({ tracking_id }) => !known.has(tracking_id)).length;
  }

  private showArrivals(): void {
    this.shown = this.fresh;
    this.draw();
  }

  private drawLines(): void {
    const lines = this.visible();
    const filtered = Object.values(this.sought).some((each) => each !== "");
    const clear = (): void => {
      this.sought = { words: "", category: "", holder: "" };
      this.draw();
    };
    const count = this.arrivals();
    this.many.draw();
    const held = this.linesBox.contains(document.activeElement) ? document.activeElement : null;
    const line = held?.closest("[data-id]")?.getAttribute("data-id");
    fill(
      this.linesBox,
      count > 0 && h("button", { type: "button", class: "secondary pill", id: "arrived", onclick: () => this.showArrivals() }, t("arrived", { n: count })),
      lines.length === 0 && h("p", { class: "empty" }, this.shown.status === 0 ? t("deskLoading") : t(filtered ? "noHit" : this.tab.empty)),
      lines.length === 0 && filtered && h("button", { type: "button", class: "quiet", onclick: clear }, t("clearFilters")),
      h("ol", { class: "queue" }, ...lines.map((line) => lineView(line, line.tracking_id === this.chosen, this.list.marks ? this.many.boxOf(line) : null, this.handing.nameOf(line.tracking_id)))),
    );
    if (line) this.linesBox.querySelector<HTMLElement>(`[data-id="${line}"] ${held instanceof HTMLInputElement ? "input" : "a"}`)?.focus();
  }

  /** The numbers in the tabs and the button for what is new; no line moves. */
  private drawCounts(): void {
    this.element.querySelector(".tabs")?.replaceWith(this.tabsView());
    this.drawLines();
  }

  private draw(): void {
    this.element.classList.toggle("with-case", this.opened !== null);
    fill(
      this.element,
      h("section", { class: "list", "aria-labelledby": "queue-heading" }, h("h1", { id: "queue-heading" }, t(this.list.name)), this.tabsView(), this.toolsView(), this.many.element, this.linesBox),
      h("section", { class: "beside", id: "beside" }, this.opened?.element ?? h("p", { class: "empty nothing-open" }, t("nothingOpen"))),
    );
    this.drawLines();
  }

  private move(by: number): void {
    const lines = this.visible();
    const at = lines.findIndex(({ tracking_id }) => tracking_id === this.chosen);
    const next = lines[Math.min(Math.max(at + by, 0), lines.length - 1)];
    if (next === undefined) return;
    this.chosen = next.tracking_id;
    this.drawLines();
    this.element.querySelector<HTMLElement>(".chosen a")?.focus();
  }

  private mark(id: string): void {
    this.many.mark(id);
    this.element.querySelector<HTMLElement>(".chosen a")?.focus();
  }

  private panelOf(seen: DeskCase): HTMLElement | null {
    if (!this.list.disposes || this.opened?.can("disposition") !== true || seen.status !== "triage") return null;
    if (this.panel?.seen !== seen) this.panel = { seen, view: new CandidatesPanel(seen, (agency, body) => this.handOver(seen, agency, body)) };
    return this.panel.view.element;
  }

  /** Hands a case over after some seconds, and goes on to the next. */
  private handOver(seen: DeskCase, agency: string, body: unknown): void {
    const lines = this.visible();
    const at = lines.findIndex(({ tracking_id }) => tracking_id === seen.tracking_id);
    const next = lines[at + 1] ?? lines[at - 1];
    hold(this.desk.session, { trackingId: seen.tracking_id, version: seen.version, action: "disposition", body }, (answer) => this.onHandedOver(answer));
    void loadOfficeNames([agency]).then(() => heldCases().has(seen.tracking_id) && this.desk.say(t("handedOver", { office: officeName(agency) }), () => this.takeBack()));
    location.hash = next === undefined ? `#/${this.list.id}/${this.tab.id}` : `#/kasus/${next.tracking_id}`;
  }

  private onHandedOver({ held, ok, status }: Answered): void {
    if (status === 401) return this.desk.signedOut();
    if (ok) {
      const without = ({ lines, ...rest }: Queue): Queue => ({ ...rest, lines: lines.filter(({ tracking_id }) => tracking_id !== held.trackingId) });
      this.shown = without(this.shown);
      this.fresh = { ...without(this.fresh), tag: null };
    } else this.desk.say(t("notHandedOver", { number: held.trackingId }));
    this.drawCounts();
  }

  private takeBack(): boolean {
    if (this.handing.takeBack()) return true;
    const held = undo();
    if (held === null) return false;
    this.desk.say(t("takenBack"));
    location.hash = `#/kasus/${held.trackingId}`;
    this.drawCounts();
    return true;
  }
}

/** Candidate offices for a case that no rule decided, each under a number, and what is corrected on the way. */

import { t } from "../i18n/language";
import { fill, h } from "../shared/dom";
import { fetchSiteFile } from "../shared/http";
import { knownStack } from "../shared/stack";
import type { DeskCase } from "./api";
import { candidatesOf, type Candidate } from "./candidates";
import { categoryName, categoryNames } from "./categories";
import { loadOfficeNames, officeField, officeIn, officeName } from "./offices";

interface Region {
  readonly code: string;
  readonly name: string;
  readonly villages?: readonly Region[];
}

const REGENCY = 5;

export class CandidatesPanel {
  readonly element = h("div", { class: "candidates" });
  private readonly candidates: readonly Candidate[];
  private readonly corrections: { category: string; region: string; sensitive: boolean };
  private other = "";
  private correcting = false;
  private regencies: readonly Region[] = [];
  private districts: readonly Region[] = [];

  constructor(
    private readonly seen: DeskCase,
    private readonly handOver: (agency: string, body: Readonly<Record<string, unknown>>) => void,
  ) {
    this.candidates = candidatesOf(seen.timeline);
    this.corrections = { category: seen.category?.id ?? "", region: seen.region?.code ?? "", sensitive: seen.sensitive };
    this.draw();
    void loadOfficeNames(this.candidates.map(({ agency }) => agency)).then(() => this.draw());
  }

  /** Hands the case over to the candidate of this number, from 1; false if there is none. */
  choose(number: number): boolean {
    const candidate = this.candidates[number - 1];
    if (candidate === undefined) return false;
    this.handOver(candidate.agency, this.body(candidate.agency));
    return true;
  }

  private body(target: string): Readonly<Record<string, unknown>> {
    const { category, region, sensitive } = this.corrections;
    return {
      target,
      ...(category !== "" && category !== this.seen.category?.id ? { category } : {}),
      ...(region !== "" && region !== this.seen.region?.code ? { region } : {}),
      ...(sensitive && !this.seen.sensitive ? { sensitive } : {}),
    };
  }

  private why({ percent, by }: Candidate): string {
    return percent === null ? t("candidateNamed", { office: by ?? "" }) : t("candidateSure", { percent });
  }

  private async loadRegions(): Promise<void> {
    const province = knownStack()?.region ?? "";
    if (this.regencies.length === 0) this.regencies = (await fetchSiteFile<Region[]>(`/regions/${province}.json`)) ?? [];
    const regency = this.corrections.region.slice(0, REGENCY);
    this.districts = regency.length === REGENCY ? ((await fetchSiteFile<Region[]>(`/regions/${regency}.json`)) ?? []) : [];
    this.draw();
  }

  private select(id: string, label: string, value: string, options: readonly (readonly [string, string])[], first: string, change: (value: string) => void): HTMLElement {
    const select = h("select", { id, onchange: () => change(select.value) }, h("option", { value: "" }, first), ...options.map(([each, name]) => h("option", { value: each, selected: each === value }, name)));
    return h("div", { class: "field" }, h("label", { for: id }, label), select);
  }

  private corrected(): HTMLElement {
    const { region, category, sensitive } = this.corrections;
    const villages = this.districts.flatMap((district) => [[district.code, district.name] as const, ...(district.villages ?? []).map(({ code, name }) => [code, `${district.name} · ${name}`] as const)]);
    const move = (code: string): void => {
      this.corrections.region = code;
      void this.loadRegions();
    };
    const box = h("input", { type: "checkbox", id: "correct-sensitive", checked: sensitive, disabled: this.seen.sensitive, onchange: () => (this.corrections.sensitive = box.checked) });
    const details = h(
      "details",
      { open: this.correcting },
      h("summary", {}, t("correctHeading")),
      h(
        "div",
        { class: "corrections" },
        this.select("correct-regency", t("correctRegency"), region.slice(0, REGENCY), this.regencies.map(({ code, name }) => [code, name]), t("leaveAsIs"), move),
        villages.length > 0 && this.select("correct-village", t("correctVillage"), region, villages, t("leaveAsIs"), (code) => move(code === "" ? region.slice(0, REGENCY) : code)),
        this.select("correct-category", t("filterCategory"), category, categoryNames(), t("leaveAsIs"), (chosen) => (this.corrections.category = chosen)),
        h("p", {}, h("label", { class: "choice", for: "correct-sensitive" }, box, ` ${t("fieldSensitive")}`)),
      ),
    );
    details.addEventListener("toggle", () => {
      if (details.open === this.correcting) return;
      this.correcting = details.open;
      if (details.open) void this.loadRegions();
    });
    return details;
  }

  draw(): void {
    const held = this.element.contains(document.activeElement) ? document.activeElement?.id : "";
    const send = (): void => {
      const target = officeIn(this.other);
      if (target !== "") this.handOver(target, this.body(target));
    };
    const where = this.seen.region === null ? t("placeUnclear") : null;
    const what = this.seen.category === null ? t("categoryUnclear") : t("categoryIs", { category: categoryName(this.seen.category.id) });
    fill(
      this.element,
      h("h2", {}, t("candidatesHeading")),
      h("p", { class: "hint" }, [where, what].filter(Boolean).join(" · ")),
      this.candidates.length === 0 && h("p", {}, t("noCandidates")),
      h(
        "ol",
        {},
        ...this.candidates.map((each, at) =>
          h("li", {}, h("button", { type: "button", class: at === 0 ? "primary candidate" : "secondary candidate", id: `candidate-${at + 1}`, onclick: () => this.choose(at + 1) }, h("span", {}, h("kbd", {}, String(at + 1)), ` ${officeName(each.agency)}`), h("span", { class: "hint" }, this.why(each)))),
        ),
      ),
      h("label", { for: "other-office" }, t("otherOffice")),
      h("div", { class: "other-office" }, officeField("other-office", this.other, this.seen.region?.code ?? null, (id) => (this.other = id)), h("button", { type: "button", class: "secondary", id: "hand-over", onclick: send }, t("handOver"))),
      this.corrected(),
    );
    if (held) document.getElementById(held)?.focus();
  }
}

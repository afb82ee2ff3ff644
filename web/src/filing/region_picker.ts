/** Kabupaten or kota, then kecamatan, then desa or kelurahan: three plain selects, each optional. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { fill, h, refill } from "../shared/dom";
import { fetchSiteFile } from "../shared/http";
import type { Draft } from "./draft";

interface Region {
  readonly code: string;
  readonly name: string;
}
type District = Region & { readonly villages: readonly Region[] };

const LEVELS = ["regency", "district", "village"] as const satisfies readonly WordKey[];

/** Draws the selects into `box` and sets `draft.region`. */
export class RegionPicker {
  private started = false;
  private regencies: readonly Region[] | null = null;
  private readonly districts = new Map<string, readonly District[] | null>();

  constructor(
    private readonly box: HTMLElement,
    private readonly draft: Draft,
    private readonly onChange: () => void,
  ) {}

  /** Loads the province's regencies; a stack without regions (the centre) has no picker. */
  async start(province: string): Promise<void> {
    this.regencies = await fetchSiteFile<Region[]>(`/regions/${province}.json`);
    await this.loadDistricts();
    this.started = true;
    this.draw();
  }

  draw(): void {
    if (!this.started) return;
    this.box.hidden = false;
    if (this.regencies === null) return fill(this.box, h("p", { class: "hint" }, t("regionUnavailable")));
    const [regency, district] = this.draft.region;
    const districts = regency ? this.districts.get(regency.code) : undefined;
    const villages = districts?.find(({ code }) => code === district?.code)?.villages;
    const lists = [this.regencies, districts, villages];
    refill(this.box, ...lists.map((regions, level) => this.select(level, regions)));
  }

  private select(level: number, regions: readonly Region[] | null | undefined): HTMLElement | null {
    const name = LEVELS[level];
    if (name === undefined || (level > 0 && this.draft.region.length < level)) return null;
    if (regions === null) return h("p", { class: "hint" }, t("regionUnavailable"));
    const chosen = this.draft.region[level]?.code ?? "";
    const first = regions === undefined ? t("regionLoading") : t("regionNone");
    const select = h(
      "select",
      { id: `region-${level}`, onchange: () => void this.choose(level, select.value, regions ?? []) },
      h("option", { value: "" }, first),
      ...(regions ?? []).map(({ code, name }) => h("option", { value: code, selected: code === chosen }, name)),
    );
    return h("div", { class: "field" }, h("label", { for: select.id }, t(name)), select);
  }

  private async choose(level: number, code: string, regions: readonly Region[]): Promise<void> {
    const region = regions.find((candidate) => candidate.code === code);
    const above = this.draft.region.slice(0, level);
    this.draft.region = region ? [...above, { code: region.code, name: region.name }] : above;
    this.onChange();
    this.draw();
    await this.loadDistricts();
    this.draw();
  }

  private async loadDistricts(): Promise<void> {
    const regency = this.draft.region[0]?.code;
    if (regency === undefined || this.districts.get(regency)) return;
    this.districts.set(regency, await fetchSiteFile<District[]>(`/regions/${regency}.json`));
  }
}

/** Kabupaten or kota, then kecamatan, then desa or kelurahan: three plain selects, each optional. */

import type { Draft } from "./draft";
import { fill, h } from "../shared/dom";
import { t } from "../i18n/language";
import { fetchSiteFile } from "../shared/http";
import type { WordKey } from "../i18n/words";

interface Place {
  readonly code: string;
  readonly name: string;
}
type District = Place & { readonly villages: readonly Place[] };

const LEVELS = ["regency", "district", "village"] as const satisfies readonly WordKey[];

/** Draws the picker into `box` and keeps `draft.region`. */
export class RegionPicker {
  private started = false;
  private regencies: readonly Place[] | null = null;
  private readonly districts = new Map<string, readonly District[] | null>();

  constructor(
    private readonly box: HTMLElement,
    private readonly draft: Draft,
    private readonly onChange: () => void,
  ) {}

  /** Loads the province's regencies; a stack without regions (the centre) has no picker. */
  async start(province: string): Promise<void> {
    this.regencies = await fetchSiteFile<Place[]>(`/regions/${province}.json`);
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
    const offered = [this.regencies, districts, villages];
    const focused = document.activeElement?.id;
    fill(this.box, ...offered.map((places, level) => this.select(level, places)));
    if (focused?.startsWith("region-")) document.getElementById(focused)?.focus();
  }

  private select(level: number, places: readonly Place[] | null | undefined): HTMLElement | null {
    const name = LEVELS[level];
    if (name === undefined || (level > 0 && this.draft.region.length < level)) return null;
    if (places === null) return h("p", { class: "hint" }, t("regionUnavailable"));
    const chosen = this.draft.region[level]?.code ?? "";
    const first = places === undefined ? t("regionLoading") : t("regionNone");
    const select = h(
      "select",
      { id: `region-${level}`, onchange: () => void this.choose(level, select.value, places ?? []) },
      h("option", { value: "" }, first),
      ...(places ?? []).map(({ code, name }) => h("option", { value: code, selected: code === chosen }, name)),
    );
    return h("div", { class: "field" }, h("label", { for: select.id }, t(name)), select);
  }

  private async choose(level: number, code: string, places: readonly Place[]): Promise<void> {
    const place = places.find((candidate) => candidate.code === code);
    const above = this.draft.region.slice(0, level);
    this.draft.region = place ? [...above, { code: place.code, name: place.name }] : above;
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

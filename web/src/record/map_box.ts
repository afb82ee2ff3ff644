/** "Tunjukkan di peta": where the reports of the list are. Loaded when the button is pressed; the list says the same without it. */

import { language, t } from "../i18n/language";
import type { PlacedReport, ReportMap } from "../map/report_map";
import { h, iconAndText, refill } from "../shared/dom";
import { findPoints, type ReportLine } from "./api";

/** So many reports are answered whole. */
const ASKED_TOGETHER = 50;

export class MapBox {
  private map: ReportMap | null = null;
  private opening = false;
  private failed = false;
  private reports: readonly ReportLine[] = [];
  /** The point of each report that was asked about; null for one that has none. */
  private readonly points = new Map<string, { readonly lat: number; readonly lon: number } | null>();
  private readonly above = h("div");
  private readonly around = h("div");

  constructor(box: HTMLElement) {
    box.append(this.above, this.around);
  }

  /** Takes the reports of the list as it is now. */
  show(reports: readonly ReportLine[]): void {
    this.reports = reports;
    this.draw();
    if (this.map !== null) void this.place();
  }

  private draw(): void {
    const button = h(
      "button",
      { type: "button", class: "secondary", id: "show-map", "aria-disabled": this.opening && "true", onclick: () => void this.open() },
      ...iconAndText("pin", t("mapShow")),
    );
    refill(this.above, this.map === null && this.reports.length > 0 && button, this.failed && h("p", { class: "hint", role: "status" }, t("recordMapFailed")));
  }

  private async open(): Promise<void> {
    if (this.opening) return;
    this.opening = true;
    this.failed = false;
    this.draw();
    try {
      this.map = await import("../map/report_map").then(({ ReportMap }) => ReportMap.open(this.around));
    } catch {
      this.failed = true;
    }
    this.opening = false;
    this.draw();
    await this.place();
  }

  /** Asks for the points that are not known yet and shows all. */
  private async place(): Promise<void> {
    const { map, reports } = this;
    if (map === null) return;
    const unknown = reports.map(({ tracking_id }) => tracking_id).filter((number) => !this.points.has(number));
    if (unknown.length > 0) {
      this.failed = !(await this.ask(unknown));
      this.draw();
    }
    if (reports === this.reports) map.show(reports.flatMap((line) => this.placed(line)), reports.length);
  }

  /** Whether all were answered. */
  private async ask(numbers: readonly string[]): Promise<boolean> {
    for (let from = 0; from < numbers.length; from += ASKED_TOGETHER) {
      const asked = numbers.slice(from, from + ASKED_TOGETHER);
      const answer = await findPoints(asked);
      if (!answer.ok) return false;
      for (const number of asked) this.points.set(number, null);
      for (const { service_request_id, lat, long } of answer.body) if (lat !== null && long !== null) this.points.set(service_request_id, { lat, lon: long });
    }
    return true;
  }

  private placed({ tracking_id, title, status_label }: ReportLine): PlacedReport[] {
    const point = this.points.get(tracking_id);
    return point ? [{ ...point, number: tracking_id, title: title || t("withoutTitle"), state: status_label[language()] }] : [];
  }
}

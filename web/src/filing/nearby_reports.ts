/** Reports of the same matter: what shows them is loaded when they are first wanted, and without a connection none appear. */

import { byId } from "../shared/dom";
import type { Draft } from "./draft";
import type { SimilarReports } from "./similar_reports";
import type { Step } from "./steps";

/** How long a point must rest before reports near it are looked for. */
const REST_MS = 1_000;

export class NearbyReports {
  private reports: SimilarReports | null = null;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly box: HTMLElement,
    private readonly draft: Draft,
    private readonly onFollow: () => void,
  ) {}

  /** Looks for reports near a point as soon as it rests, where the point is set: whoever finds theirs need not go on. */
  askSoon(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void this.load(), REST_MS);
  }

  async load(): Promise<void> {
    try {
      const Loaded = await import("./similar_reports").then(({ SimilarReports }) => SimilarReports);
      this.reports ??= new Loaded(this.box, this.draft, this.onFollow);
      await this.reports.load();
    } catch {
      // Tried again with the next step.
    }
  }

  /** They stand where the point was set, and before what is sent. */
  standIn(step: Step): void {
    if (step === "place") byId("map").after(this.box);
    else byId("summary").before(this.box);
    if (step === "person" || step === "check") void this.load();
  }

  draw(): void {
    this.reports?.draw();
  }
}

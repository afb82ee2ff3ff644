/** Who of the office has which case: read with the list, changed for one case or several, and taken back. */

import { t } from "../i18n/language";
import { give, loadHolders, worksHere, type Holder } from "./assignees";
import type { Desk } from "./page";

export class HandingOver {
  holders: ReadonlyMap<string, Holder> = new Map();
  private back: (() => void) | null = null;

  constructor(
    private readonly desk: Desk,
    /** Who has the case that is open, by its own answer, which may be newer than the list; undefined for any other case. */
    private readonly ofOpened: (trackingId: string) => string | null | undefined,
    private readonly changed: () => void,
  ) {}

  /** Whether somebody has any case, or had one before. */
  async load(): Promise<boolean> {
    if (!worksHere(this.desk.session)) return false;
    const before = this.holders;
    this.holders = (await loadHolders(this.desk.session)) ?? before;
    return before.size > 0 || this.holders.size > 0;
  }

  /** How a person is called by who is here. */
  private called({ person, name }: Holder): string {
    return person === this.desk.session.grant.person ? t("holderMe") : (name ?? t("holderOther"));
  }

  /** Who has a case, in words. */
  nameOf(trackingId: string): string | null {
    const holder = this.holders.get(trackingId);
    return holder === undefined ? null : this.called(holder);
  }

  /** Mine, nobody's, and each colleague who has one. */
  choices(): readonly (readonly [value: string, name: string])[] {
    const me = this.desk.session.grant.person;
    const others = new Map([...this.holders.values()].filter(({ person }) => person !== me).map((each) => [each.person, this.called(each)]));
    return [["", t("holderAll")], [me, t("holderMine")], ["none", t("holderNone")], ...others];
  }

  /** Gives cases to somebody of the office, or to nobody, and offers to take it back. */
  async give(cases: readonly string[], to: Holder | null): Promise<void> {
    const had = new Map(cases.map((each) => [each, this.now(each)]));
    const { given, left } = await this.change(had, to?.person ?? null);
    if (given === null) return this.desk.say(t("notSent"));
    this.back = given.length === 0 ? null : () => void this.restore(given, had);
    const said = to === null ? t("givenBack") : t("given", { n: given.length, name: this.called(to) });
    const not = left.length > 0 && t("givenNot", { left: left.length, numbers: left.join(", ") });
    this.desk.say([given.length > 0 && said, not].filter(Boolean).join(" "), this.back === null ? undefined : () => this.takeBack());
  }

  /** Undoes the last one; false if there is none. */
  takeBack(): boolean {
    const { back } = this;
    this.back = null;
    back?.();
    return back !== null;
  }

  private now(trackingId: string): string | null {
    const shown = this.ofOpened(trackingId);
    return shown === undefined ? (this.holders.get(trackingId)?.person ?? null) : shown;
  }

  private async change(had: ReadonlyMap<string, string | null>, person: string | null): Promise<{ readonly given: readonly string[] | null; readonly left: readonly string[] }> {
    const answered = await give(this.desk.session, person, had);
    if (answered === null) return { given: null, left: [] };
    const holders = new Map(this.holders);
    for (const each of answered) {
      if (each.person === null) holders.delete(each.tracking_id);
      else holders.set(each.tracking_id, { person: each.person, name: each.name });
    }
    this.holders = holders;
    this.changed();
    const numbers = (wasLeft: boolean): readonly string[] => answered.filter(({ left }) => (left !== null) === wasLeft).map(({ tracking_id }) => tracking_id);
    return { given: numbers(false), left: numbers(true) };
  }

  /** Each case back to who had it: one request for each of these people. */
  private async restore(cases: readonly string[], before: ReadonlyMap<string, string | null>): Promise<void> {
    for (const person of new Set(cases.map((each) => before.get(each) ?? null))) {
      await this.change(new Map(cases.filter((each) => before.get(each) === person).map((each) => [each, this.now(each)])), person);
    }
    this.desk.say(t("takenBack"));
  }
}

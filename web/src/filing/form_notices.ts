/** The notices of the form while it is written: whom to call, who will read it, which office gets it, what to hide. */

import { language, t } from "../i18n/language";
import { byId } from "../shared/dom";
import { maskPersonalData } from "../shared/personal_data";
import { showPersonalHint } from "../shared/personal_hint";
import { drawAndReveal } from "../shared/reveal";
import { knownStack } from "../shared/stack";
import { showAdvice } from "./advice";
import { isAboutViolence, isProtected, showEmergencyNumbers, showProtectionNotice } from "./alarms";
import { contactHint } from "./contact";
import { splitDraft, type Draft } from "./draft";
import type { QuickExit } from "./quick_exit";
import type { Suggestions } from "./suggestions";

/** What a tap in a notice does: takes over another draft, or has the fields read again. */
interface Changes {
  readonly take: (draft: Draft) => void;
  readonly read: () => void;
}

function field(name: string): HTMLInputElement {
  return byId<HTMLInputElement>(name);
}

function say(id: string, words: string): void {
  if (byId(id).textContent !== words) byId(id).textContent = words;
}

export class FormNotices {
  constructor(
    private readonly draft: Draft,
    private readonly suggestions: Suggestions,
    private readonly quickExit: QuickExit,
    private readonly changes: Changes,
  ) {}

  draw(): void {
    const { draft, suggestions } = this;
    const { alarms, agency } = suggestions;
    const urgent = byId("urgent");
    drawAndReveal(urgent, field("text"), () => showEmergencyNumbers(urgent, draft.text, alarms, knownStack()));
    showProtectionNotice(byId("protected"), alarms);
    this.quickExit.draw(isAboutViolence(draft.text, alarms));
    showAdvice(byId("advice"), draft, suggestions.advice, suggestions.askedText, {
      setType: (type) => this.changes.take({ ...draft, type }),
      split: (parts) => this.changes.take(splitDraft(draft, parts)),
    });
    for (const name of ["text", "place"] as const) this.drawPersonal(name);
    byId("contact").hidden = draft.anonymous;
    byId("safe").hidden = !draft.secret && !isProtected(alarms);
    this.drawContact();
    say("going", agency === null ? "" : t("suggestedAgency", { agency }));
  }

  /** How phone and e-mail will be read; not while somebody is still writing them. */
  drawContact(): void {
    for (const name of ["phone", "email"] as const) {
      say(`hint-${name}`, document.activeElement === field(name) ? "" : contactHint(this.draft, name));
    }
  }

  /** What of these words the public will not read, and one tap to hide it or the whole report. */
  private drawPersonal(name: "text" | "place"): void {
    const isPublic = !this.draft.secret && !isProtected(this.suggestions.alarms);
    const change = (write: () => void): void => {
      write();
      this.changes.read();
      field(name).focus();
    };
    const hide = (): void => change(() => (field(name).value = maskPersonalData(field(name).value, language())));
    const makeSecret = (): void => change(() => (field("secret").checked = true));
    showPersonalHint(byId(`personal-${name}`), { text: this.draft[name], isPublic, hide, makeSecret });
  }
}

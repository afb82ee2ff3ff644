/** What the writer may want to know before filing: that it looks like a question, its answer, and that it holds several matters. */

import { language, t, type Bilingual } from "../i18n/language";
import { fillIfChanged, h, type Child } from "../shared/dom";
import { noticeHead } from "../shared/notice";
import type { ProposedType, Suggestion } from "./api";
import type { Draft } from "./draft";

/** The part of a suggestion that is shown here. */
export type Advice = Pick<Suggestion, "proposed_type" | "how_to" | "parts">;

export const NO_ADVICE: Advice = { proposed_type: null, how_to: null, parts: [] };

/** The type that may be proposed: none to somebody who chose another than the usual one. */
export function typeToPropose(draft: Draft, advice: Advice): ProposedType | null {
  return draft.type === "complaint" ? advice.proposed_type : null;
}

/** The matters that may be parted: those of the text as it stands now, so that no word written since is lost. */
export function partsToPropose(draft: Draft, advice: Advice, askedText: string): readonly string[] {
  return draft.text.trim() === askedText && advice.parts.length > 1 ? advice.parts.map(({ text }) => text) : [];
}

const PROPOSALS = {
  information_request: ["looksLikeQuestion", "setQuestion"],
  aspiration: ["looksLikeWish", "setWish"],
  praise: ["looksLikePraise", "setPraise"],
} as const;

/** What a tap on one of the notices does. */
interface AdviceActions {
  readonly setType: (type: ProposedType) => void;
  readonly split: (parts: readonly string[]) => void;
}

/** Shows or hides the notices. Nothing is changed without a tap. */
export function showAdvice(box: HTMLElement, draft: Draft, advice: Advice, askedText: string, actions: AdviceActions): void {
  const type = typeToPropose(draft, advice);
  const parts = partsToPropose(draft, advice, askedText);
  const shown = [
    advice.how_to !== null && answer(advice.how_to),
    type !== null && proposal(type, () => actions.setType(type)),
    parts.length > 1 && several(advice.parts, () => actions.split(parts)),
  ].filter((part) => part !== false);
  fillIfChanged(box, shown.length > 0 && h("div", {}, ...shown));
}

function answer(howTo: Bilingual): HTMLElement {
  return h("div", { class: "notice calm", id: "how-to" }, noticeHead("question", "howToHeading"), h("p", {}, howTo[language()]), h("p", {}, t("howToMore")));
}

function proposal(type: ProposedType, set: () => void): HTMLElement {
  const [looksLike, send] = PROPOSALS[type];
  return h("p", { class: "hint" }, t(looksLike), " ", button("set-type", t(send), set));
}

function several(parts: Advice["parts"], split: () => void): HTMLElement {
  const items = parts.map(({ text, category }) => h("li", {}, h("strong", {}, category.name[language()]), ": ", text));
  return h(
    "div",
    { class: "notice calm", id: "parts" },
    noticeHead("copy", "partsHeading"),
    h("ul", {}, ...items),
    h("p", {}, t("partsMore")),
    button("split", t("split", { count: parts.length }), split),
  );
}

function button(id: string, words: string, onclick: () => void): Child {
  return h("button", { type: "button", class: "chip", id, onclick }, h("span", {}, words));
}

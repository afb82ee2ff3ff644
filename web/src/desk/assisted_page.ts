/** "Catat laporan untuk warga": an office writes a report down for somebody who came, called or wrote, and prints their receipt. */

import type { Invitation } from "../attachments/api";
import { MEDIA_TYPES, PHOTOS_PER_CASE } from "../attachments/limits";
import { shrinkPhoto } from "../attachments/shrink";
import { uploadPhoto } from "../attachments/upload";
import { isProtected, showEmergencyNumbers, showProtectionNotice } from "../filing/alarms";
import { CategoryPicker } from "../filing/category_picker";
import { contactHint } from "../filing/contact";
import { RegionPicker } from "../filing/region_picker";
import { Suggestions } from "../filing/suggestions";
import { fieldProblems, validateDraft } from "../filing/validation";
import { calendarDay } from "../i18n/dates";
import { DESK_ASSISTED_WORDS } from "../i18n/desk_assisted_words";
import { addWords, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import type { Case } from "../shared/case_api";
import { byId, fill, h } from "../shared/dom";
import { clearFieldProblem, showErrorSummary, type FieldProblem } from "../shared/error_summary";
import type { Problem } from "../shared/http";
import { notice } from "../shared/notice";
import { drawAndReveal } from "../shared/reveal";
import { currentStack, knownStack, zone } from "../shared/stack";
import { CAME_BY, CAME_BY_WORDS, emptyAssisted, forgetDraft, keepDraft, keptDraft, record, type AssistedDraft, type SlipReceipt } from "./assisted";
import type { Desk, DeskPage } from "./page";
import { slip, whereItWent } from "./slip";

addWords(DESK_ASSISTED_WORDS);

const PHOTO_TRIES = 3;
const TEXT_FIELDS = ["text", "place", "link", "name", "phone", "email"] as const;
const CHECK_BOXES = ["anonymous", "secret", "safe_to_tell"] as const;

export class AssistedPage implements DeskPage {
  readonly element = h("div", { class: "assisted" });
  private draft: AssistedDraft;
  private photos: readonly File[] = [];
  private suggestions: Suggestions | null = null;
  private categories: CategoryPicker | null = null;
  private sending = false;
  /** What was filed last, until the page is left: the code is kept nowhere else. */
  private filed: { readonly receipt: SlipReceipt; readonly hasMail: boolean; went: Case | null; photoLine: string } | null = null;
  private revealed = false;

  constructor(private readonly desk: Desk) {
    this.draft = keptDraft(desk.session.grant.person);
  }

  /** Whoever leaves the page and comes back finds the form, and no code of somebody's. */
  show(): void {
    this.filed = null;
    this.draw();
  }

  translate(): void {
    this.draw();
  }

  private draw(): void {
    if (this.filed === null) this.drawForm();
    else this.drawSlip();
  }

  private drawForm(): void {
    const { draft } = this;
    const field = (name: (typeof TEXT_FIELDS)[number], label: WordKey, more: Readonly<Record<string, string | number>> = {}, hint: WordKey | null = null): HTMLElement =>
      h("div", { class: "field" }, h("label", { for: name }, t(label)), hint !== null && h("p", { class: "hint", id: `about-${name}` }, t(hint)), h("input", { id: name, value: draft[name], autocomplete: "off", ...(hint === null ? {} : { "aria-describedby": `about-${name}` }), ...more }), (name === "phone" || name === "email") && h("p", { class: "hint", id: `hint-${name}`, role: "status" }));
    const box = (name: (typeof CHECK_BOXES)[number], label: WordKey, hint: WordKey): HTMLElement =>
      h("label", { class: "choice" }, h("input", { type: "checkbox", id: name, checked: draft[name] }), h("span", {}, h("strong", {}, t(label)), h("span", { class: "hint" }, t(hint))));
    const words = h("textarea", { id: "text", rows: 6 });
    words.value = draft.text;
    const files = h("input", { type: "file", id: "photos", accept: MEDIA_TYPES.join(","), multiple: true, "aria-describedby": "about-photos" });
    files.addEventListener("change", () => (this.photos = [...(files.files ?? [])].slice(0, PHOTOS_PER_CASE)));
    this.photos = [];
    const form = h(
      "form",
      { id: "assisted", novalidate: true },
      h("div", { id: "problems" }),
      h("fieldset", { id: "came_by" }, h("legend", {}, t("assistedCame")), ...CAME_BY.map((way) => h("label", { class: "choice" }, h("input", { type: "radio", name: "came_by", id: `came-${way}`, value: way, checked: draft.cameBy === way }), h("span", {}, t(CAME_BY_WORDS[way]))))),
      h("div", { id: "post", hidden: draft.cameBy !== "social_media" }, field("link", "assistedLink", { type: "url", inputmode: "url", maxlength: 500 }, "assistedLinkHint")),
      h("div", { class: "field" }, h("label", { for: "text" }, t("wordsHeading")), words),
      ...["urgent", "protected", "suggested"].map((id) => h("div", { id })),
      h("p", { id: "suggested-said", class: "unseen", role: "status" }),
      h("div", { id: "question" }),
      h("details", { id: "kind" }, h("summary", {}, t("rowCategory")), h("div", { id: "categories" })),
      h("h2", {}, t("assistedWhere")),
      h("div", { id: "regions", hidden: true }),
      field("place", "assistedPlaceLabel", { maxlength: 200 }),
      h("p", { id: "going", class: "hint", role: "status" }),
      h("div", { class: "field" }, h("label", { for: "photos" }, t("assistedPhotos")), h("p", { class: "hint", id: "about-photos" }, t("assistedPhotosHint")), files),
      h("h2", {}, t("assistedWho")),
      h("div", { id: "contact", hidden: draft.anonymous }, field("name", "nameLabel", { maxlength: 100 }), field("phone", "phoneLabel", { type: "tel", maxlength: 100 }), field("email", "emailLabel", { inputmode: "email", maxlength: 300, autocapitalize: "off", spellcheck: "false" })),
      h("div", { class: "field choices" }, box("anonymous", "anonymousLabel", "anonymousHint"), box("secret", "secretLabel", "secretHint")),
      h("div", { class: "field choices", id: "safe", hidden: true }, box("safe_to_tell", "safeLabel", "safeHint")),
      h("button", { type: "submit", class: "primary", "aria-disabled": String(this.sending) }, t(this.sending ? "assistedSaving" : "assistedSave")),
    );
    form.addEventListener("input", (event) => {
      clearFieldProblem(event.target as Element);
      this.changed();
    });
    form.addEventListener("focusout", () => setTimeout(() => this.drawContactHints()));
    form.addEventListener("submit", (event) => (event.preventDefault(), void this.send()));
    fill(this.element, h("h1", {}, t("assistedHeading")), h("p", { class: "lead" }, t("assistedLead")), form);
    this.startHelpers();
  }

  /** The same suggestions as on the citizens' form; their boxes must be on the page. */
  private startHelpers(): void {
    const { draft } = this;
    this.suggestions?.cancel();
    this.suggestions = new Suggestions(draft, () => this.drawAdvice());
    this.categories = new CategoryPicker(byId("categories"), draft, this.suggestions, () => this.changed());
    const regions = new RegionPicker(byId("regions"), draft, () => this.changed());
    void this.categories.start();
    void currentStack().then((stack) => stack !== null && stack.region !== "00" && void regions.start(stack.region));
    if (draft.text !== "") this.suggestions.askSoon();
  }

  private changed(): void {
    const { draft } = this;
    for (const name of TEXT_FIELDS) draft[name] = byId<HTMLInputElement>(name).value;
    for (const name of CHECK_BOXES) draft[name] = byId<HTMLInputElement>(name).checked;
    draft.cameBy = CAME_BY.find((way) => byId<HTMLInputElement>(`came-${way}`).checked) ?? null;
    byId("post").hidden = draft.cameBy !== "social_media";
    byId("contact").hidden = draft.anonymous;
    keepDraft(this.desk.session.grant.person, draft);
    this.suggestions?.askSoon();
    this.drawAdvice();
  }

  private drawAdvice(): void {
    if (this.suggestions === null || this.filed !== null || !this.element.isConnected) return;
    const { alarms, agency } = this.suggestions;
    const urgent = byId("urgent");
    drawAndReveal(urgent, byId("text"), () => showEmergencyNumbers(urgent, this.draft.text, alarms, knownStack()));
    showProtectionNotice(byId("protected"), alarms);
    byId("safe").hidden = this.draft.anonymous || (!this.draft.secret && !isProtected(alarms));
    this.categories?.drawChoices();
    const going = agency === null ? "" : t("suggestedAgency", { agency });
    if (byId("going").textContent !== going) byId("going").textContent = going;
  }

  private drawContactHints(): void {
    if (this.filed !== null || !this.element.isConnected) return;
    for (const name of ["phone", "email"] as const) {
      const words = document.activeElement === byId(name) ? "" : contactHint(this.draft, name);
      if (byId(`hint-${name}`).textContent !== words) byId(`hint-${name}`).textContent = words;
    }
  }

  private problems(): readonly FieldProblem[] {
    const missing: FieldProblem[] = this.draft.cameBy === null ? [{ field: `came-${CAME_BY[0]}`, words: t("assistedCameMissing") }] : [];
    return [...missing, ...validateDraft(this.draft, calendarDay(zone(), new Date()), false)];
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    const form = byId<HTMLFormElement>("assisted");
    const problems = this.problems();
    showErrorSummary(problems, form);
    if (problems.length > 0) return;
    this.setSending(true);
    const { answer, status } = await record(this.desk.session, this.draft);
    this.setSending(false);
    if (status === 401) return this.desk.signedOut();
    if (!answer.ok) return showErrorSummary(answer.problem === null ? [{ field: null, words: t("assistedLost") }] : placed(answer.problem), form);
    this.suggestions?.cancel();
    forgetDraft(this.desk.session.grant.person);
    this.filed = { receipt: answer.body, hasMail: !this.draft.anonymous && this.draft.email.trim() !== "", went: null, photoLine: "" };
    this.draft = emptyAssisted();
    this.drawSlip();
    byId("slip-done").focus();
    void whereItWent(answer.body).then((went) => this.update(answer.body, (filed) => (filed.went = went)));
    void this.sendPhotos(answer.body);
  }

  private setSending(now: boolean): void {
    this.sending = now;
    const button = this.element.querySelector("button[type=submit]");
    if (button !== null) button.textContent = t(now ? "assistedSaving" : "assistedSave");
    button?.setAttribute("aria-disabled", String(now));
  }

  /** As the reporter's own, one after another: what they gave they may take back. */
  private async sendPhotos(receipt: SlipReceipt): Promise<void> {
    const { photos } = this;
    let sent = 0;
    let failed = 0;
    const say = (line: string): void => this.update(receipt, (filed) => (filed.photoLine = line));
    for (const file of photos) {
      say(t("slipPhotosSending", { sent, count: photos.length }));
      if (await sendPhoto(file, receipt)) sent += 1;
      else failed += 1;
    }
    if (photos.length > 0) say([sent > 0 && t("slipPhotosSent", { count: sent }), failed > 0 && t("slipPhotosFailed", { count: failed })].filter(Boolean).join(" "));
  }

  private update(receipt: SlipReceipt, change: (filed: NonNullable<AssistedPage["filed"]>) => void): void {
    if (this.filed?.receipt !== receipt) return;
    change(this.filed);
    this.drawSlip();
  }

  private drawSlip(): void {
    if (this.filed === null) return;
    const { receipt, hasMail, went, photoLine } = this.filed;
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.id : "";
    const reveal = (): void => {
      this.revealed = !this.revealed;
      this.drawSlip();
    };
    const next = (): void => {
      this.filed = null;
      this.revealed = false;
      this.drawForm();
      byId("text").focus();
    };
    const said = notice("good", "check", "slipDone", t("slipDoneMore"));
    said.append(...receipt.hints.map(({ detail }) => h("p", {}, detail)), ...(hasMail ? [h("p", {}, t("slipMail"))] : []));
    fill(
      this.element,
      h("div", { class: "not-printed", id: "slip-done", tabindex: -1 }, h("h1", {}, t("assistedHeading")), said, h("p", { role: "status" }, photoLine)),
      h(
        "p",
        { class: "actions not-printed" },
        h("button", { type: "button", class: "primary", id: "slip-print", onclick: () => print() }, t("slipPrint")),
        h("button", { type: "button", class: "secondary", id: "slip-reveal", "aria-expanded": String(this.revealed), onclick: reveal }, t(this.revealed ? "slipHide" : "slipReveal")),
        h("button", { type: "button", class: "secondary", id: "slip-next", onclick: next }, t("slipNext")),
      ),
      slip(receipt, this.desk.session.grant.agency.name, went, this.revealed),
    );
    if (focused) document.getElementById(focused)?.focus();
  }
}

/** Whether a photo has arrived; on a bad network it is tried again under the same invitation, so that it appears once. */
async function sendPhoto(file: File, { tracking_id: trackingId, secret }: SlipReceipt): Promise<boolean> {
  const photo = await shrinkPhoto(file);
  let invitation: Invitation | null = null;
  for (let attempt = 1; photo !== null && attempt <= PHOTO_TRIES; attempt += 1) {
    const result: Awaited<ReturnType<typeof uploadPhoto>> = await uploadPhoto({ trackingId, secret, photo, isPrivate: true, invitation }, () => undefined);
    if (result.outcome === "sent") return true;
    if (result.outcome === "refused") return false;
    invitation = result.invitation;
  }
  return false;
}

/** Problems of the API beside the fields of this page. */
function placed(problem: Problem): readonly FieldProblem[] {
  const own: Readonly<Record<string, string>> = { "/link": "link", "/came_by": `came-${CAME_BY[0]}` };
  const mine = (problem.errors ?? []).filter(({ field }) => field in own).map(({ field, detail }) => ({ field: own[field] ?? null, words: detail }));
  return mine.length > 0 ? mine : fieldProblems(problem);
}

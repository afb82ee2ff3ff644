/**
 * A lost secret: asks for a one-time code to the contact of the report, then for the code, and shows the fresh receipt. The key that
 * the secret follows from is made here once, so that a request whose answer was lost is sent again.
 */

import { askForCode, renewReceipt, type CodeAsked, type RenewedReceipt } from "../case/api";
import { problemLine } from "../case/problem_line";
import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { receiptPath } from "../shared/addresses";
import { fill, h, type Child } from "../shared/dom";
import { problemText, type Answer } from "../shared/http";
import { whileBusy } from "../shared/in_flight";
import { newRandomKey } from "../shared/random_key";
import { currentStack, type Stack } from "../shared/stack";
import { saveReceipt } from "./saved_receipts";

type Channel = NonNullable<Stack["renews_by"]>[number];

/** What the field for the contact is called where the stack sends by these channels; null where it sends none. */
export function contactLabel(channels: readonly Channel[]): WordKey | null {
  if (!channels.includes("mail")) return null;
  return channels.includes("sms") ? "lostContact" : "lostMail";
}

/** The steps of a report with this number, in the place of `link`. A site that sends no codes says so before anybody types. */
export async function showLostReceipt(link: HTMLElement, trackingId: string): Promise<void> {
  const box = h("div", { class: "lost" });
  const label = contactLabel((await currentStack())?.renews_by ?? []);
  if (label === null) fill(box, h("p", {}, t("lostNoChannel")));
  else askContact(box, trackingId, label);
  link.replaceWith(box);
  box.querySelector("input")?.focus();
}

function askContact(box: HTMLElement, trackingId: string, label: WordKey): void {
  const field = h("input", { id: "lost-contact", maxlength: 300, autocomplete: label === "lostMail" ? "email" : "on", autocapitalize: "off", spellcheck: "false", "aria-describedby": "lost-contact-problem" });
  const form = step<CodeAsked>(field, label, "lostSend", "lostContactMissing", () => askForCode(trackingId, field.value.trim()), (asked) => {
    askCode(box, trackingId, label, asked);
  });
  fill(box, h("p", {}, t("lostLead")), form, h("p", { class: "hint" }, t("lostHidden")));
}

function askCode(box: HTMLElement, trackingId: string, label: WordKey, { request, minutes }: CodeAsked): void {
  const key = newRandomKey();
  const field = h("input", { id: "lost-code", class: "number", inputmode: "numeric", maxlength: 12, autocomplete: "one-time-code", "aria-describedby": "lost-code-problem" });
  const form = step<RenewedReceipt>(field, "lostCode", "lostRenew", "lostCodeMissing", () => renewReceipt(trackingId, request, field.value.trim(), key), (receipt) => {
    const { tracking_id, secret, filed_at, hidden } = receipt;
    saveReceipt({ trackingId: tracking_id, secret, at: filed_at, excerpt: "", state: "received", ...(hidden ? { untraced: true } : {}) });
    location.assign(receiptPath(tracking_id));
  });
  const again = h("button", { type: "button", class: "quiet", onclick: () => restart(box, trackingId, label) }, t("lostAgain"));
  fill(box, h("p", { role: "status" }, t("lostSent", { minutes })), form, again);
  field.focus();
}

function restart(box: HTMLElement, trackingId: string, label: WordKey): void {
  askContact(box, trackingId, label);
  box.querySelector("input")?.focus();
}

/** A form of one field, whose request may be sent again. */
function step<T>(field: HTMLInputElement, label: WordKey, button: WordKey, missing: WordKey, send: () => Promise<Answer<T>>, onDone: (body: T) => void): HTMLElement {
  const problem = problemLine(field.id);
  const submit = h("button", { type: "submit", class: "secondary" }, t(button));
  const ask = async (): Promise<void> => {
    problem.show("");
    submit.disabled = true;
    const answer = await send();
    submit.disabled = false;
    if (answer.ok) return onDone(answer.body);
    problem.show(answer.problem ? problemText(answer.problem) : t("unreachable"));
    field.focus();
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (submit.disabled) return;
    if (field.value.trim() !== "") return void whileBusy(form, ask);
    problem.show(t(missing));
    field.focus();
  };
  const inside: Child[] = [h("div", { class: "field" }, h("label", { for: field.id }, t(label)), problem.element, field), submit];
  const form = h("form", { class: "reply", onsubmit: onSubmit }, ...inside);
  return form;
}

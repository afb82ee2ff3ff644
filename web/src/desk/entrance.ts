/** The pages before the desk: signing in, choosing a grant, setting up an authenticator. */

import { calendarDay, formatDay } from "../i18n/dates";
import { language, t } from "../i18n/language";
import { fill, h } from "../shared/dom";
import { zone } from "../shared/stack";
import type { Grant } from "./api";
import { confirmFactor, leaveToSignIn, newFactorKey, openSession, type Outcome } from "./sign_in";

function again(): HTMLElement {
  return h("div", { class: "actions" }, h("button", { type: "button", class: "primary", id: "sign-in", onclick: () => void leaveToSignIn() }, t("signInButton")));
}

/** The way in. `fault` says why the last try failed. */
export function signInPage(main: HTMLElement, fault: string | null): void {
  fill(main, h("div", { class: "entrance" }, h("h1", {}, t("signInHeading")), h("p", { class: "lead" }, t("signInLead")), fault !== null && h("div", { class: "notice wrong", role: "alert" }, h("p", {}, fault)), again()));
}

function choosePage(main: HTMLElement, grants: readonly Grant[], opened: () => void): void {
  const row = (grant: Grant): HTMLElement =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "secondary grant", onclick: () => void openSession(grant.id).then((outcome) => showOutcome(main, outcome, opened)) },
        h("strong", {}, `${grant.role_label[language()]}, ${grant.agency.name}`),
        h("span", { class: "hint" }, t("chooseDecree", { decree: grant.decree, day: formatDay(calendarDay(zone(), new Date(grant.valid_until)), language()) })),
      ),
    );
  fill(main, h("div", { class: "entrance" }, h("h1", {}, t("chooseHeading")), h("ul", { class: "grants" }, ...grants.map(row))));
}

async function factorPage(main: HTMLElement): Promise<void> {
  const key = await newFactorKey();
  if (key === null) return signInPage(main, t("signInFailed"));
  const fault = h("p", { class: "field-problem", role: "alert", id: "factor-fault" });
  const code = h("input", { id: "factor-code", inputmode: "numeric", autocomplete: "one-time-code", maxlength: 6, "aria-describedby": "factor-fault" });
  const submit = async (): Promise<void> => {
    if (await confirmFactor(code.value.trim())) return void leaveToSignIn();
    fault.textContent = t("factorWrong");
    code.focus();
  };
  fill(
    main,
    h(
      "form",
      { class: "entrance", onsubmit: (event) => (event.preventDefault(), void submit()) },
      h("h1", {}, t("factorHeading")),
      h("p", { class: "lead" }, t("factorLead")),
      h("p", {}, `${t("factorKey")}: `, h("code", { id: "factor-key" }, key)),
      h("p", {}, h("a", { href: `otpauth://totp/SP4N-LAPOR?secret=${key}&issuer=SP4N-LAPOR` }, t("factorOpen"))),
      h("div", { class: "field" }, h("label", { for: "factor-code" }, t("factorCode")), code, fault),
      h("div", { class: "actions" }, h("button", { type: "submit", class: "primary" }, t("factorSend"))),
    ),
  );
}

/** What comes after an attempt to sign in. */
export function showOutcome(main: HTMLElement, outcome: Outcome, opened: () => void): void {
  if (outcome.kind === "open") opened();
  else if (outcome.kind === "choose") choosePage(main, outcome.grants, opened);
  else if (outcome.kind === "factor") void factorPage(main);
  else signInPage(main, outcome.text ?? t("signInFailed"));
}

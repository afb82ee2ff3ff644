import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { h } from "../shared/dom";
import { whileBusy } from "../shared/in_flight";
import { parseSecret } from "../shared/tracking_id";

/**
 * Asks for the follow-up secret of a case. `useSecret` tries one that has the right shape and tells whether it opened the case.
 * `lost` leads on whoever has none any more.
 */
export function secretForm(useSecret: (secret: string) => Promise<boolean>, heading: WordKey, lead: WordKey | null, lost: HTMLElement): HTMLElement {
  const problem = h("p", { class: "field-problem", id: "code-problem", role: "alert" });
  const input = h("input", {
    id: "code",
    class: "number",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    "aria-describedby": problem.id,
  });
  const submit = async (): Promise<void> => {
    const secret = parseSecret(input.value);
    problem.textContent = secret === null ? t("codeWrong") : "";
    if (secret !== null && !(await useSecret(secret))) problem.textContent = t("codeRefused");
    if (problem.textContent) input.focus();
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    void whileBusy(form, submit);
  };
  const form = h(
    "form",
    { class: "reply", onsubmit: onSubmit },
    h("div", { class: "field" }, h("label", { for: "code" }, t("codeLabel")), problem, input),
    h("button", { type: "submit", class: "secondary" }, t("codeUse")),
  );
  return h(
    "section",
    {},
    h("h2", {}, t(heading)),
    lead && h("p", {}, t(lead)),
    form,
    lost,
  );
}

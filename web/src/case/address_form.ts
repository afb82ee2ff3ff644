/** Mails did not reach the reporter: says so, and takes another address. */

import { t } from "../i18n/language";
import type { Case } from "../shared/case_api";
import { h } from "../shared/dom";
import { correctAddress } from "./api";
import { reporterForm, type ReporterContext } from "./reporter_form";

const DID_NOT_ARRIVE: readonly (string | null | undefined)[] = ["bounced", "refused", "complained"];

/** Not where the reporter stopped the mails. */
export function needsAddress({ notices }: Pick<Case, "notices">): boolean {
  return DID_NOT_ARRIVE.includes(notices?.stopped);
}

export function addressForm(view: Case, { secret, onDone }: ReporterContext): HTMLElement {
  const field = h("input", { id: "new-email", inputmode: "email", maxlength: 300, autocomplete: "email", autocapitalize: "off", spellcheck: "false", "aria-describedby": "new-email-problem" });
  return h(
    "section",
    { id: "address" },
    h("h2", {}, t("addressHeading")),
    reporterForm(
      {
        trackingId: view.tracking_id,
        field,
        button: "addressSend",
        look: "primary",
        requestFromFields: () => field.value.trim() || null,
        missing: "addressMissing",
        unanswered: "unreachable",
        send: (email) => correctAddress(view.tracking_id, secret, email),
        onSent: (after) => {
          field.value = "";
          onDone(after, t("addressSent"), "status");
        },
      },
      (problem) => [h("div", { class: "field" }, h("label", { for: field.id }, t("addressLabel")), problem, field)],
    ),
  );
}

import { expect, it } from "vitest";

import type { CaseEvent } from "../shared/case_api";
import { candidatesOf } from "./candidates";

const event = (kind: string, data: Record<string, string> = {}, actor: CaseEvent["actor"] = { role: "system" }): CaseEvent => ({ seq: 1, kind, label: { id: "", en: "" }, at: "", actor, data });

it("the candidates are those of the routing, the likeliest first, three at most", () => {
  const routed = event("routed", { alternatives: "64.08-pdam:71 64.08-dinkes:14 64.08-pupr:9 64.08-dlh:3" });
  expect(candidatesOf([event("filed"), routed])).toEqual([
    { agency: "64.08-pdam", percent: 71, by: null },
    { agency: "64.08-dinkes", percent: 14, by: null },
    { agency: "64.08-pupr", percent: 9, by: null },
  ]);
});

it("an office that an other one named comes first, and one that refused is none any more", () => {
  const routed = event("routed", { alternatives: "64.08-pupr:71 64.08-dlh:14" });
  const refused = event("refused", { proposed: "64-pupr" }, { role: "officer", agency: "64.08-pupr", name: "PUPR Kutai Timur" });
  expect(candidatesOf([routed, refused])).toEqual([
    { agency: "64-pupr", percent: null, by: "PUPR Kutai Timur" },
    { agency: "64.08-dlh", percent: 14, by: null },
  ]);
});

it("a case that nothing was found for has none", () => {
  expect(candidatesOf([event("filed"), event("routed")])).toEqual([]);
});

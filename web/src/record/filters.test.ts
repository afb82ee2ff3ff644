import { describe, expect, it } from "vitest";

import { feedPath, filtersIn, recordPath, recordQuery } from "./filters";

describe("the filters of the record", () => {
  it("come back from the address that they give", () => {
    const filters = { words: "jembatan & ambruk", state: "terbuka", category: "jalan-rusak", region: "64.08", agency: "64.08-pupr", month: "2024-02" };
    expect(filtersIn(recordPath(filters).slice("/publik.html".length))).toEqual(filters);
  });

  it("are none without an address, and what is named wrongly filters nothing", () => {
    const none = { words: "", state: "", category: "", region: "", agency: "", month: "" };
    expect(filtersIn("")).toEqual(none);
    expect(filtersIn("?keadaan=toString&bulan=2026-13")).toEqual(none);
    expect(recordPath(none)).toBe("/publik.html");
    expect(recordQuery(none).toString()).toBe("");
  });

  it("ask for whole months, in leap years too", () => {
    const asked = recordQuery(filtersIn("?bulan=2024-02"));
    expect([asked.get("filed_from"), asked.get("filed_until")]).toEqual(["2024-02-01", "2024-02-29"]);
  });

  it("ask for every status that a state stands for", () => {
    expect(recordQuery(filtersIn("?keadaan=terbuka")).get("status")).toContain("routed,accepted");
  });

  it("follow office, region and category in the feed, which knows no others", () => {
    expect(feedPath(filtersIn("?kata=x&wilayah=64.08&bulan=2026-11"))).toBe("/v1/complaints.atom?region=64.08");
    expect(feedPath(filtersIn(""))).toBe("/v1/complaints.atom");
  });
});

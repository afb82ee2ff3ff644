import { afterEach, expect, it, vi } from "vitest";

import { trackingAddress } from "./addresses";

afterEach(() => vi.unstubAllGlobals());

it.each(["https://lapor.example.go.id", "https://d111111abcdef8.cloudfront.net"])("is printed under the name by which the site was called, %s", (site) => {
  vi.stubGlobal("location", new URL(`${site}/terima.html#KI-N4MY-SXYG-J405-C`));
  expect(trackingAddress("KI-N4MY-SXYG-J405-C")).toBe(`${site}/lacak.html?id=KI-N4MY-SXYG-J405-C`);
});

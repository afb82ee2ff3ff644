import { expect, it } from "vitest";

import { embedCode } from "./embed_code";

it("is links alone, with every mark of HTML in names written out", () => {
  const code = embedCode({ address: "https://lapor.example/publik.html?wilayah=64&bulan=1", title: 'Desa "A" <b>' }, { address: "https://lapor.example/", title: "Buat laporan" });
  expect(code).toBe('<p><a href="https://lapor.example/publik.html?wilayah=64&amp;bulan=1">Desa &quot;A&quot; &lt;b&gt;</a> | <a href="https://lapor.example/">Buat laporan</a></p>');
});

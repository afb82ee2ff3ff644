import { describe, expect, it } from "vitest";

import vectors from "../../../tests/vectors/pasted_text.json";
import { refusedPosition } from "./refused_characters";

describe("pasted text", () => {
  it.each(vectors.kept)("may have what stands in $sent", ({ sent }) => {
    expect(refusedPosition(sent)).toBeNull();
  });

  it.each(vectors.refused)("may not have what stands in $sent", ({ sent, position }) => {
    expect(refusedPosition(sent)).toBe(position);
  });
});

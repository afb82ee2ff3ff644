/** QR codes. */

import { encode } from "uqr";

import { svg } from "../shared/dom";

/** Rows of modules, true where dark, without the quiet zone. Medium error correction: prints get creased. */
export function qrRows(text: string): boolean[][] {
  return encode(text, { ecc: "M", border: 0 }).data;
}

/** A QR code as a drawing. */
export function qrDrawing(text: string, label: string): SVGElement {
  const rows = qrRows(text);
  return svg(
    { viewBox: `0 0 ${rows.length} ${rows.length}`, class: "qr", role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    "path",
    { d: rows.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("") },
  );
}

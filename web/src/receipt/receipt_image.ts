/** The receipt as an image, for the gallery or a chat: large enough to read, with the QR code. */

import { t } from "../i18n/language";
import { trackingAddress } from "../shared/addresses";
import { qrRows } from "./qr_code";
import type { SavedReceipt } from "./saved_receipts";

const WIDTH = 1080;
const HEIGHT = 1350;
const MARGIN = 80;
const TEXT_WIDTH = WIDTH - 2 * MARGIN;
const LINE_HEIGHT = 42;
const INK = "#24211d";
const SOFT = "#5d574f";
const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
const MONO = 'ui-monospace, "Roboto Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** Draws the receipt under the stack's `brand` on its `accent`; `when` says when it was received, if it was. */
export function drawReceiptImage(receipt: SavedReceipt, brand: string, accent: string, when: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser draws no pictures");
  const write = (text: string, y: number, font: string, colour: string): void => {
    pen.fillStyle = colour;
    pen.font = font;
    linesOf(pen, text).forEach((line, at) => pen.fillText(line, MARGIN, y + at * LINE_HEIGHT, TEXT_WIDTH));
  };
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = accent;
  pen.fillRect(0, 0, WIDTH, 150);
  write(brand, 95, `600 48px ${SANS}`, "#ffffff");
  write(t("numberHeading"), 240, `400 38px ${SANS}`, SOFT);
  write(receipt.trackingId, 325, `700 78px ${MONO}`, INK);
  write(when, 385, `400 32px ${SANS}`, SOFT);
  write(t("codeHeading"), 500, `400 38px ${SANS}`, SOFT);
  write(receipt.secret, 570, `600 54px ${MONO}`, INK);
  write(t("codeMore"), 622, `400 30px ${SANS}`, SOFT);
  const address = trackingAddress(receipt.trackingId);
  drawQrCode(pen, qrRows(address), 710, 460);
  write(t("qrCaption"), 1222, `400 30px ${SANS}`, SOFT);
  write(address, 1306, `400 30px ${SANS}`, INK);
  return canvas;
}

/** Words broken into lines that fit; a single word that is too long is squeezed by the canvas. */
function linesOf(pen: CanvasRenderingContext2D, text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && pen.measureText(longer).width > TEXT_WIDTH) lines.push(word);
    else lines[Math.max(lines.length - 1, 0)] = longer;
  }
  return lines;
}

function drawQrCode(pen: CanvasRenderingContext2D, rows: boolean[][], top: number, size: number): void {
  const module = Math.floor(size / rows.length);
  const left = Math.round((WIDTH - module * rows.length) / 2);
  pen.fillStyle = "#000000";
  rows.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (dark) pen.fillRect(left + x * module, top + y * module, module, module);
    }),
  );
}

/** Offers an image as a download. */
export async function downloadImage(canvas: HTMLCanvasElement, name: string): Promise<void> {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob === null) throw new Error("this browser makes no PNG");
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read the address only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Numbers as people write them. Written out rather than left to the browser: cheap phones carry trimmed language data. */

import type { Language } from "./language";

const SEPARATORS: Record<Language, readonly [thousands: string, decimal: string]> = { id: [".", ","], en: [",", "."] };

/** 12345.5 as "12.345,5" or "12,345.5". */
export function formatNumber(value: number, language: Language): string {
  const [thousands, decimal] = SEPARATORS[language];
  const [whole, part] = String(Math.round(value * 10) / 10).split(".");
  const grouped = (whole ?? "").replace(/\B(?=(\d{3})+$)/g, thousands);
  return part === undefined ? grouped : `${grouped}${decimal}${part}`;
}

/** 0.8 as "80 %". Never rounded up to all or down to none. */
export function formatShare(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return "99 %";
  if (rounded === 0 && share > 0) return "1 %";
  return `${rounded} %`;
}

/** A share as a number of ten, for a sentence. Never rounded up to all or down to none. */
export function outOfTen(share: number): number {
  return Math.min(share < 1 ? 9 : 10, Math.max(share > 0 ? 1 : 0, Math.round(share * 10)));
}

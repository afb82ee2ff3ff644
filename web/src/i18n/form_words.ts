import type { Words } from "./words";

/** What the form says while it suggests and asks; part of words.ts. */
export const FORM_WORDS = {
  suggestedLabel: ["Laporan Anda sepertinya tentang:", "Your report seems to be about:"],
  suggestedAgency: ["Akan diteruskan ke {agency}.", "It will be passed on to {agency}."],
  rowAgency: ["Akan diteruskan ke", "Will be passed on to"],
  questionHint: ["{category}. Boleh dilewati; kalau Anda tahu, laporan lebih cepat sampai ke instansi yang tepat.", "{category}. You may skip this; if you know, your report reaches the right agency sooner."],
  questionUnknown: ["Tidak tahu", "I do not know"],
  urgentNumber: ["Nomor darurat", "Emergency number"],
  protectedHeading: ["Laporan ini akan dilindungi", "This report will be protected"],
  protectedMore: ["Isinya tidak tampil untuk umum. Hanya Anda, instansi yang menanganinya, dan pengawasnya yang dapat membaca.", "It is not shown to the public. Only you, the agency that handles it and its overseers can read it."],
  visibleProtected: ["Hanya Anda, instansi yang menanganinya, dan pengawasnya.", "Only you, the agency that handles it and its overseers."],
} as const satisfies Record<string, Words>;

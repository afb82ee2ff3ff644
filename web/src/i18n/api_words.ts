import type { Phrases } from "./phrase";

/** What only api.html says. */
export const API_WORDS = {
  titleApi: ["API untuk pengembang - SP4N-LAPOR!", "API for developers - SP4N-LAPOR!"],
  apiHeading: ["API untuk pengembang", "API for developers"],
  apiLead: ["Instansi, aplikasi warga, dan peneliti dapat memakai layanan ini dari sistem mereka sendiri. Rujukan di bawah ditulis dalam bahasa Inggris.", "Agencies, citizens' apps and researchers can use this service from systems of their own."],
  apiFile: ["Deskripsi lengkap untuk program (OpenAPI 3.1)", "The whole description for programs (OpenAPI 3.1)"],
} as const satisfies Phrases;

import type { Phrases } from "./phrase";

/** What the centre's page over all stacks says; loaded with it. */
export const DESK_STACKS_WORDS = {
  stacksLead: [
    "Laporan yang terbuka dan terlambat di setiap wilayah, yang paling terlambat dulu. Laporan rahasia dan terlindung tidak dihitung.",
    "Reports that are open and late in every region, the latest first. Secret and protected reports are not counted.",
  ],
  stacksSum: ["{late} laporan terlambat dari {open} yang terbuka, di {known} dari {all} wilayah.", "{late} late reports of {open} open ones, in {known} of {all} regions."],
  stacksOld: ["{n} wilayah dengan data lama.", "{n} regions with old data."],
  stacksTable: ["Wilayah dan keadaannya", "Regions and how they stand"],
  stackColumn: ["Wilayah", "Region"],
  openColumn: ["Terbuka", "Open"],
  lateColumn: ["Terlambat", "Late"],
  newlyLateColumn: ["Baru terlambat hari itu", "Newly late that day"],
  longestColumn: ["Terlama", "Longest"],
  dataColumn: ["Data", "Data"],
  dataAt: ["Data pukul {time}", "Data of {time}"],
  dataOld: ["Data lama", "Old data"],
  dataNone: ["Belum ada data", "No data yet"],
  stacksNotHere: ["Halaman ini hanya ada di pusat.", "This page is at the centre only."],
  backToStacks: ["Semua wilayah", "All regions"],
  lateOfficesTable: ["Instansi yang memegang laporan terlambat", "Offices that hold late reports"],
  noLateOffices: ["Tidak ada instansi yang terlambat.", "No office is late."],
  itsDesk: ["Buka meja {name}", "Open the desk of {name}"],
  itsDeskHint: ["Di sana Anda menegur, dengan penugasan Anda di wilayah itu.", "There you warn an office, under your grant in that region."],
  moreLateOffices: ["{n} instansi terlambat lainnya tidak disebut di sini.", "{n} more late offices are not named here."],
} as const satisfies Phrases;

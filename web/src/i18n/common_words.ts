import type { Phrases } from "./phrase";

/** What several pages say: their frame, and due dates. */
export const COMMON_WORDS = {
  // personal data in words, before they are sent
  personalHeading: ["Ada data pribadi dalam tulisan ini", "There is personal data in these words"],
  personalMasked: ["Kami samarkan untuk umum. Instansi yang menangani dapat membacanya.", "We mask it for the public. The agency that handles your report can read it."],
  personalSecret: ["Laporan ini tidak tampil untuk umum. Instansi yang menangani dapat membacanya.", "This report is not shown to the public. The agency that handles it can read it."],
  personalReply: ["Hanya instansi yang menangani yang dapat membacanya.", "Only the agency that handles your report can read it."],
  personalNames: ["Nama yang akan terbaca umum: {names}. Pertimbangkan menulis jabatannya saja.", "Names that the public will read: {names}. Consider writing the position instead."],
  personalHealth: ["Kesehatan seseorang akan terbaca umum bersama namanya: {names}. Pertimbangkan menghapus namanya.", "The public will read about somebody's health beside a name: {names}. Consider leaving out the name."],
  personalHide: ["Sembunyikan", "Hide it"],
  personalMakeSecret: ["Jadikan laporan rahasia", "Make the report secret"],
  personalNik: ["NIK", "NIK (identity number)"],
  personalFamilyCard: ["nomor KK", "family card number"],
  personalPhone: ["nomor telepon", "phone number"],
  personalEmail: ["alamat surel", "e-mail address"],
  personalAccount: ["nomor rekening", "account number"],
  personalCard: ["nomor kartu", "card number"],
  personalNumber: ["nomor pribadi", "personal number"],

  skip: ["Langsung ke isi halaman", "Skip to the content"],
  pages: ["Halaman", "Pages"],
  navFile: ["Lapor", "Report"],
  navTrack: ["Lacak", "Track"],
  navMine: ["Laporan saya", "My reports"],
  privacyNames: ["Nama dan kontak Anda disimpan terpisah dari laporan. Hanya kantor yang memegang laporan Anda, atau koordinatornya, dapat membukanya, dengan alasan yang Anda baca di halaman lacak. Untuk laporan rahasia atau sensitif harus ada orang kedua yang menyetujui; untuk tuduhan terhadap aparat hanya pengawasnya, misalnya inspektorat. Bila Anda anonim, tidak seorang pun dapat membukanya.", "Your name and contact details are stored apart from your report. Only the office that holds your report, or its coordinator, can open them, for a reason that you read on the tracking page. For a secret or sensitive report a second person must agree; for accusations of officials only their inspectors can, such as the inspectorate. If you are anonymous, nobody can open them."],
  privacyPhone: ["Situs ini tidak memakai iklan atau pelacak. Draf dan nomor laporan tersimpan di ponsel ini sampai Anda menghapusnya.", "This site uses no advertising and no trackers. Drafts and report numbers stay on this phone until you delete them."],
  titleFile: ["Buat laporan - SP4N-LAPOR!", "Make a report - SP4N-LAPOR!"],
  titleMine: ["Laporan saya - SP4N-LAPOR!", "My reports - SP4N-LAPOR!"],
  navApi: ["API untuk pengembang", "API for developers"],
  navHelp: ["Bantuan dan hak Anda", "Help and your rights"],
  navRecord: ["Baca laporan warga", "Read what citizens report"],
  navSign: ["Buat papan QR untuk sebuah tempat", "Make a QR sign for a place"],
  navStatistics: ["Statistik", "Statistics"],

  // tracking
  trackHeading: ["Lacak laporan", "Track a report"],
  unreachable: ["Sambungan terputus. Periksa internet Anda, lalu coba lagi.", "The connection is lost. Check your internet, then try again."],
  retry: ["Coba lagi", "Try again"],

  // due dates
  dueToday: ["Hari ini.", "That is today."],
  dueLeft: ["Masih {days} hari lagi.", "{days} days left."],
  duePassed: ["Sudah lewat {days} hari.", "{days} days overdue."],
  dueExplain: ["Bagaimana tanggal ini dihitung?", "How is this date worked out?"],
  dueBasis: ["Dasar: {citation}", "Basis: {citation}"],
  dueCounted: ["hari ke-{n}", "day {n}"],
  weekend: ["akhir pekan", "weekend"],
  dueNotCounted: ["tidak dihitung", "not counted"],
  dueNotCountedWhy: ["tidak dihitung: {reason}", "not counted: {reason}"],
} as const satisfies Phrases;

import type { Phrases } from "./phrase";

/** What the desk says of answer templates and of several cases at once; loaded where they are used. */
export const DESK_WORK_WORDS = {
  // several at once
  giveManyHeading: ["Serahkan {n} laporan ke rekan", "Hand {n} reports to a colleague"],
  giveManySend: ["Serahkan", "Hand over"],
  sameHeading: ["Jawaban yang sama untuk {n} laporan", "The same answer to {n} reports"],
  sameLead: ["Setiap pelapor mendapat jawaban dan kabarnya sendiri. {nomor} dan {kategori} terisi untuk masing-masing. Di angka instansi, jawaban yang sama dihitung sebagai salinan.", "Each reporter gets an answer and a notice of their own. {nomor} and {kategori} are filled in for each. In the office's figures the same answer counts as a copy."],
  sameSure: ["Ya, kirim ke {n} pelapor", "Yes, send it to {n} reporters"],
  sameUnlike: ["Jawaban yang sama hanya untuk laporan sejenis yang sedang dikerjakan: satu kategori, tanpa darurat dan tanpa yang terlindung.", "The same answer is for like reports in progress alone: one category, nothing dangerous and nothing protected."],
  sameProgress: ["{done} dari {n}…", "{done} of {n}…"],
  sameDone: ["{sent} terkirim, {left} belum.", "{sent} sent, {left} not."],
  sameSent: ["terkirim", "sent"],
  sameDrafted: ["rancangan diajukan", "draft handed in"],
  close: ["Tutup", "Close"],

  // templates
  templateFirst: ["Isi dulu: {blank}.", "Fill in first: {blank}."],
  templatesLead: ["Petugas memilihnya saat menjawab. {nomor}, {instansi}, {tanggal}, dan {kategori} terisi sendiri. Bagian dalam [[kurung]] diisi petugas; yang masih kosong tidak dapat dikirim.", "Officers choose one when they answer. {nomor}, {instansi}, {tanggal} and {kategori} fill themselves in. What stands in [[brackets]] the officer fills in; what is still empty cannot be sent."],
  templatesNone: ["Belum ada templat. Tulis jawaban yang sering Anda kirim.", "There is no template yet. Write an answer that you often send."],
  templateAdd: ["Tambah templat", "Add a template"],
  templateName: ["Nama", "Name"],
  templateText: ["Teks", "Text"],
  templateExample: ["Contoh yang dibaca warga", "As a citizen would read it"],
  templateCategory: ["Jalan rusak", "Damaged road"],
  templateSave: ["Simpan", "Save"],
  templateSaved: ["Templat tersimpan.", "The templates are saved."],
  templateEdit: ["Ubah", "Change"],
  templateRemove: ["Hapus", "Remove"],
  templateSure: ["Ya, hapus", "Yes, remove"],
  templatesChanged: ["Rekan Anda mengubah templat sejak Anda buka. Tulisan Anda tersimpan; simpan lagi.", "A colleague has changed the templates since you opened them. What you typed is kept; save again."],
  templatesFull: ["Sudah 20 templat. Hapus satu sebelum menambah.", "There are 20 templates. Remove one before you add another."],
} as const satisfies Phrases;

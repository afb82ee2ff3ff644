import type { Phrases } from "./phrase";

/** What the photo box says, on the receipt and on the tracking page. */
export const ATTACHMENT_WORDS = {
  photoHeading: ["Tambahkan foto", "Add photos"],
  photoLead: ["Paling banyak {most} foto. Foto diperkecil di ponsel ini, dan catatan lokasi serta pemiliknya dihapus. Foto tampil untuk umum.", "At most {most} photos. They are made smaller on this phone, and notes of place and owner are removed. The photos are public."],
  photoLeadHidden: ["Paling banyak {most} foto. Foto diperkecil di ponsel ini, dan catatan lokasi serta pemiliknya dihapus. Hanya Anda dan petugas yang melihatnya.", "At most {most} photos. They are made smaller on this phone, and notes of place and owner are removed. Only you and the officers see them."],
  photoPrivate: ["Hanya untuk petugas", "For officers only"],
  photoPrivateHint: ["Pilih ini kalau ada wajah, alamat, atau kartu identitas di foto.", "Choose this if a face, an address or an identity card is in the photo."],
  photoAdd: ["Pilih atau ambil foto", "Choose or take photos"],
  photoAfter: ["Anda dapat menambahkan foto di sini begitu laporan terkirim.", "You can add photos here as soon as the report is sent."],
  photoName: ["Foto {number}", "Photo {number}"],
  photoOf: ["Foto dari {day}", "Photo of {day}"],
  photoPreparing: ["menunggu giliran", "waiting its turn"],
  photoSending: ["sedang dikirim. Biarkan halaman ini terbuka", "being sent. Leave this page open"],
  photoChecking: ["sudah sampai, sedang diperiksa", "arrived, being checked"],
  photoShown: ["sudah ada di laporan Anda", "is on your report"],
  photoLate: ["sudah sampai dan masih diperiksa. Kalau tidak dapat dipakai, alasannya tampil di halaman lacak", "has arrived and is still being checked. If it cannot be used, the tracking page says why"],
  photoLost: ["belum terkirim karena sambungan terputus. Foto masih di sini", "not sent because the connection is lost. The photo is still here"],
  photoTurnedAway: ["belum diterima. Coba sekali lagi, atau pilih foto lain", "not accepted. Try once more, or choose another photo"],
  photoUnreadable: ["tidak dapat dibaca. Pilih foto JPEG, PNG, atau WebP, paling besar 8 MB", "cannot be read. Choose a JPEG, PNG or WebP photo of at most 8 MB"],
  photoTooMany: ["Satu laporan memuat paling banyak {most} foto. {count} foto tidak ikut.", "A report holds at most {most} photos. {count} were left out."],
  photoDrop: ["Hapus dari daftar", "Remove from the list"],
} as const satisfies Phrases;

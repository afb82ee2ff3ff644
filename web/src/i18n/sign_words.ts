import type { Phrases } from "./phrase";

/** What only papan.html says. */
export const SIGN_WORDS = {
  titleSign: ["Papan QR - SP4N-LAPOR!", "QR sign - SP4N-LAPOR!"],
  signHeading: ["Papan QR untuk sebuah tempat", "A QR sign for a place"],
  signLead: ["Cetak dan pasang di jembatan, puskesmas, atau sekolah. Siapa yang memindainya langsung sampai di formulir, dengan tempat yang sudah terisi.", "Print it and put it up at a bridge, a clinic or a school. Whoever scans it comes straight to the form, with the place filled in."],
  signPlace: ["Nama tempat atau benda", "Name of the place or thing"],
  signPlaceHint: ["Lengkap, sehingga petugas menemukannya: Jembatan Mahakam II, Samarinda", "In full, so that officers find it: Jembatan Mahakam II, Samarinda"],
  signCategory: ["Kategori (boleh dilewati)", "Category (may be left out)"],
  signNoCategory: ["Biarkan pelapor yang bercerita", "Leave it to the reporter"],
  signPrint: ["Cetak papan A5", "Print the sign (A5)"],
  signAbout: ["Ada yang tidak beres di {place}?", "Is something wrong at {place}?"],
  signScan: ["Pindai dengan kamera ponsel, lalu ceritakan. Gratis, tanpa akun, boleh tanpa nama.", "Scan it with your phone's camera and tell us. Free, without an account, and without a name if you wish."],
  signQr: ["Kode QR ke formulir tentang {place}", "QR code to the form about {place}"],
  signDanger: ["Ada bahaya? Telepon 112.", "Danger? Call 112."],
} as const satisfies Phrases;

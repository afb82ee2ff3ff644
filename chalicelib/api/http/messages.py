"""The messages of all error codes: what is wrong, and what would be right. Indonesian first."""

from chalicelib.api import spoken_dates
from chalicelib.api.http.field_messages import FIELDS

TITLES: dict[str, dict[str, str]] = {
    "invalid_input": {"id": "Isian perlu diperbaiki", "en": "Wrong input"},
    "malformed_json": {"id": "Permintaan tidak terbaca", "en": "Unreadable request"},
    "body_too_large": {"id": "Kiriman terlalu besar", "en": "Too large"},
    "unsupported_media_type": {"id": "Jenis isi tidak dikenal", "en": "Unknown media type"},
    "method_not_allowed": {"id": "Metode tidak tersedia", "en": "No such method"},
    "unknown_case": {"id": "Laporan tidak ditemukan", "en": "No such report"},
    "lives_elsewhere": {"id": "Laporan milik wilayah lain", "en": "Another stack's report"},
    "unknown_agency": {"id": "Instansi tidak ditemukan", "en": "No such agency"},
    "unknown_region": {"id": "Wilayah tidak ditemukan", "en": "No such region"},
    "receipt_reused": {"id": "Nomor sudah dipakai", "en": "Receipt key already used"},
    "idempotency_key_reused": {"id": "Idempotency-Key sudah dipakai", "en": "Idempotency key already used"},
    "stale_version": {"id": "Laporan sudah berubah", "en": "The report has changed"},
    "version_required": {"id": "Versi wajib disebut", "en": "Version required"},
    "not_in_this_status": {"id": "Tidak tersedia dalam status ini", "en": "Not in this status"},
    "not_this_type": {"id": "Bukan untuk jenis laporan ini", "en": "Not for this type of report"},
    "not_extendable": {"id": "Tidak dapat diperpanjang", "en": "Cannot be put off"},
    "not_your_case": {"id": "Bukan laporan instansi Anda", "en": "Not your case"},
    "role_not_allowed": {"id": "Peran tidak berwenang", "en": "Role not allowed"},
    "too_many_guesses": {"id": "Terlalu sering salah", "en": "Too many wrong secrets"},
    "too_many_requests": {"id": "Terlalu banyak permintaan", "en": "Too many requests"},
    "approval_needed": {"id": "Perlu persetujuan", "en": "Approval needed"},
    "second_person_needed": {"id": "Perlu orang kedua", "en": "A second person must agree"},
    "no_proposal": {"id": "Tidak ada usulan", "en": "Nothing proposed"},
    "same_hands": {"id": "Perlu orang kedua", "en": "A second person is needed"},
    "wrong_secret": {"id": "Kode rahasia salah", "en": "Wrong secret"},
    "wrong_code": {"id": "Kode sekali pakai tidak cocok", "en": "The one-time code does not fit"},
    "cross_site": {"id": "Kiriman dari situs lain", "en": "Sent by another site"},
    "not_at_this_address": {"id": "Bukan di alamat ini", "en": "Not at this address"},
    "identity_protected": {"id": "Identitas pelapor dilindungi", "en": "Identity protected"},
    "record_altered": {"id": "Catatan tidak cocok", "en": "The record does not fit together"},
    "no_identity": {"id": "Tidak ada identitas", "en": "No identity"},
    "identity_approval_needed": {"id": "Perlu persetujuan orang kedua", "en": "A second person must agree"},
    "no_identity_request": {"id": "Tidak ada permintaan", "en": "No request"},
    "accusation_protected": {"id": "Laporan tuduhan dilindungi", "en": "Accusation protected"},
    "too_many_attachments": {"id": "Lampiran sudah penuh", "en": "Too many attachments"},
    "attachment_failed": {"id": "Foto tidak dapat dipakai", "en": "The photo could not be used"},
    "unknown_attachment": {"id": "Lampiran tidak ditemukan", "en": "No such attachment"},
    "unknown_webhook": {"id": "Webhook tidak ditemukan", "en": "No such webhook"},
    "too_many_webhooks": {"id": "Webhook sudah penuh", "en": "Too many webhooks"},
    "no_ground": {"id": "Belum ada alasan menegur", "en": "No ground for a reprimand"},
    "no_warning": {"id": "Tidak ada teguran", "en": "No reprimand"},
    "no_higher_tier": {"id": "Sudah di tingkat tertinggi", "en": "No higher tier"},
    "not_signed_in": {"id": "Belum masuk", "en": "Not signed in"},
    "no_grant": {"id": "Belum ada penugasan", "en": "No grant"},
    "second_factor_needed": {"id": "Perlu kode dari aplikasi", "en": "A code is needed"},
    "unknown_grant": {"id": "Penugasan tidak ditemukan", "en": "No such grant"},
    "unknown_gateway": {"id": "Gerbang tidak dikenal", "en": "No such gateway"},
    "wrong_signature": {"id": "Tanda tangan salah", "en": "Wrong signature"},
    "internal": {"id": "Layanan sedang terganggu", "en": "Service disturbed"},
    "unavailable": {"id": "Layanan sedang sibuk", "en": "Service busy"},
}

PROBLEMS: dict[str, dict[str, str]] = {
    "invalid_input": {
        "id": "Ada isian yang perlu diperbaiki.",
        "en": "Some fields need to be corrected.",
    },
    "malformed_json": {
        "id": "Isi permintaan bukan JSON yang benar dalam UTF-8.",
        "en": "The body is not valid JSON in UTF-8.",
    },
    "body_too_large": {
        "id": "Isi permintaan terlalu besar; paling banyak 128 KB.",
        "en": "The body is too large; at most 128 KB.",
    },
    "unsupported_media_type": {
        "id": "Kirim application/json atau application/x-www-form-urlencoded.",
        "en": "Send application/json or application/x-www-form-urlencoded.",
    },
    "method_not_allowed": {
        "id": "Metode ini tidak tersedia di alamat ini.",
        "en": "This method does not exist at this address.",
    },
    "unknown_case": {
        "id": "Laporan tidak ditemukan. Laporan rahasia hanya terlihat dengan kode rahasianya.",
        "en": "No such report. A secret report can only be seen with its secret.",
    },
    "lives_elsewhere": {
        "id": "Nomor ini milik {province}. Lacak laporan Anda di sana.",
        "en": "This number belongs to {province}. Track your report there.",
    },
    "unknown_agency": {
        "id": "Instansi {agency} tidak ada di direktori ini.",
        "en": "There is no agency {agency} in this directory.",
    },
    "unknown_region": {
        "id": "Wilayah {region} tidak ada di direktori ini.",
        "en": "There is no region {region} in this directory.",
    },
    "receipt_reused": {
        "id": "Nomor laporan ini sudah dipakai untuk isi yang lain. Muat ulang halaman untuk laporan baru.",
        "en": "This receipt key was used for other content. Make a new key for a new report.",
    },
    "idempotency_key_reused": {
        "id": "Idempotency-Key ini sudah dipakai untuk perintah lain atau isi lain. Pakai kunci baru; belum ada yang "
        "dilakukan.",
        "en": "This Idempotency-Key was used for another command or other content. Use a new key; nothing was done.",
    },
    "stale_version": {
        "id": "Laporan ini sudah berubah sejak Anda membukanya. Muat ulang, lalu coba lagi.",
        "en": "The report has changed since you opened it. Reload it and try again.",
    },
    "version_required": {
        "id": "Sebutkan versi laporan di kepala If-Match.",
        "en": "Name the report's version in the If-Match header.",
    },
    "not_in_this_status": {
        "id": "Langkah ini tidak tersedia saat status laporan {status}.",
        "en": "This step does not exist while the report is {status}.",
    },
    "not_this_type": {
        "id": "Langkah ini milik jenis laporan lain: terima kasih untuk pujian, perpanjangan untuk permintaan "
        "informasi, perencanaan untuk aspirasi.",
        "en": "This step belongs to another type of report: thanks to praise, an extension to an information request, "
        "planning to an aspiration.",
    },
    "not_extendable": {
        "id": "Waktu jawaban hanya dapat diperpanjang satu kali, sebelum dijawab, dan hanya bila standar waktu laporan "
        "ini mengenalnya.",
        "en": "An answer can be put off once, before it is given, if the time limits of this report know that.",
    },
    "not_your_case": {
        "id": "Laporan ini berada di instansi lain.",
        "en": "This report lies with another agency.",
    },
    "role_not_allowed": {
        "id": "Peran {role} tidak berwenang untuk langkah ini.",
        "en": "The role {role} may not do this.",
    },
    "wrong_secret": {
        "id": "Kode rahasia tidak cocok dengan nomor laporan ini.",
        "en": "The secret does not fit this tracking number.",
    },
    "wrong_code": {
        "id": "Kode tidak cocok atau sudah tidak berlaku. Periksa lagi, atau minta kode baru.",
        "en": "The code does not fit or holds no more. Check it, or ask for a new one.",
    },
    "too_many_guesses": {
        "id": "Kode rahasia terlalu sering salah. Periksa tanda terima Anda, lalu coba lagi nanti.",
        "en": "Too many wrong secrets. Look at your receipt, and try again later.",
    },
    "too_many_requests": {
        "id": "Tunggu beberapa menit, lalu kirim lagi. Laporan yang sama tidak akan tercatat dua kali.",
        "en": "Wait some minutes and send it again. The same report is never filed twice.",
    },
    "approval_needed": {
        "id": "Instansi ini hanya menerbitkan tanggapan yang sudah disusun dan disetujui orang kedua.",
        "en": "This office publishes only responses that were drafted and that a second person approved.",
    },
    "second_person_needed": {
        "id": "Laporan hanya diarsipkan oleh satu orang bila jelas uji coba, atau bila jelas mengulang laporan yang"
        " disebut di repeats. Tanggal lebih dari 90 hari, atau penundaan kedua, tidak dijanjikan sendiri. Untuk selain"
        " itu, ajukan archive-proposal atau promise-proposal; orang kedua yang menyetujuinya.",
        "en": "One person archives only what is evidently a test, or evidently repeats the report named in repeats. "
        " Nobody alone promises a date more than 90 days ahead, or puts a deadline off twice. For anything else, send"
        " archive-proposal or promise-proposal; a second person agrees.",
    },
    "no_proposal": {
        "id": "Tidak ada usulan yang menunggu persetujuan.",
        "en": "No proposal waits for an answer.",
    },
    "same_hands": {
        "id": "Penyusun tanggapan, peminta identitas, pengusul, atau pengarsip laporan tidak dapat memutuskannya"
        " sendiri lagi.",
        "en": "Who drafted a response, requested an identity, proposed or archived it cannot decide on it again.",
    },
    "cross_site": {
        "id": "Formulir ini dikirim oleh halaman situs lain, jadi tidak kami terima. Buka halaman laporan kami sendiri "
        "dan kirim dari sana.",
        "en": "Another site's page sent this form, so it was not taken. Open our own page and send it from there.",
    },
    "not_at_this_address": {
        "id": "Layanan ini hanya menjawab di alamat situsnya. Pakai alamat situs, dengan /v1 di belakangnya.",
        "en": "This service answers at its site's address only. Use the site's address, with /v1 behind it.",
    },
    "identity_protected": {
        "id": "Identitas pelapor hanya terbuka bagi instansi pemegang laporan dan koordinatornya; untuk tuduhan hanya"
        " bagi inspektorat; tidak bila anonim.",
        "en": "Only the office that holds the report and its coordinators learn who filed it; of an accusation only the"
        " inspectorate; nobody if anonymous.",
    },
    "identity_approval_needed": {
        "id": "Laporan ini rahasia atau sensitif. Ajukan permintaan membuka identitas; penyetuju kantor ini"
        " atau koordinator harus menyetujuinya, lalu Anda dapat membukanya sekali dalam 24 jam.",
        "en": "This report is secret or sensitive. Request the identity; once an approver of this office or the"
        " coordinator agrees, you can open it once within 24 hours.",
    },
    "no_identity_request": {
        "id": "Tidak ada permintaan membuka identitas yang menunggu jawaban.",
        "en": "No request for the identity waits for an answer.",
    },
    "accusation_protected": {
        "id": "Laporan ini berisi tuduhan atau hal sensitif. Tuduhan terhadap aparat hanya dapat dipegang inspektorat"
        " yang berwenang; hal sensitif lain tidak dapat diberikan kepada kantor di bawah jenjang kategorinya.",
        "en": "This report is an accusation or sensitive. An accusation of officials is held only by the competent"
        " inspectorate; other sensitive matters go to no office below the tier that the category names.",
    },
    "record_altered": {
        "id": "Isi laporan ini tidak cocok dengan riwayatnya. Demi keamanan pelapor tidak ada yang dibuka, dan foto"
        " tidak dihapus satu per satu. Hubungi pengelola sistem.",
        "en": "What is stored of this report does not fit its history. For the reporter's safety nothing is opened, and"
        " no single photo removed; contact the operator.",
    },
    "no_identity": {
        "id": "Pelapor tidak meninggalkan identitas, atau identitasnya sudah dihapus.",
        "en": "The reporter left no identity, or had it erased.",
    },
    "too_many_attachments": {
        "id": "Laporan ini sudah memiliki 10 lampiran, jumlah terbanyak yang dapat diterima.",
        "en": "This report has 10 attachments already, as many as it can have.",
    },
    "attachment_failed": {"id": "{why}", "en": "{why}"},
    "unknown_attachment": {
        "id": "Lampiran ini tidak ada, atau tidak untuk umum.",
        "en": "There is no such attachment, or it is not for the public.",
    },
    "unknown_webhook": {
        "id": "Instansi ini tidak memiliki webhook dengan nomor itu.",
        "en": "This office has no webhook with that id.",
    },
    "too_many_webhooks": {
        "id": "Instansi ini sudah memiliki 4 webhook, jumlah terbanyak. Hapus salah satu lebih dahulu.",
        "en": "This office has 4 webhooks already, as many as it can have. Remove one first.",
    },
    "not_signed_in": {
        "id": "Masuk dahulu di halaman petugas.",
        "en": "Sign in at the officers' desk first.",
    },
    "no_grant": {
        "id": "Akun ini belum punya penugasan yang berlaku. Hubungi pejabat penghubung.",
        "en": "This account has no grant that holds now. Ask your office's liaison.",
    },
    "unknown_gateway": {
        "id": "Layanan ini tidak terhubung dengan gerbang itu.",
        "en": "This service is not connected with that gateway.",
    },
    "wrong_signature": {
        "id": "Pesan ini tidak ditandatangani dengan rahasia gerbang.",
        "en": "This message is not signed with the gateway's secret.",
    },
    "second_factor_needed": {
        "id": "Peran ini memerlukan kode dari aplikasi autentikator. Pasang dahulu, lalu masuk lagi.",
        "en": "This role needs a code from an authenticator. Set it up first, then sign in again.",
    },
    "unknown_grant": {
        "id": "Penugasan ini tidak ada di instansi tersebut.",
        "en": "The office has no such grant.",
    },
    "no_ground": {
        "id": "Teguran hanya untuk laporan yang terlambat, atau yang jawabannya dibantah pelapor.",
        "en": "A reprimand is only for a report that is late, or whose answer the reporter disputes.",
    },
    "no_warning": {
        "id": "Instansi ini tidak punya teguran yang belum dijawab.",
        "en": "The office has no reprimand that it has not answered.",
    },
    "no_higher_tier": {
        "id": "Laporan ini sudah berada di tingkat tertinggi.",
        "en": "The report already lies with the highest office.",
    },
    "unavailable": {
        "id": "Layanan sedang sibuk. Tunggu sebentar, lalu kirim lagi; laporan yang sama tidak akan tercatat dua kali.",
        "en": "The service is busy. Wait a moment and send it again; the same report is never filed twice.",
    },
    "internal": {
        "id": "Terjadi gangguan di pihak kami. Laporan Anda aman untuk dikirim ulang.",
        "en": "Something failed on our side. It is safe to send your report again.",
    },
}

FORM_LABELS = {
    "/text": "Apa yang terjadi?",
    "/type": "Jenis laporan",
    "/title": "Judul",
    "/category": "Kategori",
    "/region": "Wilayah",
    "/place": "Tempat dengan kata-kata Anda",
    "/coordinates": "Titik lokasi",
    "/incident_date": "Tanggal kejadian",
    "/follows": "Laporan yang diikuti",
}


def title(code: str, language: str) -> str:
    """The title of a problem; the same for every occurrence."""
    return TITLES[code][language]


def detail(code: str, language: str, **facts: str) -> str:
    """The sentence that explains a problem."""
    return PROBLEMS[code][language].format(**facts)


def field_error(code: str, language: str, allowed: str, place: str) -> str:
    """The sentence that says what would be right in a field; `place` counts to a character from 1."""
    return FIELDS[code][language].format(allowed=spoken_dates.spoken(allowed, language), place=place)


def form_label(pointer: str) -> str:
    """The label of a field in the form."""
    return FORM_LABELS.get(pointer, pointer.strip("/"))

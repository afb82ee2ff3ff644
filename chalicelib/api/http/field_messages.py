"""The messages of wrong fields: what would be right in each. Indonesian first."""

FIELDS: dict[str, dict[str, str]] = {
    "missing": {"id": "Wajib diisi.", "en": "This is required."},
    "wrong_type": {"id": "Bentuk isian salah: {allowed}.", "en": "Wrong kind of value: {allowed}."},
    "unknown_field": {"id": "Isian ini tidak dikenal.", "en": "This field is not known."},
    "unknown_parameter": {
        "id": "Parameter ini tidak dikenal di alamat ini. Yang dikenal: {allowed}.",
        "en": "This address has no such parameter. It has: {allowed}.",
    },
    "too_many_fields": {"id": "Kirim paling banyak {allowed} isian.", "en": "Send at most {allowed} fields."},
    "too_short": {"id": "Tulis paling sedikit {allowed} huruf.", "en": "Write at least {allowed} characters."},
    "too_few_words": {
        "id": "Jelaskan dengan paling sedikit {allowed} kata yang berbeda.",
        "en": "Explain it in at least {allowed} different words.",
    },
    "order_shape": {"id": "Tulis nomor suratnya, misalnya {allowed}.", "en": "Write its number, such as {allowed}."},
    "too_long": {"id": "Tulis paling banyak {allowed} huruf.", "en": "Write at most {allowed} characters."},
    "control_character": {
        "id": "Hapus karakter kendali yang tidak terlihat: yang pertama adalah huruf ke-{place}.",
        "en": "Remove the invisible control characters: the first one is character {place}.",
    },
    "broken_character": {
        "id": "Ada huruf yang rusak (�), yang pertama huruf ke-{place}. Tulis ulang, lalu kirim dalam UTF-8.",
        "en": "A character arrived broken (�), the first one is character {place}. Write it again, and send UTF-8.",
    },
    "receipt_key_shape": {
        "id": "Kunci harus 32 angka heksadesimal huruf kecil.",
        "en": "The key must be 32 lower-case hexadecimal digits.",
    },
    "tracking_id_shape": {
        "id": "Nomor laporan berbentuk {allowed}, misalnya KI-7F3K-9Q2M-XA0B-C.",
        "en": "A tracking number looks like {allowed}, for instance KI-7F3K-9Q2M-XA0B-C.",
    },
    "tracking_id_check": {
        "id": "Nomor laporan salah ketik: huruf terakhirnya tidak cocok. Periksa satu per satu.",
        "en": "There is a typo in the tracking number: its last character does not fit. Check each one.",
    },
    "email_shape": {
        "id": "Tulis satu alamat surel, misalnya nama@contoh.go.id.",
        "en": "Write one e-mail address, such as name@example.org.",
    },
    "contact_shape": {
        "id": "Tulis satu nomor HP atau satu alamat surel, misalnya 0812 3456 7890 atau nama@contoh.go.id.",
        "en": "Write one phone number or one e-mail address, such as 0812 3456 7890 or name@example.org.",
    },
    "no_mails_here": {
        "id": "Situs ini belum mengirim surel, jadi kode tidak dapat dikirim.",
        "en": "This site sends no e-mails yet, so no code can be sent.",
    },
    "no_sms_here": {
        "id": "Situs ini belum mengirim SMS. Tulis alamat surel yang Anda beri di laporan.",
        "en": "This site sends no SMS yet. Write the e-mail address that you gave with the report.",
    },
    "code_shape": {
        "id": "Kode itu {allowed} angka.",
        "en": "The code has {allowed} digits.",
    },
    "request_shape": {
        "id": "Minta kode lebih dulu.",
        "en": "Ask for a code first.",
    },
    "link_shape": {
        "id": "Salin tautan kiriman itu, misalnya {allowed}.",
        "en": "Copy the link of the post, such as {allowed}.",
    },
    "unknown_type": {"id": "Pilih salah satu: {allowed}.", "en": "Choose one of: {allowed}."},
    "unknown_media_type": {"id": "Kirim foto: {allowed}.", "en": "Send a photo: {allowed}."},
    "size_range": {"id": "Kirim berkas berukuran {allowed} bita.", "en": "Send a file of {allowed} bytes."},
    "unknown_category": {
        "id": "Kategori tidak dikenal. Kosongkan bila ragu; kami yang mencarikan.",
        "en": "Unknown category. Leave it empty if in doubt; we will find it.",
    },
    "words_shape": {
        "id": "Tulis kata yang dicari: paling sedikit tiga huruf, seluruhnya paling banyak {allowed} huruf.",
        "en": "Write the words to look for: at least three letters, and at most {allowed} in all.",
    },
    "region_shape": {
        "id": "Kode wilayah berbentuk {allowed}.",
        "en": "A region code looks like {allowed}.",
    },
    "unknown_region": {"id": "Wilayah ini tidak ada.", "en": "There is no such region."},
    "incomplete_point": {
        "id": "Sebutkan lintang dan bujur.",
        "en": "Give both latitude and longitude.",
    },
    "degrees_shape": {
        "id": "Tulis angka derajat, misalnya {allowed}.",
        "en": "Write a number of degrees, such as {allowed}.",
    },
    "not_on_land": {
        "id": "Titik ini tidak berada di daratan Indonesia. Geser titiknya, atau kosongkan.",
        "en": "This point is not on Indonesian land. Move it, or leave it empty.",
    },
    "in_the_future": {
        "id": "Tanggal kejadian paling lambat hari ini, {allowed}.",
        "en": "The date can be today, {allowed}, at the latest.",
    },
    "too_far": {"id": "Paling lambat {allowed}.", "en": "At the latest {allowed}."},
    "too_long_ago": {
        "id": "Tanggal kejadian paling awal {allowed}.",
        "en": "The date can be {allowed} at the earliest.",
    },
    "target_is_yourself": {
        "id": "Sebutkan instansi lain, atau kosongkan agar koordinator yang menentukan.",
        "en": "Name another agency, or leave it empty for the coordinator to decide.",
    },
    "unknown_action": {"id": "Pilih salah satu: {allowed}.", "en": "Choose one of: {allowed}."},
    "unknown_choice": {"id": "Pilih salah satu: {allowed}.", "en": "Choose one of: {allowed}."},
    "webhook_url_shape": {
        "id": "Tulis alamat HTTPS dengan nama host umum, port 443 atau 8443, misalnya {allowed}.",
        "en": "Write an HTTPS address with a public host name, port 443 or 8443, such as {allowed}.",
    },
    "type_unchanged": {
        "id": "Laporan ini sudah berjenis itu. Pilih jenis yang lain.",
        "en": "The report already has this type. Choose another one.",
    },
    "title_unchanged": {
        "id": "Judul laporan ini sudah begitu. Tulis judul yang lain.",
        "en": "The report already has this title. Write another one.",
    },
    "promise_range": {
        "id": "Janjikan tanggal setelah hari ini, paling jauh {allowed} hari lagi.",
        "en": "Promise a date after today, at most {allowed} days ahead.",
    },
    "already_involved": {
        "id": "Instansi itu sudah menangani laporan ini.",
        "en": "That agency already works on this report.",
    },
    "no_such_words": {
        "id": "Kata itu tidak ada di laporan ini, atau sudah disembunyikan. Salin persis seperti tertulis.",
        "en": "These words are not in this report, or are hidden already. Copy them as they are written.",
    },
    "covers_too_much": {
        "id": "Terlalu banyak yang disembunyikan. Pilih kata yang lebih sedikit, atau minta koordinator.",
        "en": "That hides too much of the report. Choose fewer words, or ask the coordinator.",
    },
    "nothing_covered": {
        "id": "Peristiwa itu tidak menyembunyikan apa pun, atau sudah dibuka kembali.",
        "en": "That event hides nothing, or what it hid is shown again.",
    },
    "was_late": {
        "id": "Kantor itu sudah terlambat menangani laporan ini; hanya koordinator yang dapat menyerahkannya kembali.",
        "en": "That office was late with this report before; only the coordinator may give it back.",
    },
    "not_below": {
        "id": "Tugaskan kepada kantor di bawah Anda, di wilayah Anda.",
        "en": "Pass it down to an office below yours, in your area.",
    },
    "unknown_stack": {
        "id": "Sebutkan wilayah lain yang terhubung, misalnya dengan huruf nomor laporannya.",
        "en": "Name another linked stack, for example by the letters of its tracking numbers.",
    },
    "already_referred": {
        "id": "Laporan ini sudah pernah diteruskan ke sana dan dikembalikan.",
        "en": "This report has been handed to that stack before and came back.",
    },
    "month_shape": {"id": "Tulis bulan seperti {allowed}.", "en": "Write a month like {allowed}."},
    "month_range": {
        "id": "Pilih bulan akhir yang tidak mendahului bulan awal, paling banyak {allowed} bulan.",
        "en": "Choose a last month not before the first, at most {allowed} months.",
    },
    "filter_not_here": {
        "id": "Pakai satu saringan saja, dan di sini hanya: {allowed}.",
        "en": "Use one filter, and here only: {allowed}.",
    },
    "no_filter_here": {"id": "Di sini tidak ada saringan.", "en": "There is no filter here."},
    "moment_shape": {
        "id": "Tulis tanggal, atau waktu dengan zonanya: {allowed}.",
        "en": "Write a date, or a time with its zone: {allowed}.",
    },
    "cursor_shape": {
        "id": "Pakai next_cursor dari jawaban sebelumnya.",
        "en": "Use next_cursor of the answer before.",
    },
    "limit_range": {"id": "Pilih angka {allowed}.", "en": "Choose a number {allowed}."},
    "version_shape": {"id": "Tulis versi seperti {allowed}.", "en": "Write a version like {allowed}."},
    "unknown_status": {"id": "Pilih salah satu: {allowed}.", "en": "Choose one of: {allowed}."},
    "no_such_report": {
        "id": "Tidak ada laporan terbuka dengan nomor ini di wilayah ini.",
        "en": "There is no public report with this number in this region.",
    },
    "already_merged": {
        "id": "Laporan ini sudah digabung. Pakai nomor {allowed}.",
        "en": "This report has been merged. Use number {allowed}.",
    },
    "report_has_ended": {
        "id": "Laporan ini sudah selesai atau diarsipkan, jadi tidak ada lagi yang mengerjakannya.",
        "en": "This report is closed or archived, so nobody works on it any more.",
    },
    "report_not_public": {
        "id": "Laporan terbuka tidak dapat digabung dengan laporan rahasia.",
        "en": "A public report cannot be merged into a hidden one.",
    },
    "missing_who": {
        "id": "Sebutkan siapa yang mengerjakan atau akan mengerjakannya, di isian ini atau di dalam kalimat: tim,"
        " dinas, petugas.",
        "en": "Say who did it or will do it, in this field or in the words: a team, an office, an officer.",
    },
    "missing_when": {
        "id": "Sebutkan kapan, di isian ini atau di dalam kalimat: tanggal, bulan, kemarin, minggu depan.",
        "en": "Say when, in this field or in the words: a date, a month, yesterday, next week.",
    },
    "day_range": {"id": "Pilih tanggal antara {allowed}.", "en": "Choose a day between {allowed}."},
    "blank_left": {
        "id": "Isi dulu bagian dalam kurung [[…]], atau hapus.",
        "en": "Fill in what stands in brackets [[…]] first, or remove it.",
    },
    "too_many_templates": {
        "id": "Simpan paling banyak {allowed} templat.",
        "en": "Keep at most {allowed} templates.",
    },
    "name_taken": {"id": "Sudah ada yang bernama ini.", "en": "There is one of this name already."},
    "unknown_placeholder": {
        "id": "Yang terisi sendiri hanya {allowed}.",
        "en": "Only these fill themselves in: {allowed}.",
    },
    "not_a_colleague": {
        "id": "Orang ini tidak bertugas di instansi ini sekarang.",
        "en": "This person does not work at this office now.",
    },
    "too_many_cases": {"id": "Sebutkan 1 sampai {allowed} laporan.", "en": "Name 1 to {allowed} reports."},
    "said_before": {
        "id": "Kalimat ini sudah ditulis di laporan ini. Tuliskan apa yang baru.",
        "en": "This was said on this report before. Write what is new.",
    },
    "told_apart": {
        "id": "Pelapor sudah menyatakan bahwa ini bukan masalah yang sama.",
        "en": "The reporter has said that this is not the same matter.",
    },
    "merge_into_itself": {"id": "Sebutkan laporan lain.", "en": "Name another report."},
}

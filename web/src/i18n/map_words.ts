import type { Phrases } from "./phrase";

/** What maps say; loaded with the first one that is opened. */
export const MAP_WORDS = {
  mapLabel: ["Peta untuk menunjukkan tempatnya", "Map to point at the place"],
  mapHelp: ["Geser peta sampai ujung penanda berada di tempatnya, atau ketuk tempatnya. Pada papan ketik: tombol panah, + dan -.", "Move the map until the tip of the pin is at the place, or tap the place. On a keyboard: the arrow keys, + and -."],
  mapTooFar: ["Perbesar dulu, dengan + atau dengan mengetuk tempatnya: dari sejauh ini titiknya belum tepat.", "Zoom in first, with + or by tapping the place: from this far the point is not exact."],
  mapPoint: ["Titik {lat}, {lon}.", "Point {lat}, {lon}."],
  mapOutside: ["Titik ini di luar wilayah yang kami layani. Laporan mungkin diteruskan ke provinsi lain.", "This point is outside the area that we serve. The report may go to another province."],
  mapAtSea: ["Titik ini di laut, lebih dari 5 km dari darat, dan mungkin tidak dapat kami terima. Geserlah ke darat.", "This point is at sea, more than 5 km from land, and may not be taken. Move it to land."],
  mapOfReports: ["Peta laporan; daftar di bawah memuat yang sama", "Map of reports; the list below says the same"],
  mapShown: ["{count} dari {listed} laporan dalam daftar punya titik. Titiknya dibulatkan, sekitar 100 m.", "{count} of {listed} reports in the list have a point. It is rounded to about 100 m."],
  mapTogether: ["{count} laporan berdekatan", "{count} reports close together"],
  mapIn: ["Perbesar", "Zoom in"],
  mapOut: ["Perkecil", "Zoom out"],
  mapSource: ["Peta: {attribution}", "Map: {attribution}"],
  mapCoastOnly: ["Peta rinci belum ada di sini: yang digambar hanya garis pantai, dengan ketelitian sekitar 1 km.", "There is no detailed map here yet: only the coast is drawn, to about 1 km."],
  mapLessThanWords: ["Lebih tepat dengan lokasi ponsel Anda atau dengan kata-kata.", "Your phone's location or your words are more exact."],
} as const satisfies Phrases;

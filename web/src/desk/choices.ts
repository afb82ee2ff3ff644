/** The closed lists of the acts' fields: each value of the API, and what it is called. */

import type { WordKey } from "../i18n/words";

export type Choices = readonly (readonly [value: string, called: WordKey])[];

export const PROGRESS_KINDS: Choices = [
  ["note", "progressNote"],
  ["site_visit", "progressVisit"],
  ["waiting_for_budget", "progressBudget"],
];

export const PRIORITIES: Choices = [
  ["emergency", "dangerNow"],
  ["urgent", "dangerSoon"],
  ["normal", "dangerNone"],
];

export const ARCHIVE_REASONS: Choices = [
  ["not_a_report", "archiveNoReport"],
  ["repeated", "archiveRepeated"],
  ["no_answer", "archiveNoAnswer"],
  ["in_court", "archiveInCourt"],
  ["beyond_services", "archiveBeyond"],
  ["test", "archiveTest"],
];

export const COVER_REASONS: Choices = [
  ["name", "coverName"],
  ["health", "coverHealth"],
  ["address", "coverAddress"],
  ["number", "coverNumber"],
];

export const PARTS: Choices = [
  ["title", "partTitle"],
  ["text", "partText"],
  ["place", "placeOf"],
  ["note", "partNote"],
  ["attachment", "partPhoto"],
];

export const NO_PHOTO: Choices = [
  ["follows", "noPhotoYet"],
  ["planned", "noPhotoPlanned"],
  ["unseen", "noPhotoUnseen"],
  ["unsafe", "noPhotoUnsafe"],
];

export const PURPOSES: Choices = [
  ["contact_needed_for_work", "purposeContact"],
  ["protection_of_reporter", "purposeProtection"],
  ["legal_order", "purposeOrder"],
  ["asked_by_reporter", "purposeAsked"],
];

export const TYPES: Choices = [
  ["complaint", "reallyComplaint"],
  ["aspiration", "reallyAspiration"],
  ["information_request", "reallyInformation"],
  ["praise", "reallyPraise"],
];

export const FORUMS: Choices = [
  ["musrenbang_desa", "forumVillage"],
  ["musrenbang_kecamatan", "forumDistrict"],
  ["forum_perangkat_daerah", "forumOffices"],
  ["musrenbang_kabupaten_kota", "forumRegency"],
  ["musrenbang_provinsi", "forumProvince"],
];

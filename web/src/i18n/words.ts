import type { API_WORDS } from "./api_words";
import { ATTACHMENT_WORDS } from "./attachment_words";
import { COMMON_WORDS } from "./common_words";
import type { DESK_ASSISTED_WORDS } from "./desk_assisted_words";
import type { DESK_PAGES_WORDS } from "./desk_pages_words";
import type { DESK_STACKS_WORDS } from "./desk_stacks_words";
import type { DESK_SUMMARY_WORDS } from "./desk_summary_words";
import type { DESK_WORK_WORDS } from "./desk_work_words";
import type { DESK_WORDS } from "./desk_words";
import { FILING_WORDS } from "./filing_words";
import type { HELP_WORDS } from "./help_words";
import type { MAP_WORDS } from "./map_words";
import { RECEIPT_WORDS } from "./receipt_words";
import type { RECORD_WORDS } from "./record_words";
import type { SIGN_WORDS } from "./sign_words";
import type { STATISTICS_WORDS } from "./statistics_words";
import type { TRACKING_WORDS } from "./tracking_words";

/**
 * The words that every page loads: an offline form must be able to show the receipt. What one page alone says stands in
 * a file that only that page loads. The Indonesian that stands in the HTML for readers without JavaScript must be the
 * same as here; a test compares them.
 */
export const WORDS = { ...COMMON_WORDS, ...FILING_WORDS, ...RECEIPT_WORDS, ...ATTACHMENT_WORDS };

/** The key of a phrase that this page, or another, has loaded. */
export type WordKey = keyof typeof WORDS | keyof typeof API_WORDS | keyof typeof TRACKING_WORDS | keyof typeof STATISTICS_WORDS | keyof typeof HELP_WORDS | keyof typeof RECORD_WORDS | keyof typeof MAP_WORDS | keyof typeof SIGN_WORDS | keyof typeof DESK_WORDS | keyof typeof DESK_PAGES_WORDS | keyof typeof DESK_STACKS_WORDS | keyof typeof DESK_SUMMARY_WORDS | keyof typeof DESK_WORK_WORDS | keyof typeof DESK_ASSISTED_WORDS;

/** bantuan.html: how to report, what happens then, your rights. Its words are in the HTML already; only their language is switched. */

import { HELP_WORDS } from "../i18n/help_words";
import { addWords } from "../i18n/language";
import { startPage } from "./start_page";

addWords(HELP_WORDS);
void startPage();

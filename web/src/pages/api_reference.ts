/** api.html: the reference of the API. Its content was made when the site was built. */

import { API_WORDS } from "../i18n/api_words";
import { addWords } from "../i18n/language";
import { startPage } from "./start_page";

addWords(API_WORDS);
void startPage();

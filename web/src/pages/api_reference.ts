/** api.html: the reference of the API. Its content was made when the site was built. */

import { startPage } from "./start_page";

void startPage();

/** The reference of the API: everything on it was made when the site was built. */

import { startPage } from "../shared/page";

void startPage();

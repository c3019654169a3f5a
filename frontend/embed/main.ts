/** The embed: one script that brings the discussion, and the numbers of comments, into a newspaper's pages. */

import { FolkmootCount } from "./folkmoot-count.js";
import { FolkmootDiscussion } from "./folkmoot-discussion.js";

// A page that loads the script twice keeps the first.
if (customElements.get("folkmoot-discussion") === undefined) {
  customElements.define("folkmoot-discussion", FolkmootDiscussion);
  customElements.define("folkmoot-count", FolkmootCount);
}

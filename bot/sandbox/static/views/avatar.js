/** Draws the coloured round with a first letter that stands for a person or a chat. */

import { h } from "../dom.js";
import { colourOf, initial } from "../format.js";

export const avatar = (id, name) => h("span", { class: `avatar hue-${colourOf(id)}`, "aria-hidden": "true" }, initial(name));

// @ts-check
/** One labelled menu that takes in what a narrow screen has no room for. */

import { element } from "../dom.js";
import { CLOSE } from "../words/map.js";
import { OPTIONS } from "../words/timeline.js";

/** Where Streamlit's columns, too, stand one under another. */
const NARROW = "(max-width: 640px)";

/**
 * @typedef {object} More what only the menu has
 * @property {Node[]} nodes
 * @property {() => void} destroy
 */

export class Menu {
  /**
   * @param {HTMLElement} options shown in its place while there is room, else in the menu
   * @param {() => More} more made when it opens
   */
  constructor(options, more) {
    this.options = options;
    this.more = more;
    /** While it is open. @type {More|null} */
    this.opened = null;
    this.place = element("div", { class: "jm-options-place" }, options);
    this.button = element(
      "button",
      { type: "button", class: "jm-icon-button jm-menu-button", "aria-haspopup": "dialog" },
      OPTIONS,
    );
    this.dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "jm-menu", "aria-label": OPTIONS }));
    const close = element("button", { type: "button", class: "jm-share-close", "aria-label": CLOSE }, "×");
    close.addEventListener("click", () => this.dialog.close());
    this.content = element("div", { class: "jm-menu-more" });
    this.body = element("div", { class: "jm-menu-body" }, close, element("h2", {}, OPTIONS), this.content);
    this.dialog.append(this.body);
    // A click beside the menu closes it; its body covers all of the dialog.
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("close", () => this.#clear());
    this.button.addEventListener("click", () => this.open());
    this.narrow = matchMedia(NARROW);
    this.arrange = () => this.#arrange();
    this.narrow.addEventListener("change", this.arrange);
    this.#arrange();
  }

  /** What stands in the row of controls. */
  get nodes() {
    return [this.place, this.button, this.dialog];
  }

  #arrange() {
    const { matches } = this.narrow;
    this.button.hidden = !matches;
    if (matches) this.content.before(this.options);
    else {
      this.dialog.close();
      this.place.append(this.options);
    }
  }

  open() {
    this.#clear();
    this.opened = this.more();
    this.content.replaceChildren(...this.opened.nodes);
    this.dialog.showModal();
  }

  #clear() {
    this.opened?.destroy();
    this.opened = null;
    this.content.replaceChildren();
  }

  close() {
    this.dialog.close();
  }

  destroy() {
    this.narrow.removeEventListener("change", this.arrange);
    this.dialog.close();
    this.#clear();
  }
}

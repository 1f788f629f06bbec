// @ts-check
/**
 * Sharing: on a phone by its own share sheet, else by a panel that has the link to what is shown, the code to embed
 * it, the files to take, and a QR code.
 */

import { asSearch } from "../view/address.js";
import { element, sentenceNodes } from "../dom.js";
import { CLOSE } from "../words/map.js";
import {
  COLOURS,
  COPIED,
  COPY,
  COPY_BY_KEYS,
  EMBED_CODE,
  frameSize,
  HEIGHT_LABEL,
  LINK,
  QR_CODE,
  SHARE,
  SHARE_VIEW,
  TAKE_DATA,
  THEMES,
  WIDTH_LABEL,
} from "../words/share.js";

/**
 * @typedef {{ ending: string, words: string, view: boolean }} Format a file to download; whether its link takes the view along
 */

/** The frame that is offered first, and the smallest that can be read, pixels. */
const WIDTH = 800;
const HEIGHT = 1000;
const MIN = 320;
/** "Copied" stands for so long. */
const COPIED_MILLISECONDS = 2000;

/** Whether the screen is touched: a phone, or a tablet. */
const isTouched = () => matchMedia("(pointer: coarse)").matches;

export class Share {
  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {string} options.site address of the root of the site
   * @param {string} options.journey
   * @param {string} options.title of it
   * @param {Format[]} options.formats the files
   */
  constructor(root, { site, journey, title, formats }) {
    this.site = new URL(site, document.baseURI);
    this.journey = journey;
    this.title = title;
    this.formats = formats;
    this.button = element(
      "button",
      { type: "button", class: "jm-button jm-share-button", "aria-haspopup": "dialog" },
      SHARE,
    );
    this.dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "jm-share", "aria-label": SHARE_VIEW }));
    this.button.addEventListener("click", () => this.share());
    // A click beside the panel closes it; the panel's own content covers all of the dialog.
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    root.append(this.button, this.dialog);
  }

  destroy() {
    this.button.remove();
    this.dialog.remove();
  }

  /** The view's query, without the journey: that is in the path. @param {Record<string, string>} [more] */
  #search(more = {}) {
    const query = new URLSearchParams(location.search);
    query.delete("journey");
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    return asSearch(query);
  }

  /** @param {string} path @param {string} [search] */
  #address(path, search = "") {
    return new URL(`${path}${search}`, this.site).href;
  }

  /** Gives the link to the device's own share sheet where it has one, else shows the panel. */
  async share() {
    if (!isTouched() || typeof navigator.share !== "function") {
      this.open();
      return;
    }
    try {
      await navigator.share({ title: this.title, url: this.#link() });
    } catch (error) {
      // Who closes the sheet has changed their mind; a frame may not be allowed to open it.
      if (/** @type {Error} */ (error).name !== "AbortError") this.open();
    }
  }

  #link() {
    return this.#address(`share/${encodeURIComponent(this.journey)}`, this.#search());
  }

  open() {
    const name = encodeURIComponent(this.journey);
    const link = this.#link();
    // A phone neither reads a code from its own screen nor writes the page that embeds the map.
    const apart = isTouched();
    const close = element("button", { type: "button", class: "jm-share-close", "aria-label": CLOSE }, "×");
    close.addEventListener("click", () => this.dialog.close());
    const code = element("img", {
      class: "jm-share-code",
      src: this.#address(`share/${name}.svg`, this.#search()),
      alt: QR_CODE,
      width: "148",
      height: "148",
    });
    const files = element(
      "ul",
      {},
      ...this.formats.map(({ ending, words, view }) =>
        element(
          "li",
          {},
          element(
            "a",
            { href: this.#address(`journeys/${name}.${ending}`, view ? this.#search() : ""), download: "" },
            words,
          ),
        ),
      ),
    );
    this.dialog.replaceChildren(
      element(
        "div",
        { class: "jm-share-body" },
        close,
        element("h2", {}, SHARE_VIEW),
        element("div", { class: "jm-share-link" }, this.#field(LINK, link), apart ? null : code),
        ...(apart ? [] : this.#embedding(name)),
        element("h3", {}, TAKE_DATA),
        files,
      ),
    );
    this.dialog.showModal();
  }

  /**
   * Text to copy, with a button that does.
   * @param {string} label
   * @param {string} text
   */
  #field(label, text) {
    const field = /** @type {HTMLTextAreaElement} */ (
      element("textarea", { readonly: "", rows: "3", spellcheck: "false", dir: "ltr", "aria-label": label })
    );
    field.value = text;
    const button = element("button", { type: "button", class: "jm-button" }, COPY);
    const status = element("span", { role: "status" });
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        status.textContent = COPIED;
      } catch {
        // Not allowed in a frame of another site; the text is selected, so that keys can.
        status.textContent = COPY_BY_KEYS;
      }
      setTimeout(() => {
        status.textContent = "";
      }, COPIED_MILLISECONDS);
    });
    return element("div", { class: "jm-share-field" }, element("h3", {}, label), field, button, status);
  }

  /** @param {string} name of the journey as an address has it */
  #embedding(name) {
    const size = (/** @type {string} */ label, /** @type {number} */ value) =>
      /** @type {HTMLInputElement} */ (
        element("input", {
          type: "number",
          class: "jm-select jm-speed",
          min: String(MIN),
          max: "4000",
          step: "10",
          value: String(value),
          "aria-label": label,
        })
      );
    const [width, height] = [size(WIDTH_LABEL, WIDTH), size(HEIGHT_LABEL, HEIGHT)];
    const theme = /** @type {HTMLSelectElement} */ (
      element(
        "select",
        { class: "jm-select", "aria-label": COLOURS },
        ...THEMES.map(([value, words]) => element("option", { value }, words)),
      )
    );
    const field = this.#field(EMBED_CODE, "");
    const text = /** @type {HTMLTextAreaElement} */ (field.querySelector("textarea"));
    const write = () => {
      const pixels = (/** @type {HTMLInputElement} */ input) =>
        String(Math.max(MIN, Math.round(Number(input.value)) || 0));
      const src = this.#address(`embed/${name}`, this.#search(theme.value ? { theme: theme.value } : {}));
      // Written by the browser, which escapes what has to be; it would apply a style, which no policy of ours allows.
      const frame = element("iframe", {
        width: pixels(width),
        height: pixels(height),
        title: this.title,
        loading: "lazy",
        src,
      });
      text.value = frame.outerHTML.replace("<iframe", '<iframe style="border:0;max-width:100%"');
    };
    for (const control of [width, height, theme]) control.addEventListener("input", write);
    write();
    return [field, element("div", { class: "jm-share-size" }, ...sentenceNodes(frameSize, { width, height, theme }))];
  }
}

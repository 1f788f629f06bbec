// @ts-check
/**
 * What the table of the Make page does beyond Streamlit's: Enter goes on below where the row was begun, as in a
 * spreadsheet; no key is lost while an editor of a cell opens or closes; and a table that is pasted goes to the server
 * whole, header and all.
 */

/** Streamlit's table: it is drawn on a canvas. */
const CANVAS = '[class*="st-key-make-table-"] canvas[data-testid="data-grid-canvas"]';
/** Where the editor of a cell is while it is open. */
const EDITORS = "#portal";
/** An editor that has not opened by then will not: a cell that nobody may change, say. */
const WAIT_MILLISECONDS = 3000;
/** How often it is looked for. */
const LOOK_MILLISECONDS = 25;
/** A key that leaves an editor sooner after the last character can leave without what was typed. */
const LEAVE_MILLISECONDS = 120;

/**
 * Whether a text is a table, to be arranged by its columns.
 * @param {string} text
 * @param {boolean} isEmpty nothing is in the table yet
 */
export function isTable(text, isEmpty) {
  const [first = "", ...others] = text.split(/\r\n|\r|\n/).filter((line) => line.trim());
  if (others.length === 0) return false;
  if (isEmpty) return /[\t,;|]/.test(first);
  // Among rows that are there already only what has a header: cells copied here have none.
  return first.includes("\t") && !/\d/.test(first) && others.some((line) => /\d/.test(line));
}

/** @typedef {Pick<KeyboardEvent, "key"|"shiftKey">} Key */

/** @param {Key} key */
const isCharacter = ({ key }) => [...key].length === 1;

const canvasOf = () => document.querySelector(CANVAS);
const isEditing = () => document.activeElement?.closest(EDITORS) != null;
/** Whether the editor of a cell is on the page. */
const isOpen = () => document.querySelector(`${EDITORS} .gdg-input`) !== null;

/** @param {EventTarget|null} target @param {Key} key */
function press(target, { key, shiftKey }) {
  const keyCode = { ArrowLeft: 37, Enter: 13, Tab: 9, Backspace: 8 }[key] ?? key.toUpperCase().charCodeAt(0);
  target?.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, keyCode, bubbles: true, cancelable: true }));
}

export class Grid {
  /** @param {(text: string) => void} take a table that was pasted */
  constructor(take) {
    this.take = take;
    this.isEmpty = true;
    this.maxLength = 0;
    /** How many cells Tab has gone on since the row was begun. */
    this.tabs = 0;
    /** Cells to go back once the table has moved down. */
    this.back = 0;
    /** Keys that wait for an editor to open or to close; null: none has to. @type {Key[]|null} */
    this.held = null;
    /** Whether it is to open. */
    this.opens = false;
    this.looking = 0;
    this.until = 0;
    /** When the last character was typed. */
    this.typed = 0;
    this.ending = new AbortController();
    const { signal } = this.ending;
    // Before the table's own, which listens at the same place.
    const first = { capture: true, signal };
    window.addEventListener("paste", (event) => this.#paste(event), first);
    window.addEventListener("keydown", (event) => this.#key(event), first);
    window.addEventListener("pointerdown", () => this.#begin(), first);
  }

  /** @param {{empty: boolean, max_length: number}} data */
  update({ empty, max_length: maxLength }) {
    this.isEmpty = empty;
    this.maxLength = maxLength;
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!canvasOf()?.contains(document.activeElement) || text.length > this.maxLength) return;
    if (!isTable(text, this.isEmpty)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.take(text);
  }

  /** Another run begins where the reader has gone. */
  #begin() {
    this.tabs = 0;
    this.back = 0;
    this.held = null;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { ctrlKey, altKey, metaKey } = event;
    if (!event.isTrusted || event.isComposing || ctrlKey || altKey || metaKey) return;
    if (this.held) {
      if (!isCharacter(event) && !["Enter", "Tab", "Backspace"].includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.held.push({ key: event.key, shiftKey: event.shiftKey });
    } else if (isOpen() && isEditing() && ["Enter", "Tab"].includes(event.key)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#hold(true);
      /** @type {Key[]} */ (/** @type {unknown} */ (this.held)).push({ key: event.key, shiftKey: event.shiftKey });
    } else if (isEditing()) this.typed = performance.now();
    else if (canvasOf()?.contains(document.activeElement)) this.#follow(event);
  }

  /** Counts where a key goes, and holds those after it while it opens or closes an editor. @param {Key} key */
  #follow(key) {
    const editing = isEditing();
    if (key.key === "Tab") {
      this.tabs += key.shiftKey ? -1 : 1;
      if (editing) this.#hold(false);
    } else if (key.key === "Enter" && editing) {
      this.back = key.shiftKey ? 0 : Math.max(0, this.tabs);
      this.tabs = 0;
      this.#hold(false);
    } else if (!editing && isCharacter(key)) this.#hold(true);
    else if (!editing && /^(Arrow|Page|Home|End|Escape)/.test(key.key)) this.tabs = 0;
  }

  /** @param {boolean} opens an editor; else it closes */
  #hold(opens) {
    this.held = [];
    this.opens = opens;
    this.until = performance.now() + WAIT_MILLISECONDS;
    this.#lookSoon();
  }

  #lookSoon() {
    clearTimeout(this.looking);
    this.looking = window.setTimeout(() => this.#look(), LOOK_MILLISECONDS);
  }

  #look() {
    const canvas = canvasOf();
    if (!this.held) return;
    const done = this.opens ? isOpen() && isEditing() : !isOpen() && canvas?.contains(document.activeElement);
    const leaves = this.opens && this.held.length > 0 && !isCharacter(this.held[0]);
    if (done && leaves && performance.now() < this.typed + LEAVE_MILLISECONDS) this.#lookSoon();
    else if (canvas && done) this.#goOn(canvas);
    else if (performance.now() < this.until) this.#lookSoon();
    else this.held = null;
  }

  /**
   * One step: the table and the editor draw what one key does before they understand the next.
   * @param {Element} canvas
   */
  #goOn(canvas) {
    const keys = /** @type {Key[]} */ (this.held);
    this.held = null;
    const other = keys.findIndex((key) => !isCharacter(key));
    const text = keys.splice(0, isEditing() ? (other < 0 ? keys.length : other) : 0);
    if (text.length > 0) {
      this.typed = performance.now();
      document.execCommand("insertText", false, text.map(({ key }) => key).join(""));
    } else if (this.back > 0 && !isEditing()) {
      this.back -= 1;
      press(canvas, { key: "ArrowLeft", shiftKey: false });
      this.#hold(false);
    } else if (keys.length > 0) this.#press(/** @type {Key} */ (keys.shift()), canvas);
    if (keys.length === 0) return;
    if (!this.held) this.#hold(isEditing());
    /** @type {Key[]} */ (/** @type {unknown} */ (this.held)).push(...keys);
  }

  /** @param {Key} key @param {Element} canvas */
  #press(key, canvas) {
    if (isEditing() && key.key === "Backspace") document.execCommand("delete");
    else {
      this.#follow(key);
      press(isEditing() ? document.activeElement : canvas, key);
    }
  }

  destroy() {
    clearTimeout(this.looking);
    this.ending.abort();
  }
}

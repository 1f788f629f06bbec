// @ts-check
/**
 * While the server is away a page goes on with what the browser holds; a bar says so, and what waits.
 *
 * Streamlit says on its root element whether it is connected. After some seconds it covers the page with a
 * dialog, which is closed here before it is seen; it comes no more until the next outage.
 */

import { element, styleSheetsIn } from "../dom.js";
import { AWAY, BACK } from "../words/outage.js";
import { publishHeight } from "./first_screen.js";

const STATE = "data-test-connection-state";
const CONNECTED = "CONNECTED";
/** A shorter interruption is not worth a word. */
const PATIENCE_MILLISECONDS = 1500;
/** "It is back" stands for so long. */
const BACK_MILLISECONDS = 4000;

/** Closes Streamlit's own dialog of a lost connection. */
function closeDialog() {
  for (const dialog of document.querySelectorAll('[data-testid="stDialog"]')) {
    if (dialog.querySelector("h2")?.textContent?.trim() !== "Connection error") continue;
    /** @type {HTMLElement} */ (dialog).style.display = "none";
    // A test waits for it.
    document.documentElement.dataset.jmDialogClosed = "true";
    /** @type {HTMLElement|null} */ (dialog.querySelector('button[aria-label="Close"]'))?.click();
  }
}

/** Whether the server is away, and what waits until it is back. */
let away = false;
/** @type {(() => void)|null} */
let waiting = null;
/** Called when the server is back. @type {Set<() => void>} */
const listeners = new Set();

/** @param {() => void} listener called when the server is back @returns {() => void} ends it */
export function onReturn(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Does what needs the server: at once, or when it is back; of several the last.
 * @param {() => void} act
 * @param {() => void} later what to do instead when the server has been away meanwhile
 */
export function withServer(act, later) {
  if (away) waiting = later;
  else act();
}

export class Outage {
  /** @param {() => void} back tells the server that this page is here: it may be one that was started anew */
  constructor(back) {
    this.back = back;
    this.text = element("p", {});
    this.bar = element("div", { class: "jm-outage", role: "status" }, this.text);
    this.root = element("div", { class: "jm" }, this.bar);
    this.bar.hidden = true;
    document.body.append(this.root);
    this.unpublish = publishHeight(this.bar, "--jm-notice");
    this.timer = 0;
    // Loaded now: then nothing can be.
    styleSheetsIn(this.root, ["palette", "outage"]).catch(reportError);
    this.dialogs = new MutationObserver(closeDialog);
    this.app = document.querySelector(`[${STATE}]`);
    this.watch = new MutationObserver(() => this.#look());
    if (this.app) this.watch.observe(this.app, { attributeFilter: [STATE] });
  }

  /** @param {boolean} dark */
  setDark(dark) {
    this.root.classList.toggle("jm-dark", dark);
  }

  #look() {
    const connected = this.app?.getAttribute(STATE) === CONNECTED;
    if (connected !== away) return;
    away = !connected;
    clearTimeout(this.timer);
    if (away) this.#leave();
    else this.#return();
  }

  #leave() {
    this.dialogs.observe(document.body, { childList: true, subtree: true });
    this.timer = window.setTimeout(() => this.#say(AWAY), PATIENCE_MILLISECONDS);
  }

  #return() {
    this.dialogs.disconnect();
    const later = waiting;
    waiting = null;
    this.back();
    for (const listener of [...listeners]) listener();
    later?.();
    if (this.bar.hidden) return;
    this.#say(BACK);
    this.timer = window.setTimeout(() => this.#say(""), BACK_MILLISECONDS);
  }

  /** @param {string} words empty: nothing */
  #say(words) {
    this.bar.hidden = !words;
    this.text.textContent = words;
    if (!words) document.documentElement.style.removeProperty("--jm-notice");
  }

  destroy() {
    clearTimeout(this.timer);
    this.watch.disconnect();
    this.dialogs.disconnect();
    this.unpublish();
    this.#say("");
    this.root.remove();
  }
}

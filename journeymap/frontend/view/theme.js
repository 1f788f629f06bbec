// @ts-check
/**
 * Streamlit's theme as the address asks for it, and the address as a reader switches the theme.
 *
 * Streamlit reads the theme once, from the browser's storage; so it is put there, read by a reload,
 * and what was there before is put back: a link changes a page, not a reader's choice.
 */

import { asSearch } from "./address.js";

/** Streamlit's own name for it, with the path that it was started at. */
const KEY = `stActiveTheme-${location.pathname}-v2`;
/** What is to be put back after the reload. */
const BEFORE = "journeymap-theme-before";
const NAMES = /** @type {Record<string, string>} */ ({ light: "Light", dark: "Dark" });

let stored = /** @type {string|null} */ (null);

/** @param {string|null} value */
const store = (value) => (value === null ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, value));

/**
 * Once, when the page has its colours.
 * @param {boolean} dark what it is
 */
export function applyTheme(dark) {
  const before = sessionStorage.getItem(BEFORE);
  if (before !== null) {
    sessionStorage.removeItem(BEFORE);
    store(JSON.parse(before));
  }
  stored = localStorage.getItem(KEY);
  const asked = new URLSearchParams(location.search).get("theme") ?? "";
  const name = NAMES[asked];
  if (before !== null || !name || dark === (asked === "dark")) return;
  sessionStorage.setItem(BEFORE, JSON.stringify(stored));
  store(JSON.stringify(name));
  location.reload();
}

/** When the page's colours may have changed: by the reader's hand if the storage has too. */
export function followTheme() {
  const now = localStorage.getItem(KEY);
  if (now === stored) return;
  stored = now;
  const query = new URLSearchParams(location.search);
  const asked = Object.keys(NAMES).find((each) => JSON.stringify(NAMES[each]) === now);
  if (asked) query.set("theme", asked);
  else query.delete("theme");
  history.replaceState(null, "", location.pathname + asSearch(query));
}

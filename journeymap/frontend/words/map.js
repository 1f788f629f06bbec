// @ts-check
/** What the map, its controls and its cards say. */

export const SHOW_JOURNEY = "Show the whole journey";
export const SHOW_PLACES = "Show all places";
export const BASE_MAP = "Base map";
export const CHOOSE_BACKGROUND = "Choose the background";
export const ONLINE_NOTICE = "Online maps are fetched from their own servers, which then see your address.";

/** @param {string} title of the journey */
export const mapLabel = (title) => `Map: ${title}`;

/** @param {string} why */
export const notDrawn = (why) => `The map could not be drawn. Reload the page to try again. (${why})`;

/** @param {string} why */
export const notLoaded = (why) => `The journey could not be loaded (${why}). Reload the page to try again.`;

/** @param {string} text */
export const notReported = (text) => `Not reported: ${text}`;

/** @param {string} from name of the place on the line @param {string} note may be empty */
export const offTheLine = (from, note) =>
  note ? `Off the line, visited from ${from}. ${note}` : `Off the line, visited from ${from}.`;

// @ts-check
/**
 * The journeymap/1 document in the browser: loading it, and asking it where the traveller is.
 *
 * Python has already decided everything that needs thought; all that is left here is
 * interpolation between exact breakpoints. Times are epoch seconds, lengths kilometres
 * along the line as travelled, positions [lon, lat] in WGS 84 degrees.
 */

import { isPacked, loadJson } from "./load_json.js";

/**
 * The document's types come from its schema, which says what each value means.
 *
 * @typedef {import("./types.d.ts").JourneyDocument} JourneyDocument
 * @typedef {import("./types.d.ts").Event} JourneyEvent
 * @typedef {import("./types.d.ts").Claim} Claim
 * @typedef {import("./types.d.ts").Kind} Kind
 * @typedef {import("./types.d.ts").Status} Status
 * @typedef {import("./types.d.ts").Window} Window null: that end is not known
 * @typedef {import("./types.d.ts").Line} Line
 * @typedef {import("./types.d.ts").Means} Means
 * @typedef {import("./types.d.ts").Track} Track
 * @typedef {import("./types.d.ts").Epoch} Epoch
 * @typedef {Epoch["events"][number]} KnownEvent an event as it was known
 * @typedef {JourneyDocument["places"][string]} Place
 * @typedef {JourneyDocument["claim_fields"][number]} ClaimField a key of claims that a card shows by a sentence
 */

/**
 * What a claim has under a key, as text; empty when it has nothing.
 * @param {Claim} claim
 * @param {{key: string}} field
 */
export function fieldOf(claim, { key }) {
  return String(/** @type {Record<string, unknown>} */ (/** @type {unknown} */ (claim))[key] ?? "");
}

/** Documents held by their addresses: the journey's own, and it at the speeds tried last. */
export const MAX_DOCUMENTS = 6;

/** Those used last come last. @type {Map<string, Promise<JourneyDocument>>} */
const loaded = new Map();

/**
 * Fetches a document, or gives one that is held; its address carries its hash, so it never changes.
 * @param {string} url
 * @returns {Promise<JourneyDocument>}
 */
export function loadJourney(url) {
  const promise = loaded.get(url) ?? /** @type {Promise<JourneyDocument>} */ (loadJson(url));
  promise.catch(() => loaded.get(url) === promise && loaded.delete(url));
  loaded.delete(url);
  loaded.set(url, promise);
  for (const oldest of loaded.keys()) {
    if (loaded.size <= MAX_DOCUMENTS) break;
    loaded.delete(oldest);
  }
  return promise;
}

/**
 * The same document with the tracks at another maximum speed. Only the server works tracks out.
 * @param {string} url address of the journey's own document
 * @param {JourneyDocument} own
 * @param {number} speed km/h
 */
export function loadAtSpeed(url, own, speed) {
  if (speed === own.journey.max_speed_kmh) return Promise.resolve(own);
  if (isPacked(url)) return Promise.reject(new Error("there is no server"));
  const address = new URL(url, globalThis.document?.baseURI);
  address.pathname = address.pathname.replace(/\.[0-9a-f]{16}\.json$/, ".json");
  address.searchParams.set("max_speed", String(speed));
  return loadJourney(address.href);
}

/** A timeline of less than this is told to the second. */
const SHORT_SPAN_SECONDS = 2 * 3600;

/** To what a moment of a timeline is rounded, seconds. @param {JourneyDocument["span"]} span */
export const roundingOf = ({ from, to }) => (to - from < SHORT_SPAN_SECONDS ? 1 : 60);

/**
 * Index i of the last element with xs[i] <= x, or -1.
 * @param {ArrayLike<number>} xs ascending
 * @param {number} x
 */
export function lastIndexAtOrBefore(xs, x) {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (xs[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Piecewise-linear interpolation, constant beyond both ends.
 * @param {number[]} xs ascending
 * @param {number[]} ys
 * @param {number} x
 */
export function interpolate(xs, ys, x) {
  const i = lastIndexAtOrBefore(xs, x);
  if (i < 0) return ys[0];
  if (i >= xs.length - 1) return ys[ys.length - 1];
  const width = xs[i + 1] - xs[i];
  return width > 0 ? ys[i] + ((ys[i + 1] - ys[i]) * (x - xs[i])) / width : ys[i + 1];
}

/**
 * Kilometres along the line: the estimate and the ends of the possible range.
 * @param {Track} track
 * @param {number} t epoch seconds
 */
export function positionAt(track, t) {
  return {
    best: interpolate(track.t, track.best, t),
    low: interpolate(track.t, track.low, t),
    high: interpolate(track.t, track.high, t),
  };
}

/**
 * The point of the line at a chainage.
 * @param {Line} line
 * @param {number} km
 * @returns {[number, number]} lon, lat
 */
export function pointAt(line, km) {
  const i = Math.max(0, Math.min(lastIndexAtOrBefore(line.km, km), line.km.length - 2));
  const [x0, y0] = line.coordinates[i];
  const [x1, y1] = line.coordinates[i + 1] ?? line.coordinates[i];
  const width = (line.km[i + 1] ?? line.km[i]) - line.km[i];
  const share = width > 0 ? Math.max(0, Math.min(1, (km - line.km[i]) / width)) : 0;
  return [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
}

/**
 * The part of the line between two chainages, both ends included.
 * @param {Line} line
 * @param {number} fromKm
 * @param {number} toKm
 * @returns {[number, number][]}
 */
export function stretch(line, fromKm, toKm) {
  if (toKm < fromKm) return [];
  const first = lastIndexAtOrBefore(line.km, fromKm) + 1;
  const last = lastIndexAtOrBefore(line.km, toKm);
  const inner = first <= last ? line.coordinates.slice(first, last + 1) : [];
  return [pointAt(line, fromKm), ...inner, pointAt(line, toKm)];
}

/**
 * The IANA zone in force on the line at a chainage.
 * @param {JourneyDocument} document
 * @param {number} km
 */
export function zoneAt(document, km) {
  let zone = document.journey.zone;
  for (const step of document.line.zones) {
    if (step.km > km) break;
    zone = step.zone;
  }
  return zone;
}

/**
 * Whether any claim says who said it: else nothing is said of evidence, and a stop is a stop.
 * @param {Pick<JourneyDocument, "journey">} document
 */
export const isSourced = ({ journey }) => journey.sourced !== false;

/**
 * Works something out once for each document, which never changes: many such things are asked for at every move.
 * @template Found
 * @param {(document: JourneyDocument) => Found} work
 * @returns {(document: JourneyDocument) => Found}
 */
export function oncePerDocument(work) {
  /** @type {WeakMap<JourneyDocument, Found>} */
  const held = new WeakMap();
  return (document) => {
    if (!held.has(document)) held.set(document, work(document));
    return /** @type {Found} */ (held.get(document));
  };
}

/** @typedef {JourneyEvent & {moment: number}} TimedEvent */

/** Events with a moment, in the order of time. @type {(document: JourneyDocument) => readonly TimedEvent[]} */
export const timedEvents = oncePerDocument(({ events }) => {
  const timed = /** @type {TimedEvent[]} */ (events.filter(({ moment }) => moment !== null));
  return timed.sort((a, b) => a.moment - b.moment);
});

/** Those of them that place the traveller and are believed. @type {(document: JourneyDocument) => readonly TimedEvent[]} */
export const fixesOf = oncePerDocument((document) =>
  timedEvents(document).filter(({ km, place, conflict }) => km !== null && place !== null && !conflict),
);

/**
 * Whether anything yet says where the traveller was: a report of it, or bounds that leave no choice.
 * @param {JourneyDocument} document
 * @param {number} t
 */
export function isPlaced(document, t) {
  const { low, high } = positionAt(document.tracks.happened, t);
  if (high - low < 1) return true;
  const [first] = fixesOf(document);
  return first !== undefined && t >= (first.window[0] ?? first.moment);
}

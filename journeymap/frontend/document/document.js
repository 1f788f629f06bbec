// @ts-check
/**
 * The journeymap/1 document in the browser: loading it, and asking it where the traveller is.
 *
 * Python has already decided everything that needs thought; all that is left here is
 * interpolation between exact breakpoints. Times are epoch seconds, lengths kilometres
 * along the way travelled, positions [lon, lat] in WGS 84 degrees.
 */

import { isPacked, loadJson } from "./load_json.js";

/**
 * @typedef {"departure"|"arrival"|"stop"|"pass"|"border-crossing"|"meeting"|"statement"} Kind
 * @typedef {"official"|"reported"|"expected"|"contradicted"} Status
 * @typedef {[number|null, number|null]} Window  null: that end is not known
 *
 * @typedef {object} Claim
 * @property {string} id
 * @property {string} source who published it
 * @property {string[]} via whom it quotes, outermost first
 * @property {string|null} url
 * @property {Status} status
 * @property {string} says
 * @property {string} not_said what it leaves open; may be empty
 * @property {string|null} denies the event of which it says that it did not or will not happen
 * @property {string} note the editor's word; may be empty
 * @property {string|null} place
 * @property {Window} window
 * @property {number|null} reported_at public at the latest at this moment
 * @property {string|null} reported_day ISO day, set when only the day of publication is known
 * @property {boolean} agrees false: outside the set of claims the event's window rests on
 * @property {string} disagreement in what it differs; empty when it agrees
 *
 * @typedef {object} ClaimField a key of claims that a card shows by a sentence
 * @property {string} key
 * @property {string} words the sentence, with "{value}" in it
 * @property {boolean} editors_only an editor's later word: no part of what was known
 *
 * @typedef {object} JourneyEvent
 * @property {string} id
 * @property {Kind} kind
 * @property {Status} status
 * @property {string|null} place
 * @property {number|null} km null: not a fix on the line
 * @property {string} zone IANA zone of the place
 * @property {Window} window fused from its claims
 * @property {number|null} moment where the timeline puts it; null: no time is known
 * @property {string} conflict why it cannot be true together with the others; mostly empty
 * @property {{claim: string, at: number, day: string|null}|null} first_report the agreeing claim that was public first
 * @property {[number|null, number|null]} delay seconds from the event to that, at least and at most
 * @property {Claim[]} claims
 *
 * @typedef {object} Place
 * @property {string} name
 * @property {string} name_local
 * @property {[number, number]} position
 * @property {string} zone
 * @property {string} kind
 * @property {number} accuracy_m
 * @property {string} detail
 *
 * @typedef {object} Leg
 * @property {number} from index of its first vertex
 * @property {number} to index of its last vertex
 * @property {"railway"|"great-circle"|"recorded"|"gap"} basis
 * @property {"reported"|"inferred"|"expected"} status
 * @property {string} note
 * @property {number} scale published kilometres per drawn kilometre
 *
 * @typedef {object} Track
 * @property {number[]} t
 * @property {number[]} best
 * @property {number[]} low
 * @property {number[]} high
 *
 * @typedef {object} Recorded while a recording tells of it, but for gaps; epoch seconds
 * @property {number} from
 * @property {number} to
 *
 * @typedef {object} KnownEvent
 * @property {string} id
 * @property {Kind} kind
 * @property {Status} status
 * @property {string|null} place
 * @property {number|null} km null: it does not tell of a point of the line
 * @property {string} zone
 * @property {Window} window
 * @property {[string, Status, string][]} claims id, status as it was then, in what it differs
 *
 * @typedef {object} Epoch
 * @property {number} from it lasts until the next one begins
 * @property {Track|null} track null: nothing has placed the traveller yet
 * @property {string|null} placed_by event at which it was last reported
 * @property {string|null} expected place that then lay ahead
 * @property {number|null} way index of the way to it; null: high runs on in no direction known
 * @property {number|null} past index of the way that stands for the line so far, where that has places of which nothing was public
 * @property {Record<string, string>} conflicts by event, why what it says was not believed
 * @property {string[]} claims what became public at its beginning
 * @property {KnownEvent[]} events that these claims belong to, as fused from what was public
 *
 * @typedef {object} Known
 * @property {Epoch[]} epochs
 * @property {Line[]} ways their kilometres are those of the line where they leave it
 * @property {number} later claims that nothing proves to have been public before the span ended
 *
 * @typedef {object} Line
 * @property {[number, number][]} coordinates
 * @property {number[]} km
 * @property {Leg[]} legs
 * @property {{km: number, zone: string}[]} zones
 * @property {{place: string, km: number}[]} stops
 *
 * @typedef {object} JourneyDocument
 * @property {string} format
 * @property {{id: string, title: string, subtitle: string, summary: string, traveller: string, zone: string, zones: string[], max_speed_kmh: number, max_speed_note: string, landmarks_title: string}} journey
 * @property {{from: number, to: number}} span
 * @property {Line} line
 * @property {{happened: Track, recorded: Recorded|null, known: Known}} tracks
 * @property {JourneyEvent[]} events
 * @property {JourneyEvent[]} landmarks
 * @property {Record<string, Place>} places
 * @property {{place: string|null, text: string}[]} unknowns
 * @property {{place: string, from: string, note: string}[]} asides places visited off the line
 * @property {ClaimField[]} claim_fields
 * @property {string[]} attribution
 */

/** What a claim has under a key, as text; empty when it has nothing. @param {Claim} claim @param {{key: string}} field */
export function fieldOf(claim, { key }) {
  return String(/** @type {Record<string, unknown>} */ (/** @type {unknown} */ (claim))[key] ?? "");
}

/** @type {Map<string, Promise<JourneyDocument>>} */
const loading = new Map();

/**
 * Fetches a document once per address; its address carries its hash, so it never changes.
 * @param {string} url
 * @returns {Promise<JourneyDocument>}
 */
export function loadJourney(url) {
  let promise = loading.get(url);
  if (!promise) {
    promise = /** @type {Promise<JourneyDocument>} */ (loadJson(url));
    promise.catch(() => loading.delete(url));
    loading.set(url, promise);
  }
  return promise;
}

/**
 * The same document with the tracks at another greatest speed. Only the server works tracks out.
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
 * Kilometres by published railway lengths at a chainage measured on the drawn line.
 * @param {Line} line
 * @param {number} km
 */
export function publishedKm(line, km) {
  let sum = 0;
  for (const leg of line.legs) {
    const from = line.km[leg.from];
    const to = Math.min(line.km[leg.to], km);
    if (to > from) sum += (to - from) * leg.scale;
  }
  return sum;
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
 * Events with a moment, in the order of time.
 * @param {JourneyDocument} document
 * @returns {(JourneyEvent & {moment: number})[]}
 */
export function timedEvents(document) {
  const timed = /** @type {(JourneyEvent & {moment: number})[]} */ (
    document.events.filter((event) => event.moment !== null)
  );
  return timed.sort((a, b) => a.moment - b.moment);
}

/**
 * Whether anything yet tells where the traveller was: a report of it, or bounds that leave no choice.
 * @param {JourneyDocument} document
 * @param {number} t
 */
export function isPlaced(document, t) {
  const { low, high } = positionAt(document.tracks.happened, t);
  if (high - low < 1) return true;
  const first = timedEvents(document).find((event) => event.km !== null && !event.conflict);
  return first !== undefined && t >= (first.window[0] ?? first.moment);
}

/**
 * The latest hour of publication at or before t. Claims of which only the day is known do not count.
 * @param {JourneyDocument} document
 * @param {number} t
 */
export function lastReportBefore(document, t) {
  /** @type {number|null} */
  let last = null;
  for (const event of document.events) {
    for (const claim of event.claims) {
      const at = claim.reported_at;
      if (at !== null && !claim.reported_day && at <= t && (last === null || at > last)) last = at;
    }
  }
  return last;
}

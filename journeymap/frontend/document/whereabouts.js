// @ts-check
/** Where the traveller is at a moment as far as is known, in codes and keys of places: what its label says. */

import { AREA_ACCURACY_M } from "./limits.js";
import { fixesOf } from "./document.js";
import { epochAt, shownAt } from "./reading.js";

/**
 * @typedef {import("./document.js").JourneyDocument} JourneyDocument
 *
 * @typedef {object} Whereabouts
 * @property {"unplaced"|"at"|"near"|"between"|"on-the-way"|"not-left"|"last"|"reported-at"|"reported-in"|"reported-left"} how
 *   near: a report puts it there, and what else is known leaves a range; last: it was there, and nothing says more
 * @property {string[]} places keys, in the order of the words: two for between, none for unplaced and on-the-way
 * @property {boolean} exact false: only a range is known
 */

/** As near as this to a named place is at it. Kilometres. */
const AT_KM = 0.5;
/** In a range shorter than this a place is as good as known. Kilometres. */
const NARROW_KM = 5;
/** An event holds the traveller at its place where its window is no wider than this, or than this share of the timeline. */
const NARROW_SECONDS = 1800;
const NARROW_SHARE = 0.01;
const MINUTE = 60;

/** Whether only a range is known. @param {import("./reading.js").Standing} standing */
export const isRange = ({ low, high, beyond }) => high - low > NARROW_KM || beyond > NARROW_KM;

/**
 * The named places around a stretch of the line. Where the line doubles back, both ends can lie at the same
 * place: then the other one is where it turned.
 * @param {JourneyDocument} document
 * @param {number} low kilometres
 * @param {number} high kilometres
 */
function placesAround({ line: { stops } }, low, high) {
  const behind = stops.findLast(({ km }) => km <= low + AT_KM) ?? stops[0];
  const ahead = stops.find(({ km }) => km >= high - AT_KM) ?? stops[stops.length - 1];
  if (!behind || !ahead) return [];
  if (behind.place !== ahead.place) return [behind.place, ahead.place];
  const inside = stops.filter(({ km }) => behind.km < km && km < ahead.km);
  return [...new Set([behind.place, inside[inside.length >> 1]?.place ?? behind.place])];
}

/**
 * By the claims that were public.
 * @param {JourneyDocument} document
 * @param {number} t
 * @returns {Whereabouts}
 */
function asReported(document, t) {
  const by = epochAt(document, t)?.placed_by;
  const event = shownAt(document, "known", t).events.find(({ id }) => id === by);
  if (!event?.place) return { how: "unplaced", places: [], exact: false };
  const isArea = document.places[event.place].accuracy_m > AREA_ACCURACY_M;
  const how = event.kind === "departure" ? "reported-left" : isArea ? "reported-in" : "reported-at";
  return { how, places: [event.place], exact: false };
}

/**
 * @param {JourneyDocument} document
 * @param {import("./reading.js").Reading} reading
 * @param {number} t epoch seconds
 * @param {import("./reading.js").Standing} standing of that reading at that moment
 * @returns {Whereabouts}
 */
export function whereaboutsAt(document, reading, t, standing) {
  const { best, low, high, placed } = standing;
  if (!placed) return { how: "unplaced", places: [], exact: false };
  const exact = !isRange(standing);
  if (reading === "known") return { ...asReported(document, t), exact };
  const held = fixesOf(document);
  const { recorded } = document.tracks;
  if (!recorded || t < recorded.from || t > recorded.to) {
    const [first] = held;
    if (first?.place && first.kind === "departure" && t < (first.window[0] ?? first.moment))
      return { how: "not-left", places: [first.place], exact };
    const narrow = Math.max(NARROW_SECONDS, NARROW_SHARE * (document.span.to - document.span.from));
    const there = held.find(
      ({ km, window: [from, to] }) =>
        from !== null &&
        to !== null &&
        to - from <= narrow &&
        Math.abs(Number(km) - best) <= AT_KM &&
        from - MINUTE <= t &&
        t <= to + MINUTE,
    );
    if (there?.place) return { how: exact ? "at" : "near", places: [there.place], exact };
    const last = held[held.length - 1];
    if (last?.place && !exact && t > (last.window[1] ?? last.moment) + MINUTE && best - Number(last.km) <= AT_KM)
      return { how: "last", places: [last.place], exact };
  }
  const near = document.line.stops.find(({ km }) => Math.abs(km - best) <= AT_KM);
  if (exact && near) return { how: "at", places: [near.place], exact };
  const around = exact ? placesAround(document, best, best) : placesAround(document, low, high);
  if (around.length === 2) return { how: "between", places: around, exact };
  return near ? { how: "near", places: [near.place], exact } : { how: "on-the-way", places: [], exact };
}

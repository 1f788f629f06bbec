// @ts-check
/** What is said of a moment: where the traveller was, and where else it can have been. A document and a time in. */

import { goneOn } from "./means.js";
import { AT_KM, NARROW_KM, placesOfRange, placeWords } from "./places.js";
import { sentence, travellerWords } from "./sentence.js";
import { zoneAt } from "../document/document.js";
import { meansAt } from "../document/means.js";
import { epochAt, epochIndexAt, shownAt, standingAt } from "../document/reading.js";

/**
 * @typedef {import("../document/document.js").JourneyDocument} JourneyDocument
 * @typedef {import("../document/reading.js").Standing} Standing
 *
 * @typedef {object} Caption sentences; those that there is no need for are empty
 * @property {string} zone IANA zone that the moment is stated in
 * @property {string} sentence where it was at the moment, and who says so
 * @property {string} expected in the second reading, where it was expected to go then
 * @property {string} range the range in which it can have been, where that is worth words
 * @property {string} distance how far from the start of the line it was, where that is known
 */

/** @typedef {{km: string, place: string}} FromStart */
/** @param {FromStart} places */
const distanceFrom = ({ km, place }) => `About ${km} km from ${place} by the line on the map.`;

/**
 * @typedef {object} Range
 * @property {number} speed assumed as its maximum, km/h
 * @property {string} who
 * @property {string} low kilometres
 * @property {string} high kilometres
 * @property {string} start name of the place where the line begins
 *
 * @typedef {Range & import("./places.js").Between} RangeBetween
 */
/** The range in which it can have been. @param {Range} places */
const range = ({ speed, who, low, high, start }) =>
  `At no more than ${speed} km/h ${who} can have been ${low} to ${high} km from ${start}.`;
/** @param {RangeBetween} places */
const rangeBetween = ({ speed, who, low, high, start, before, after }) =>
  `At no more than ${speed} km/h ${who} can have been ${low} to ${high} km from ${start}, between ${before} and ${after}.`;
/** @param {Range & {goneOn: string}} places */
const rangeExpected = ({ speed, who, low, high, start, goneOn: gone }) =>
  `At no more than ${speed} km/h ${who} can have been ${low} to ${high} km from ${start}, ${gone}.`;
/** @param {Range & {place: string}} places */
const rangeTowards = ({ speed, who, low, high, start, place }) =>
  `At no more than ${speed} km/h ${who} can have been ${low} to ${high} km from ${start}, on the way to ${place}.`;
/** @param {{speed: number, who: string, km: string}} places */
const rangeBeyond = ({ speed, who, km }) =>
  `Since then ${who} can have gone up to ${km} km further at no more than ${speed} km/h, in any direction.`;

/** @param {{place: string}} places */
const expectedThen = ({ place }) => `The destination expected then was ${place}.`;
/** @param {{place: string}} places */
const noLongerExpected = ({ place }) => `The destination expected before, ${place}, was no longer expected then.`;

const START_OF_THE_LINE = "the start of the line";

const kilometres = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** @param {JourneyDocument} document */
function startWords(document) {
  const [first] = document.line.stops;
  // The stops of a recording may begin far along it.
  return first && first.km <= AT_KM ? placeWords(document, first.place) : START_OF_THE_LINE;
}

/** The leg that ends at or after a chainage. @param {import("../document/document.js").Line} line @param {number} km */
function legAt(line, km) {
  return line.legs.find((leg) => line.km[leg.to] >= km - AT_KM);
}

/** What lay ahead, or lies there no longer. @param {JourneyDocument} document @param {number} t */
function expectedWords(document, t) {
  const { epochs } = document.tracks.known;
  const i = epochIndexAt(document, t);
  const now = epochs[i]?.expected;
  if (now) return expectedThen({ place: placeWords(document, now) });
  const before = epochs.slice(0, Math.max(0, i)).findLast(({ expected }) => expected)?.expected;
  const reached =
    before && shownAt(document, "known", t).events.some(({ place, km }) => place === before && km !== null);
  return before && !reached ? noLongerExpected({ place: placeWords(document, before) }) : "";
}

/**
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {Standing} standing
 * @param {boolean} isKnown between which places is not said in the sentence
 */
function rangeWords(document, t, { best, low, high, ahead, beyond }, isKnown) {
  const speed = document.journey.max_speed_kmh;
  const who = travellerWords(document.journey.traveller);
  if (beyond > NARROW_KM) return rangeBeyond({ speed, who, km: kilometres.format(beyond) });
  if (high - low <= NARROW_KM) return "";
  const start = startWords(document);
  const places = { speed, who, start, low: kilometres.format(low), high: kilometres.format(high) };
  const goal = ahead === null ? null : epochAt(document, t)?.expected;
  if (goal) return rangeTowards({ ...places, low: kilometres.format(best), place: placeWords(document, goal) });
  if (legAt(document.line, high)?.status === "expected")
    return rangeExpected({ ...places, goneOn: goneOn(meansAt(document.line, high)) });
  const between = isKnown ? placesOfRange(document, low, high) : null;
  return between ? rangeBetween({ ...places, ...between }) : range(places);
}

/**
 * @param {JourneyDocument} document
 * @param {number} t epoch seconds
 * @param {string} zoneChoice IANA name, or "place": local time
 * @param {import("../document/reading.js").Reading} [reading]
 * @returns {Caption}
 */
export function captionAt(document, t, zoneChoice, reading = "happened") {
  const standing = standingAt(document, reading, t);
  const { best, placed } = standing;
  const isKnown = reading === "known";
  const range = rangeWords(document, t, standing, isKnown);
  const km = kilometres.format(best);
  return {
    zone: zoneChoice === "place" ? zoneAt(document, best) : zoneChoice,
    sentence: sentence(document, t, zoneChoice, reading),
    expected: isKnown && placed ? expectedWords(document, t) : "",
    range,
    distance: placed && !range && best >= 1 ? distanceFrom({ km, place: startWords(document) }) : "",
  };
}

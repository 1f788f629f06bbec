// @ts-check
/** When an event was, and when it was reported, in words. A zone is an IANA name, or "place": that of the place. */

import { clockTime, dayAndTime, duration, inZone, isoDay, moment, momentInZone, offsetOf } from "./clock.js";
import { monthWords, withOffset, yearWords } from "./clock.js";
import { fields } from "./calendar.js";
import { dayBothAt, hasHours, unitOf, windowWords } from "./windows.js";
import { roundingOf, timedEvents } from "../document/document.js";
import { epochAt, isOfADay } from "../document/reading.js";

/**
 * @typedef {import("../document/document.js").JourneyDocument} JourneyDocument
 * @typedef {import("../document/document.js").JourneyEvent} JourneyEvent
 * @typedef {Pick<import("../document/document.js").Claim, "reported_at"|"reported_day">} Published
 *
 * @typedef {object} PublicTime when something became public at the latest
 * @property {"day"|"moment"} by the end of a day, or a moment
 * @property {string} time in words
 */

const PUBLICATION_NOT_KNOWN = "when published is not known";
/** @param {{time: string}} places */
const publishedBy = ({ time }) => `published by ${time}`;

/** When an epoch's reports became public. @type {Record<PublicTime["by"], (places: {time: string}) => string>} */
const PUBLIC_BY = { day: ({ time }) => `public by the end of ${time}`, moment: ({ time }) => `public by ${time}` };

/** When the first report of an event was public. @type {Record<PublicTime["by"], (places: {time: string}) => string>} */
const FIRST_REPORT = {
  day: ({ time }) => `first report by the end of ${time}`,
  moment: ({ time }) => `first report by ${time}`,
};

/** And how long after it. @type {Record<PublicTime["by"], (places: {time: string, delay: string}) => string>} */
const FIRST_REPORT_AFTER = {
  day: ({ time, delay }) => `first report by the end of ${time}, ${delay} after`,
  moment: ({ time, delay }) => `first report by ${time}, ${delay} after`,
};

/** @param {{time: string}} places */
const atLeast = ({ time }) => `at least ${time}`;
/** @param {{time: string}} places */
const atMost = ({ time }) => `at most ${time}`;
/** @param {{min: string, max: string}} places */
const fromTo = ({ min, max }) => `${min} to ${max}`;

/** The zone in which the times of an event are stated. @param {JourneyEvent} event @param {string} zone */
export const zoneFor = (event, zone) => (zone === "place" ? event.zone : zone);

/** Whether a claim of it is dated by the Julian calendar. @param {Pick<JourneyEvent, "claims">} event */
const isJulian = ({ claims }) => claims.some(({ calendar }) => calendar === "julian");

/**
 * @typedef {object} Exactness how exactly a document states its times
 * @property {"second"|"minute"|"day"|"month"|"year"} unit of the times that are stated most exactly
 * @property {boolean} years events are of several years, so that a day is told with its own
 * @property {boolean} julian some are dated by the Julian calendar
 */

/** @type {WeakMap<JourneyDocument, Exactness>} */
const exactnesses = new WeakMap();

/** @param {JourneyDocument} document @returns {Exactness} */
export function exactnessOf(document) {
  let exactness = exactnesses.get(document);
  if (!exactness) {
    const events = timedEvents(document);
    const years = events.map(({ moment: at }) => fields(at, "UTC").year);
    exactness = {
      unit: statedUnit(document),
      years: years.length > 0 && years[0] !== years[years.length - 1],
      julian: events.some(isJulian),
    };
    exactnesses.set(document, exactness);
  }
  return exactness;
}

/**
 * How the times of its events are said.
 * @param {JourneyDocument} document
 * @param {boolean} [landmark] they are of another journey
 */
export function sayingOf(document, landmark = false) {
  const { unit, years } = exactnessOf(document);
  return { withYear: landmark || years, seconds: !landmark && unit === "second" };
}

/** @param {JourneyDocument} document */
function statedUnit(document) {
  const isTimed = Boolean(document.tracks.recorded) || roundingOf(document.span) < 60;
  const units = timedEvents(document).map(({ window, zone }) => unitOf(window, zone));
  if (isTimed || units.length === 0 || units.includes(null))
    return roundingOf(document.span) < 60 ? "second" : "minute";
  return /** @type {const} */ (["day", "month", "year"]).find((unit) => units.includes(unit)) ?? "minute";
}

/**
 * A moment of the timeline, no more exactly than the journey is told: "12 Sep 2023, 12:15 in Vladivostok", "24 Jun
 * 1812 (12 Jun Julian)", "June 1812", "1812".
 * @param {JourneyDocument} document
 * @param {number} t epoch seconds
 * @param {string} zone IANA name
 */
export function momentWords(document, t, zone) {
  const { unit, julian } = exactnessOf(document);
  const shown = fields(t, zone);
  if (unit === "year") return yearWords(shown.year);
  if (unit === "month") return monthWords(shown);
  const day = dayBothAt(t, zone, { withYear: true, julian });
  return unit === "day" ? day : inZone(dayAndTime({ day, time: clockTime(t, zone, unit === "second") }), zone, t);
}

/**
 * @param {JourneyEvent} event
 * @param {string} zone
 * @param {Pick<import("./windows.js").Saying, "withYear"|"seconds">} [saying] with the year of another year than the
 *   journey's
 */
export function whenWords(event, zone, saying = {}) {
  const stated = zoneFor(event, zone);
  const words = windowWords(event.window, stated, event.zone, { ...saying, julian: isJulian(event) });
  const at = event.window[0] ?? event.window[1];
  return at !== null && hasHours(event.window, event.zone) ? inZone(words, stated, at) : words;
}

/**
 * When a claim was published.
 * @param {Published} claim
 * @param {string} zone IANA name
 * @param {boolean} [offset] the zone is given by its offset, not by its city
 */
export function publishedWords({ reported_at: at, reported_day: day }, zone, offset = false) {
  if (day) return publishedBy({ time: isoDay(day, true) });
  if (at === null) return PUBLICATION_NOT_KNOWN;
  const time = offset ? withOffset({ time: moment(at, zone), offset: offsetOf(at, zone) }) : momentInZone(at, zone);
  return publishedBy({ time });
}

/**
 * When an epoch's reports became public; null before the first epoch.
 * @param {import("../document/document.js").JourneyDocument} document
 * @param {number} t epoch seconds, within the epoch
 * @param {string} zone "place" stands for the journey's
 * @returns {PublicTime|null}
 */
export function publicTime(document, t, zone) {
  const epoch = epochAt(document, t);
  if (!epoch) return null;
  const day =
    isOfADay(document, epoch) &&
    document.events.flatMap(({ claims }) => claims).find(({ id }) => epoch.claims.includes(id))?.reported_day;
  const { years } = exactnessOf(document);
  if (day) return { by: "day", time: isoDay(day, years) };
  const stated = zone === "place" ? document.journey.zone : zone;
  return { by: "moment", time: inZone(moment(epoch.from, stated, years), stated, epoch.from) };
}

/**
 * "public by the end of 12 Sep".
 * @param {import("../document/document.js").JourneyDocument} document
 * @param {number} t epoch seconds, within the epoch
 * @param {string} zone "place" stands for the journey's
 */
export function publicWords(document, t, zone) {
  const known = publicTime(document, t, zone);
  return known ? PUBLIC_BY[known.by](known) : "";
}

/** "2 h", or "2 h to 7 h" where the window leaves it open. @param {[number|null, number|null]} delay seconds */
function delayRange([min, max]) {
  if (max === null) return min === null ? "" : atLeast({ time: duration(min) });
  if (!min) return atMost({ time: duration(max) });
  const range = { min: duration(min), max: duration(max) };
  return range.min === range.max ? range.min : fromTo(range);
}

/**
 * When the first report of an event was public, and how long after it.
 * @param {JourneyEvent} event
 * @param {string} zone
 */
export function delayWords(event, zone) {
  const { first_report: first } = event;
  if (!first) return "";
  const by = first.day ? "day" : "moment";
  const time = first.day ? isoDay(first.day, true) : momentInZone(first.at, zoneFor(event, zone));
  const delay = delayRange(event.delay);
  return delay ? FIRST_REPORT_AFTER[by]({ time, delay }) : FIRST_REPORT[by]({ time });
}

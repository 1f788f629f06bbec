// @ts-check
/** When an event was, and when it was reported, in words. A zone is an IANA name, or "place": that of the place. */

import { clockTime, dayAndTime, dayOf, isoDay, moment, offsetOf, timeInZone } from "./clock.js";
import { monthWords, withOffset, yearWords } from "./clock.js";
import { daysLater, laterWithin } from "./rough_time.js";
import { fields } from "./calendar.js";
import { dayBothAt, hasHours, unitOf, windowWords } from "./windows.js";
import { oncePerDocument, roundingOf, timedEvents } from "../document/document.js";
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

const PUBLICATION_NOT_KNOWN = "time of publication not stated";
/** @param {{time: string}} places */
const published = ({ time }) => `published ${time}`;

/** When an epoch's reports became public. @type {Record<PublicTime["by"], (places: {time: string}) => string>} */
const PUBLIC_BY = { day: ({ time }) => `public by the end of ${time}`, moment: ({ time }) => `public by ${time}` };

/** When an event became public: on a day, or at a time of that of the event. */
const BECAME_PUBLIC = {
  /** @param {{time: string}} places */
  day: ({ time }) => `became public on ${time}`,
  /** @param {{time: string}} places */
  time: ({ time }) => `became public at ${time}`,
};
/** And how long after it. */
const BECAME_PUBLIC_LATER = {
  /** @param {{time: string, later: string}} places */
  day: ({ time, later }) => `became public on ${time}, ${later}`,
  /** @param {{time: string, later: string}} places */
  time: ({ time, later }) => `became public at ${time}, ${later}`,
};

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

/** @type {(document: JourneyDocument) => Exactness} */
export const exactnessOf = oncePerDocument((document) => {
  const events = timedEvents(document);
  const years = events.map(({ moment: at }) => fields(at, "UTC").year);
  return {
    unit: statedUnit(document),
    years: years.length > 0 && years[0] !== years[years.length - 1],
    julian: events.some(isJulian),
  };
});

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
 * A moment of the timeline, no more exactly than the journey is told: "12 Sep 2023, 12:15 local time (UTC+10)",
 * "24 Jun 1812 (12 Jun Julian)", "June 1812", "1812".
 * @param {JourneyDocument} document
 * @param {number} t epoch seconds
 * @param {string} zone IANA name
 * @param {boolean} isLocal the zone is that of the place
 */
export function momentWords(document, t, zone, isLocal) {
  const { unit, julian } = exactnessOf(document);
  const shown = fields(t, zone);
  if (unit === "year") return yearWords(shown.year);
  if (unit === "month") return monthWords(shown);
  const day = dayBothAt(t, zone, { withYear: true, julian });
  const time = dayAndTime({ day, time: clockTime(t, zone, unit === "second") });
  return unit === "day" ? day : timeInZone(time, zone, t, isLocal);
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
  return at !== null && hasHours(event.window, event.zone) ? timeInZone(words, stated, at, zone === "place") : words;
}

/**
 * When a claim was published.
 * @param {Published} claim
 * @param {string} zone IANA name
 * @param {boolean} [isChosen] by the reader; else only its offset is given: it need not be that of the source
 */
export function publishedWords({ reported_at: at, reported_day: day }, zone, isChosen = false) {
  if (day) return published({ time: isoDay(day, true) });
  if (at === null) return PUBLICATION_NOT_KNOWN;
  const time = moment(at, zone);
  return published({
    time: isChosen ? timeInZone(time, zone, at, false) : withOffset({ time, offset: offsetOf(at, zone) }),
  });
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
  const time = moment(epoch.from, stated, years);
  const offset = offsetOf(epoch.from, stated);
  return {
    by: "moment",
    time: zone === "place" ? withOffset({ time, offset }) : timeInZone(time, stated, epoch.from, false),
  };
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

/**
 * How many days after an event the day of its first report came; of an event of several days, within which limits.
 * @param {JourneyEvent} event
 * @param {string} day
 */
function dayDelay({ window: [from, to], zone, delay }, day) {
  const isOfADay =
    from !== null && to !== null && dayOf(from, zone, true) === dayOf(Math.max(from, to - 1), zone, true);
  return isOfADay ? daysLater(day, from, zone) : laterWithin(delay);
}

/**
 * When an event became public, and how long after it: "became public at 14:22, about two hours later".
 * @param {JourneyEvent} event
 * @param {string} zone IANA name, or "place"
 */
export function delayWords(event, zone) {
  const { first_report: first, window } = event;
  if (!first) return "";
  const stated = zoneFor(event, zone);
  // The hours of the event stand before it, with their zone: those of the same day need no other.
  const at = window[0] ?? window[1];
  const isSameDay = at !== null && dayOf(at, stated, true) === dayOf(first.at, stated, true);
  const isTime = !first.day && isSameDay && hasHours(window, event.zone);
  const day = first.day
    ? isoDay(first.day, true)
    : timeInZone(moment(first.at, stated), stated, first.at, zone === "place");
  const time = isTime ? clockTime(first.at, stated) : day;
  const later = first.day ? dayDelay(event, first.day) : laterWithin(event.delay);
  const by = isTime ? "time" : "day";
  return later ? BECAME_PUBLIC_LATER[by]({ time, later }) : BECAME_PUBLIC[by]({ time });
}

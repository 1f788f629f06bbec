// @ts-check
/** When an event was, and when it was reported, in words. A zone is an IANA name, or "place": that of the place. */

import { clockTime, dayOf, duration, inZone, isoDay, moment, windowWords } from "./clock.js";
import { epochAt, isOfADay } from "../document/reading.js";

/**
 * @typedef {import("../document/document.js").JourneyEvent} JourneyEvent
 * @typedef {Pick<import("../document/document.js").Claim, "reported_at"|"reported_day">} Published
 */

/** The zone in which the times of an event are stated. @param {JourneyEvent} event @param {string} zone */
export const zoneFor = (event, zone) => (zone === "place" ? event.zone : zone);

/**
 * @param {JourneyEvent} event
 * @param {string} zone
 * @param {boolean} [withYear] for an event of another year than the journey's
 */
export function whenWords(event, zone, withYear = false) {
  const stated = zoneFor(event, zone);
  const words = windowWords(event.window, stated, event.zone, withYear);
  return words.includes(":") ? `${words} ${inZone(stated)}` : words;
}

/**
 * When a claim was published.
 * @param {Published} claim
 * @param {string} zone IANA name
 * @param {string} [named] the zone in words
 */
export function publishedWords({ reported_at: at, reported_day: day }, zone, named = inZone(zone)) {
  if (day) return `published by ${isoDay(day, true)}`;
  return at === null ? "when published is not known" : `published by ${moment(at, zone)} ${named}`;
}

/**
 * When an epoch's reports became public: an hour, or the end of a day.
 * @param {import("../document/document.js").JourneyDocument} document
 * @param {number} t epoch seconds, within the epoch
 * @param {string} zone "place" stands for the journey's
 */
export function publicWords(document, t, zone) {
  const epoch = epochAt(document, t);
  if (!epoch) return "";
  const day =
    isOfADay(document, epoch) &&
    document.events.flatMap(({ claims }) => claims).find(({ id }) => epoch.claims.includes(id))?.reported_day;
  if (day) return `by the end of ${isoDay(day)}`;
  const stated = zone === "place" ? document.journey.zone : zone;
  return `by ${dayOf(epoch.from, stated)}, ${clockTime(epoch.from, stated)} ${inZone(stated)}`;
}

/** "2 h", or "2 h to 7 h" where the window leaves it open. @param {[number|null, number|null]} delay seconds */
function delayRange([min, max]) {
  if (max === null) return min === null ? "" : `at least ${duration(min)}`;
  if (!min) return `at most ${duration(max)}`;
  const [from, to] = [duration(min), duration(max)];
  return from === to ? from : `${from} to ${to}`;
}

/**
 * When the first report of an event was public, and how long after it.
 * @param {JourneyEvent} event
 * @param {string} zone
 */
export function delayWords(event, zone) {
  const stated = zoneFor(event, zone);
  const { first_report: first, delay } = event;
  if (!first) return "";
  const after = delayRange(delay);
  const by = first.day
    ? `by the end of ${isoDay(first.day, true)}`
    : `by ${moment(first.at, stated)} ${inZone(stated)}`;
  return after ? `first report ${by}, ${after} after` : `first report ${by}`;
}

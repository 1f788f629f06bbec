// @ts-check
/**
 * Windows in words, with no more exactness than they have; the wording is that of phrases/windows.py. Times are epoch
 * seconds; zones are IANA names or fixed offsets.
 */

import { dayNumber, fields, gregorian, isFixed, julian, keepsMeanTime } from "./calendar.js";
import { clockTime, dayAndTime, dayOf, dayWords, MONTHS, monthWords, yearWords } from "./clock.js";

/**
 * @typedef {import("../document/document.js").Window} Window
 * @typedef {import("./calendar.js").Day} Day
 *
 * @typedef {object} Whole a window that is whole units of a calendar
 * @property {"day"|"month"|"year"} unit the largest of which it is a whole number
 * @property {Day} first day
 * @property {Day} after the day after the last
 * @property {[number, number]} numbers of the first and the last day
 */

const DAY = 86_400;
/** How far the sun of a place can be off that of its zone's city, seconds. */
const MEAN_TIME_OFF = 3600;

const TIME_MISSING = "time not stated";
/** @param {{time: string}} places */
const byTime = ({ time }) => `by ${time}`;
/** @param {{time: string}} places */
const afterTime = ({ time }) => `after ${time}`;
/** @param {{time: string}} places */
const beforeTime = ({ time }) => `before ${time}`;
/** @param {{time: string}} places */
const fromTimeOn = ({ time }) => `from ${time} on`;
/** Within a day, or years. @param {{from: string, to: string}} places */
const shortRange = ({ from, to }) => `${from}–${to}`;
/** Days, or moments of different days. @param {{from: string, to: string}} places */
const range = ({ from, to }) => `${from} – ${to}`;
/** @param {{number: string}} places */
const century = ({ number }) => `${number} century`;
/** @param {{number: string}} places */
const centuryBefore = ({ number }) => `${number} century BCE`;
/** @param {{year: string}} places */
const decade = ({ year }) => `${year}s`;
/** @param {{year: string}} places */
const commonEra = ({ year }) => `${year} CE`;
/** Where a date was written in the Julian calendar. @param {{date: string, julian: string}} places */
const withJulian = ({ date, julian }) => `${date} (${julian} Julian)`;

/** "16th". @param {number} number */
function ordinal(number) {
  const teen = number % 100 >= 10 && number % 100 <= 20;
  return `${number}${(!teen && ["th", "st", "nd", "rd"][number % 10]) || "th"}`;
}

/** Whether a clock is at the beginning of a day. @param {number} t @param {string} zone */
const isMidnight = (t, zone) => clockTime(t, zone, true) === "00:00:00";

/**
 * The day that begins at a moment, if any. A window can begin before standard time and end after it: then its first
 * day began by the sun of the place, which is not that of the city that the zone is named after.
 * @param {number} t
 * @param {string} zone
 * @returns {number|null} of the day
 */
function beginning(t, zone) {
  const minute = Math.floor(t / 60) * 60;
  if (isMidnight(minute, zone)) return dayNumber(minute, zone);
  if (isFixed(zone) || !keepsMeanTime(t, zone)) return null;
  const day = dayNumber(t + MEAN_TIME_OFF, zone);
  return dayNumber(t - MEAN_TIME_OFF, zone) < day ? day : null;
}

/**
 * The largest units of a calendar that a window is whole ones of; null: an hour of it is stated.
 * @param {Window} window
 * @param {string} placeZone the zone whose days it is of
 * @param {(number: number) => Day} [calendar]
 * @returns {Whole|null}
 */
function wholeUnits([from, to], placeZone, calendar = gregorian) {
  if (from === null || to === null || to - from < DAY - 60) return null;
  const begins = beginning(from, placeZone);
  // A day is also stated by its last minute.
  const ends = beginning(clockTime(to, placeZone) === "23:59" ? to + 60 : to, placeZone);
  if (begins === null || ends === null) return null;
  const [first, after] = [calendar(begins), calendar(ends)];
  const unit = first.day !== 1 || after.day !== 1 ? "day" : first.month === 1 && after.month === 1 ? "year" : "month";
  return { unit, first, after, numbers: [begins, ends - 1] };
}

/** Whether an hour of it is stated. @param {Window} window @param {string} placeZone */
export function hasHours(window, placeZone) {
  const [from, to] = window;
  if (from === null || to === null) return (from ?? to) !== null && !opensMonth(from ?? Number(to), placeZone);
  return wholeUnits(window, placeZone) === null;
}

/**
 * How coarsely a window is stated; null: an hour of it is.
 * @param {Window} window
 * @param {string} placeZone
 * @returns {Whole["unit"]|null}
 */
export const unitOf = (window, placeZone) => wholeUnits(window, placeZone)?.unit ?? null;

/** Whether it is the first moment of a month, which ends a window that is open. @param {number} t @param {string} zone */
const opensMonth = (t, zone) => fields(t, zone).day === 1 && isMidnight(t, zone);

/** "1812", "1810s", "16th century", "406–404 BCE". @param {number} first @param {number} after */
function yearsWords(first, after) {
  if (after - first === 1) return yearWords(first);
  if (after - first === 100 && ((first % 100) + 100) % 100 === 1) {
    // The first century has the years 1 to 100; the first before it 100 to 1 BCE.
    const number = Math.floor((first > 0 ? first : -first) / 100) + 1;
    return (first > 0 ? century : centuryBefore)({ number: ordinal(number) });
  }
  if (after - first === 10 && first > 0 && first % 10 === 0 && first % 100 !== 0)
    return decade({ year: String(first) });
  const to = yearWords(after - 1);
  // Of one era, which is said once.
  if (first > 0 || after <= 1) return shortRange({ from: String(first > 0 ? first : 1 - first), to });
  return range({ from: yearWords(first), to: commonEra({ year: to }) });
}

/** "June 1812", "June–August 1812". @param {Day} first @param {Day} after */
function monthsWords(first, after) {
  const last = after.month > 1 ? { ...after, month: after.month - 1 } : { ...after, year: after.year - 1, month: 12 };
  if (last.year !== first.year) return range({ from: monthWords(first), to: monthWords(last) });
  if (last.month === first.month) return monthWords(last);
  return shortRange({ from: MONTHS[first.month - 1], to: monthWords(last) });
}

/** Of months or years. @param {Whole} whole */
const unitsWords = ({ unit, first, after }) =>
  unit === "year" ? yearsWords(first.year, after.year) : monthsWords(first, after);

/**
 * A day, with its Julian date beside it where that differs; the same year is said once.
 * @param {number} number of the day
 * @param {boolean} isJulian
 * @param {boolean} withYear
 */
function dayBoth(number, isJulian, withYear) {
  const day = gregorian(number);
  const date = dayWords(day, withYear);
  const other = julian(number);
  if (!isJulian || (other.day === day.day && other.month === day.month)) return date;
  return withJulian({ date, julian: dayWords(other, other.year !== day.year) });
}

/**
 * The day of a moment, as dayBoth has it.
 * @param {number} t
 * @param {string} zone
 * @param {Saying} saying
 */
export const dayBothAt = (t, zone, { withYear = false, julian: isJulian = false }) =>
  dayBoth(dayNumber(t, zone), isJulian, withYear);

/**
 * The hours of a window within one day of a zone; empty for any other window.
 * @param {Window} window
 * @param {string} zone
 * @param {string} placeZone
 * @param {boolean} [seconds]
 */
export function hoursOfDay([from, to], zone, placeZone, seconds = false) {
  if (from === null || to === null || wholeUnits([from, to], placeZone)) return "";
  if (dayOf(from, zone, true) !== dayOf(to, zone, true)) return "";
  if (from === to) return clockTime(from, zone, seconds);
  return shortRange({ from: clockTime(from, zone, seconds), to: clockTime(to, zone, seconds) });
}

/**
 * @typedef {object} Saying
 * @property {boolean} [withYear] of a day; months always have theirs
 * @property {boolean} [julian] it was dated by the Julian calendar
 * @property {boolean} [seconds] of a time of day
 */

/**
 * A window in words: "12 Sep, 12:10–12:20"; whole days, months or years at the place are those.
 * @param {Window} window
 * @param {string} zone the zone to state it in
 * @param {string} placeZone the zone whose days it is of
 * @param {Saying} [saying]
 */
export function windowWords(window, zone, placeZone, saying = {}) {
  const { withYear = false, julian: isJulian = false, seconds = false } = saying;
  const [from, to] = window;
  if (from === null || to === null) return openWords(window, zone, placeZone, { withYear, julian: isJulian, seconds });
  const whole = wholeUnits(window, placeZone);
  const stated = isJulian ? wholeUnits(window, placeZone, julian) : null;
  if (whole && stated && stated.unit !== "day") {
    const places = { date: wholeWords(whole, { withYear: true }), julian: unitsWords(stated) };
    // In the third century both were the same.
    return places.date === places.julian ? places.date : withJulian(places);
  }
  if (whole) return wholeWords(whole, { withYear, julian: isJulian });
  const day = (/** @type {number} */ t) => dayBoth(dayNumber(t, zone), isJulian, withYear);
  const hours = hoursOfDay(window, zone, placeZone, seconds);
  if (hours) return dayAndTime({ day: day(from), time: hours });
  const at = (/** @type {number} */ t) => dayAndTime({ day: day(t), time: clockTime(t, zone, seconds) });
  return range({ from: at(from), to: at(to) });
}

/** @param {Whole} whole @param {Saying} saying of days */
function wholeWords(whole, { withYear = false, julian: isJulian = false }) {
  if (whole.unit !== "day") return unitsWords(whole);
  const [first, last] = whole.numbers.map((number) => dayBoth(number, isJulian, withYear));
  return first === last ? first : range({ from: first, to: last });
}

/**
 * @param {Window} window
 * @param {string} zone
 * @param {string} placeZone
 * @param {Required<Saying>} saying
 */
function openWords([from, to], zone, placeZone, { withYear, julian: isJulian, seconds }) {
  const t = from ?? to;
  if (t === null) return TIME_MISSING;
  if (!isJulian && opensMonth(t, placeZone)) {
    const { year, month } = fields(t, placeZone);
    const time = month === 1 ? yearWords(year) : monthWords({ year, month });
    return (from === null ? beforeTime : fromTimeOn)({ time });
  }
  const day = dayBoth(dayNumber(t, zone), isJulian, withYear);
  const time = dayAndTime({ day, time: clockTime(t, zone, seconds) });
  return (from === null ? byTime : afterTime)({ time });
}

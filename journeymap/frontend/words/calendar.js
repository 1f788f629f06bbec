// @ts-check
/**
 * What calendar and clock show, for any year. Times are epoch seconds. A year is astronomical: 0 is 1 BCE, -404 is
 * 405 BCE. Both calendars go on without end in both directions, as on the Python side (dates.py).
 */

const DAY = 86_400;

/**
 * @typedef {object} Day
 * @property {number} year
 * @property {number} month from 1
 * @property {number} day
 *
 * @typedef {Day & {hour: number, minute: number, second: number}} Fields
 */

/** An offset in place of a zone: before standard time every place had its own. */
const FIXED = /^([+-])(\d{2}):(\d{2})$/;

/** @param {string} zone */
export const isFixed = (zone) => FIXED.test(zone);

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone */
function formatFor(zone) {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether it is a zone that clocks are known of: an IANA name, or an offset such as "+00:19". @param {string} zone */
export function isZone(zone) {
  try {
    return isFixed(zone) || Boolean(formatFor(zone));
  } catch {
    return false;
  }
}

/**
 * Epoch seconds in UTC; month and day may run over.
 * @param {number} year
 * @param {number} [month] from 1
 * @param {number} [day]
 * @param {number} [seconds] of the day
 */
export function utc(year, month = 1, day = 1, seconds = 0) {
  // Date.UTC takes the years 0 to 99 for those of the last century.
  return new Date(0).setUTCFullYear(year, month - 1, day) / 1000 + seconds;
}

/**
 * By how much the clock of a zone is ahead of UTC, seconds. Before standard time it is whole minutes, as a place's is.
 * @param {number} t
 * @param {string} zone
 */
export function offsetAt(t, zone) {
  const exact = exactOffset(t, zone);
  return isMeanTime(exact) ? Math.round(exact / 60) * 60 : exact;
}

/** @param {number} t @param {string} zone */
function exactOffset(t, zone) {
  if (zone === "UTC") return 0;
  const fixed = FIXED.exec(zone);
  if (fixed) return (Number(fixed[2]) * 3600 + Number(fixed[3]) * 60) * (fixed[1] === "-" ? -1 : 1);
  const whole = Math.floor(t);
  /** @type {Record<string, string>} */
  const parts = {};
  for (const { type, value } of formatFor(zone).formatToParts(whole * 1000)) parts[type] = value;
  const year = parts.era.startsWith("B") ? 1 - Number(parts.year) : Number(parts.year);
  const seconds = Number(parts.hour) * 3600 + Number(parts.minute) * 60 + Number(parts.second);
  return utc(year, Number(parts.month), Number(parts.day), seconds) - whole;
}

/** No standard time is off by anything but quarters of an hour; the sun is. @param {number} offset seconds */
const isMeanTime = (offset) => offset % 900 !== 0;

/** Whether the clock of a zone was the sun's: a place's own, or that of the city it is named after. @param {number} t @param {string} zone */
export const keepsMeanTime = (t, zone) => isFixed(zone) || isMeanTime(exactOffset(t, zone));

/**
 * What calendar and clock show in a zone.
 * @param {number} t
 * @param {string} zone
 * @returns {Fields}
 */
export function fields(t, zone) {
  const at = new Date((Math.floor(t) + offsetAt(t, zone)) * 1000);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
}

/**
 * When the clock of a zone shows what one in UTC shows at `shown`; of a time that it shows twice, either.
 * @param {number} shown epoch seconds
 * @param {string} zone
 */
export function momentShowing(shown, zone) {
  let t = shown;
  // Twice: the first may land on the other side of a change of the clock.
  for (let i = 0; i < 2; i++) t = shown - offsetAt(t, zone);
  return t;
}

/** Days from 1970-01-01 to that of a moment in a zone. @param {number} t @param {string} zone */
export const dayNumber = (t, zone) => Math.floor((Math.floor(t) + offsetAt(t, zone)) / DAY);

/** The Gregorian date of a day. @param {number} number @returns {Day} */
export function gregorian(number) {
  const { year, month, day } = fields(number * DAY, "UTC");
  return { year, month, day };
}

/**
 * The Julian date of a day, which has a leap year every four years. Source of the method: H. Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms".
 * @param {number} number
 * @returns {Day}
 */
export function julian(number) {
  // Counted from 1 March of the year 0: so the leap day is the last of a year.
  const days = number + 719_470;
  const era = Math.floor(days / 1461);
  const rest = days - era * 1461;
  const yearOfEra = Math.floor((rest - Math.floor(rest / 1460)) / 365);
  const dayOfYear = rest - 365 * yearOfEra;
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 4 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** Epoch seconds of noon, in UTC, of a day as the document has it: "2023-09-12", "-0404-03-01". @param {string} day */
export function noonOf(day) {
  const [, year, month, ofMonth] = /^([+-]?\d{4,6})-(\d{2})-(\d{2})$/.exec(day)?.map(Number) ?? [NaN, NaN, NaN, NaN];
  return utc(year, month, ofMonth, DAY / 2);
}

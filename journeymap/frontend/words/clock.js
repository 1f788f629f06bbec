// @ts-check
/** Moments, windows and durations in words. Times are epoch seconds; zones are IANA names. */

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone */
function formatFor(zone) {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/**
 * The parts of a moment as a clock in the zone shows them.
 * @param {number} t
 * @param {string} zone
 */
export function fields(t, zone) {
  /** @type {Record<string, string>} */
  const parts = {};
  for (const { type, value } of formatFor(zone).formatToParts(t * 1000)) parts[type] = value;
  return { year: parts.year, month: parts.month.slice(0, 3), day: parts.day, hour: parts.hour, minute: parts.minute };
}

/** "12:15". @param {number} t @param {string} zone */
export function clockTime(t, zone) {
  const { hour, minute } = fields(t, zone);
  return `${hour}:${minute}`;
}

/** "12 Sep" or "12 Sep 2023". @param {number} t @param {string} zone @param {boolean} [withYear] */
export function dayOf(t, zone, withYear = false) {
  const { day, month, year } = fields(t, zone);
  return withYear ? `${day} ${month} ${year}` : `${day} ${month}`;
}

/** "12 Sep" of an ISO day. @param {string} day @param {boolean} [withYear] */
export const isoDay = (day, withYear = false) => dayOf(Date.parse(`${day}T12:00Z`) / 1000, "UTC", withYear);

/** "12 Sep 2023, 12:15". @param {number} t @param {string} zone @param {boolean} [withYear] */
export const moment = (t, zone, withYear = true) =>
  dayAndTime({ day: dayOf(t, zone, withYear), time: clockTime(t, zone) });

/** "12 Sep 2023, 12:15 in Vladivostok". @param {number} t @param {string} zone */
export const momentInZone = (t, zone) => inZone(moment(t, zone), zone);

/** "Sep 2023". @param {number} t @param {string} zone */
export function monthOf(t, zone) {
  const { month, year } = fields(t, zone);
  return `${month} ${year}`;
}

/** The city an IANA zone is named after. @param {string} zone */
export function zoneName(zone) {
  if (zone === "UTC" || zone === "Etc/UTC") return "UTC";
  return (zone.split("/").pop() ?? zone).replaceAll("_", " ");
}

/**
 * A time with the zone whose clock shows it: "12:15 in Vladivostok", but "02:15 UTC".
 * @param {string} time in words
 * @param {string} zone
 */
export function inZone(time, zone) {
  const name = zoneName(zone);
  return name === "UTC" ? `${time} UTC` : `${time} in ${name}`;
}

/** A time with the offset of its zone: "12:15 (UTC+10)". @param {{time: string, offset: string}} places */
export const withOffset = ({ time, offset }) => `${time} (${offset})`;

/** "UTC+8", the offset of a zone at a moment. @param {number} t @param {string} zone */
export function offsetOf(t, zone) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(
    t * 1000,
  );
  return (parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT").replace("GMT", "UTC").replace(/[+]0$/, "");
}

/** The zone of the browser. */
export function viewerZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** @param {number} count */
const minutesWords = (count) => (count === 1 ? "1 minute" : `${count} minutes`);
/** @param {number} count */
const hoursWords = (count) => (count === 1 ? "1 hour" : `${count} hours`);
/** @param {number} count */
const daysWords = (count) => (count === 1 ? "1 day" : `${count} days`);
/** @param {{hours: number, minutes: number}} places */
const hoursAndMinutes = ({ hours, minutes }) => `${hours} h ${minutes} min`;

/** "15 minutes", "1 h 41 min", "2 days". @param {number} seconds not negative */
export function duration(seconds) {
  const all = Math.round(seconds / 60);
  if (all < 60) return minutesWords(all);
  if (all >= 48 * 60) return daysWords(Math.round(all / 1440));
  const minutes = all % 60;
  const hours = Math.floor(all / 60);
  return minutes ? hoursAndMinutes({ hours, minutes }) : hoursWords(hours);
}

const TIME_MISSING = "time not stated";
/** @param {{day: string, time: string}} places */
const dayAndTime = ({ day, time }) => `${day}, ${time}`;
/** @param {{time: string}} places */
const byTime = ({ time }) => `by ${time}`;
/** @param {{time: string}} places */
const afterTime = ({ time }) => `after ${time}`;
/** Within a day. @param {{from: string, to: string}} places */
const hoursBetween = ({ from, to }) => `${from}–${to}`;
/** Days, or moments of different days. @param {{from: string, to: string}} places */
const daysBetween = ({ from, to }) => `${from} – ${to}`;

/** @typedef {import("../document/document.js").Window} Window */

/**
 * Whether a window is of whole days at its place, so that no hour of it is stated.
 * @param {Window} window
 * @param {string} placeZone the zone whose days it is of
 */
function isOfDays([from, to], placeZone) {
  return (
    from !== null &&
    to !== null &&
    to - from >= 86400 - 60 &&
    clockTime(from, placeZone) === "00:00" &&
    ["00:00", "23:59"].includes(clockTime(to, placeZone))
  );
}

/** Whether an hour of it is stated. @param {Window} window @param {string} placeZone */
export const hasHours = (window, placeZone) =>
  (window[0] !== null || window[1] !== null) && !isOfDays(window, placeZone);

/**
 * The hours of a window within one day of a zone; empty for any other window.
 * @param {Window} window
 * @param {string} zone
 * @param {string} placeZone
 */
export function hoursOfDay([from, to], zone, placeZone) {
  if (from === null || to === null || isOfDays([from, to], placeZone)) return "";
  if (dayOf(from, zone, true) !== dayOf(to, zone, true)) return "";
  if (from === to) return clockTime(from, zone);
  return hoursBetween({ from: clockTime(from, zone), to: clockTime(to, zone) });
}

/**
 * A window in words: "12 Sep, 12:10–12:20"; a whole day at the place is that day.
 * @param {Window} window
 * @param {string} zone the zone to state it in
 * @param {string} placeZone the zone whose days a day-wide window was stated in
 * @param {boolean} [withYear]
 */
export function windowWords(window, zone, placeZone, withYear = false) {
  const [from, to] = window;
  const day = (/** @type {number} */ t, there = zone) => dayOf(t, there, withYear);
  const at = (/** @type {number} */ t) => moment(t, zone, withYear);
  if (from === null) return to === null ? TIME_MISSING : byTime({ time: at(to) });
  if (to === null) return afterTime({ time: at(from) });
  if (isOfDays(window, placeZone)) {
    const first = day(from, placeZone);
    const last = day(to - 61, placeZone);
    return first === last ? first : daysBetween({ from: first, to: last });
  }
  const hours = hoursOfDay(window, zone, placeZone);
  return hours ? dayAndTime({ day: day(from), time: hours }) : daysBetween({ from: at(from), to: at(to) });
}

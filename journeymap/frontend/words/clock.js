// @ts-check
/** Moments and durations in words. Times are epoch seconds; zones are IANA names or fixed offsets ("+00:19"). */

import { fields, isFixed, keepsMeanTime, noonOf, offsetAt } from "./calendar.js";

export const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
  ...["October", "November", "December"],
];

/** @typedef {import("./calendar.js").Day} Day */

/** @param {{year: string}} places */
const beforeCommonEra = ({ year }) => `${year} BCE`;
/** @param {{day: string, month: string}} places */
const dayAndMonth = ({ day, month }) => `${day} ${month}`;
/** @param {{day: string, month: string, year: string}} places */
const dayMonthYear = ({ day, month, year }) => `${day} ${month} ${year}`;
/** @param {{month: string, year: string}} places */
const monthAndYear = ({ month, year }) => `${month} ${year}`;
/** @param {{day: string, time: string}} places */
export const dayAndTime = ({ day, time }) => `${day}, ${time}`;

/** "1812", "405 BCE"; there is no year 0. @param {number} year astronomical */
export const yearWords = (year) => (year > 0 ? String(year) : beforeCommonEra({ year: String(1 - year) }));

/** "12 Sep" or "12 Sep 2023". @param {Day} day @param {boolean} [withYear] */
export function dayWords({ year, month, day }, withYear = false) {
  const places = { day: String(day), month: MONTHS[month - 1].slice(0, 3) };
  return withYear ? dayMonthYear({ ...places, year: yearWords(year) }) : dayAndMonth(places);
}

/** "12 September 2023" or "12 September". @param {Day} day @param {boolean} [withYear] */
export function longDayWords({ year, month, day }, withYear = true) {
  const places = { day: String(day), month: MONTHS[month - 1] };
  return withYear ? dayMonthYear({ ...places, year: yearWords(year) }) : dayAndMonth(places);
}

/** "June 1812". @param {{year: number, month: number}} month */
export const monthWords = ({ year, month }) => monthAndYear({ month: MONTHS[month - 1], year: yearWords(year) });

const two = (/** @type {number} */ value) => String(value).padStart(2, "0");

/** "12:15" or "12:15:30". @param {number} t @param {string} zone @param {boolean} [seconds] */
export function clockTime(t, zone, seconds = false) {
  const { hour, minute, second } = fields(t, zone);
  return [hour, minute, ...(seconds ? [second] : [])].map(two).join(":");
}

/** "12 Sep" or "12 Sep 2023". @param {number} t @param {string} zone @param {boolean} [withYear] */
export const dayOf = (t, zone, withYear = false) => dayWords(fields(t, zone), withYear);

/** "12 Sep" of an ISO day. @param {string} day @param {boolean} [withYear] */
export const isoDay = (day, withYear = false) => dayOf(noonOf(day), "UTC", withYear);

/** "Sep 2023". @param {number} t @param {string} zone */
export function monthOf(t, zone) {
  const { year, month } = fields(t, zone);
  return monthAndYear({ month: MONTHS[month - 1].slice(0, 3), year: yearWords(year) });
}

/** "12 Sep 2023, 12:15". @param {number} t @param {string} zone @param {boolean} [withYear] */
export const moment = (t, zone, withYear = true) =>
  dayAndTime({ day: dayOf(t, zone, withYear), time: clockTime(t, zone) });

const LOCAL_MEAN_TIME = "local mean time";
/** @param {{offset: string}} places */
const utcOffset = ({ offset }) => `UTC${offset}`;

/** At sea a zone is an offset, whose sign is the other way round in its name. */
const AT_SEA = /^Etc\/GMT([+-])(\d{1,2})$/;

/** The city an IANA zone is named after, or the offset that is its name. @param {string} zone */
export function zoneName(zone) {
  if (zone === "UTC" || zone === "Etc/UTC") return "UTC";
  if (isFixed(zone)) return LOCAL_MEAN_TIME;
  const [, sign, hours] = AT_SEA.exec(zone) ?? [];
  if (sign) return utcOffset({ offset: `${sign === "-" ? "+" : "−"}${hours}` });
  return (zone.split("/").pop() ?? zone).replaceAll("_", " ");
}

/** @param {{time: string, name: string}} places */
const timeOf = ({ time, name }) => `${time} ${name}`;
/** @param {{time: string, offset: string}} places */
const localTime = ({ time, offset }) => `${time} local time (${offset})`;
/** Before there was a standard time. @param {{time: string, offset: string}} places */
const localMeanTime = ({ time, offset }) => `${time} local mean time (${offset})`;
/** In a zone that was chosen. @param {{time: string, name: string, offset: string}} places */
const timeByName = ({ time, name, offset }) => `${time} ${name} time (${offset})`;
/** @param {{time: string, name: string, offset: string}} places */
const meanTimeByName = ({ time, name, offset }) => `${time} ${name} mean time (${offset})`;

/**
 * A time with the zone whose clock shows it: "12:15 local time (UTC+10)", or of a zone that was chosen "12:15 Moscow
 * time (UTC+3)", "02:15 UTC".
 * @param {string} time in words
 * @param {string} zone
 * @param {number} t when that is
 * @param {boolean} isLocal the zone is that of the place
 */
export function timeInZone(time, zone, t, isLocal) {
  const name = zoneName(zone);
  const offset = offsetOf(t, zone);
  const isMean = keepsMeanTime(t, zone);
  if (name === "UTC") return timeOf({ time, name });
  if (isLocal || isFixed(zone)) return (isMean ? localMeanTime : localTime)({ time, offset });
  if (name.startsWith("UTC")) return timeOf({ time, name });
  return (isMean ? meanTimeByName : timeByName)({ time, name, offset });
}

/** @param {{name: string}} places */
const timeNamed = ({ name }) => `${name} time`;

/** A zone that can be chosen: "Moscow time", "UTC". @param {string} zone */
export function zoneTime(zone) {
  const name = zoneName(zone);
  return name.startsWith("UTC") || isFixed(zone) ? name : timeNamed({ name });
}

/** A time with the offset of its zone: "12:15 (UTC+10)". @param {{time: string, offset: string}} places */
export const withOffset = ({ time, offset }) => `${time} (${offset})`;

/** "UTC+8", "UTC−3:30", the offset of a zone at a moment. @param {number} t @param {string} zone */
export function offsetOf(t, zone) {
  const minutes = Math.round(offsetAt(t, zone) / 60);
  if (minutes === 0) return "UTC";
  const all = Math.abs(minutes);
  const rest = all % 60 ? `:${two(all % 60)}` : "";
  return utcOffset({ offset: `${minutes > 0 ? "+" : "−"}${Math.floor(all / 60)}${rest}` });
}

/** The zone of the browser. */
export function viewerZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** @param {number} count */
const secondsWords = (count) => (count === 1 ? "1 second" : `${count} seconds`);
/** @param {number} count */
const minutesWords = (count) => (count === 1 ? "1 minute" : `${count} minutes`);
/** @param {number} count */
const hoursWords = (count) => (count === 1 ? "1 hour" : `${count} hours`);
/** @param {number} count */
const daysWords = (count) => (count === 1 ? "1 day" : `${count} days`);
/** @param {number} count */
const yearsWords = (count) => (count === 1 ? "1 year" : `${count} years`);
/** @param {{hours: number, minutes: number}} places */
const hoursAndMinutes = ({ hours, minutes }) => `${hours} h ${minutes} min`;

const DAY_MINUTES = 1440;
const YEAR_MINUTES = 365.25 * DAY_MINUTES;

/** "15 minutes", "1 h 41 min", "2 days", "3 years". @param {number} seconds not negative */
export function duration(seconds) {
  const all = Math.round(seconds / 60);
  if (seconds >= 0.5 && seconds < 59.5) return secondsWords(Math.round(seconds));
  if (all < 60) return minutesWords(all);
  if (all >= 2 * YEAR_MINUTES) return yearsWords(Math.round(all / YEAR_MINUTES));
  if (all >= 2 * DAY_MINUTES) return daysWords(Math.round(all / DAY_MINUTES));
  const minutes = all % 60;
  const hours = Math.floor(all / 60);
  return minutes ? hoursAndMinutes({ hours, minutes }) : hoursWords(hours);
}

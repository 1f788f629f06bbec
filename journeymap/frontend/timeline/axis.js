// @ts-check
/** Where a time axis has its ticks: whole hours, days, months or years of a zone, as many as there is room for. */

import { clockTime, dayOf, fields, monthOf } from "../words/clock.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * @typedef {object} Step
 * @property {"hour"|"day"|"month"|"year"} unit
 * @property {number} every how many of it
 * @property {number} seconds about so long
 *
 * @typedef {object} Tick
 * @property {number} t epoch seconds
 * @property {string} label
 * @property {boolean} midnight
 */

/** @type {Record<Step["unit"], {seconds: number, every: number[], pixels: number}>} what its labels need */
const UNITS = {
  hour: { seconds: HOUR, every: [1, 3, 6, 12], pixels: 46 },
  day: { seconds: DAY, every: [1, 2, 3, 5, 10], pixels: 46 },
  month: { seconds: 30.4 * DAY, every: [1, 2, 3, 6], pixels: 62 },
  year: { seconds: 365.25 * DAY, every: [1, 2, 5, 10, 20, 50, 100], pixels: 46 },
};

/**
 * The finest step whose labels do not meet.
 * @param {number} seconds of the axis
 * @param {number} width pixels
 * @returns {Step}
 */
export function stepFor(seconds, width) {
  for (const [unit, { seconds: one, every, pixels }] of Object.entries(UNITS)) {
    const found = every.find((each) => (width * one * each) / seconds >= pixels);
    if (found) return { unit: /** @type {Step["unit"]} */ (unit), every: found, seconds: one * found };
  }
  return { unit: "year", every: 200, seconds: 200 * UNITS.year.seconds };
}

/** What a clock in the zone shows, as if it were UTC. @param {number} t @param {string} zone */
function shown(t, zone) {
  const { year, month, day, hour, minute } = fields(t, zone);
  return Date.UTC(Number(year), MONTHS.indexOf(month), Number(day), Number(hour), Number(minute)) / 1000;
}

/**
 * When a day begins in a zone; day and month may run over.
 * @param {number} year
 * @param {number} month from 0
 * @param {number} day
 * @param {string} zone
 */
function beginning(year, month, day, zone) {
  const wanted = Date.UTC(year, month, day) / 1000;
  let t = wanted;
  // Twice: the first may land on the other side of a change of the clock.
  for (let i = 0; i < 2; i++) t += wanted - shown(t, zone);
  return t;
}

/**
 * @param {{from: number, to: number}} span epoch seconds
 * @param {string} zone IANA name
 * @param {Step} step
 * @returns {Generator<Tick>}
 */
export function* ticks({ from, to }, zone, { unit, every }) {
  if (unit === "hour") {
    // Half hours are tried too, for zones that are off by one.
    for (let t = Math.ceil(from / 1800) * 1800; t <= to; t += 1800) {
      const { hour, minute } = fields(t, zone);
      if (minute !== "00" || Number(hour) % every !== 0) continue;
      const midnight = hour === "00";
      yield { t, label: midnight ? dayOf(t, zone) : clockTime(t, zone), midnight };
    }
    return;
  }
  const first = fields(from, zone);
  const [year, month] = [Number(first.year), MONTHS.indexOf(first.month)];
  const day = Number(first.day) + 1;
  // Months and years count from January and from the year 0, days from the first.
  const start = unit === "year" ? Math.ceil(year / every) * every : Math.ceil(month / every) * every;
  for (let i = 0; ; i += every) {
    const t =
      unit === "day"
        ? beginning(year, month, day + i, zone)
        : unit === "month"
          ? beginning(year, start + i, 1, zone)
          : beginning(start + i, 0, 1, zone);
    if (t > to) return;
    if (t < from) continue;
    const label = unit === "day" ? dayOf(t, zone) : unit === "month" ? monthOf(t, zone) : fields(t, zone).year;
    yield { t, label, midnight: true };
  }
}

// @ts-check
/** Where a time axis has its ticks: round seconds to centuries of a zone, as many as there is room for. */

import { clockTime, dayOf, monthOf, yearWords } from "../words/clock.js";
import { fields, momentShowing, offsetAt, utc } from "../words/calendar.js";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

/**
 * @typedef {"second"|"minute"|"hour"|"day"|"month"|"year"} Unit
 *
 * @typedef {object} Step
 * @property {Unit} unit
 * @property {number} every how many of it
 *
 * @typedef {object} Tick
 * @property {number} t epoch seconds
 * @property {string} label
 * @property {boolean} midnight
 *
 * @typedef {{from: number, to: number}} Span epoch seconds
 */

/** @type {Record<Unit, {seconds: number, every: number[], pixels: number}>} what its labels need */
const UNITS = {
  second: { seconds: 1, every: [1, 2, 5, 10, 15, 30], pixels: 62 },
  minute: { seconds: MINUTE, every: [1, 2, 5, 10, 15, 30], pixels: 46 },
  hour: { seconds: HOUR, every: [1, 3, 6, 12], pixels: 46 },
  day: { seconds: DAY, every: [1, 2, 3, 5, 10], pixels: 46 },
  month: { seconds: YEAR / 12, every: [1, 2, 3, 6], pixels: 62 },
  year: { seconds: YEAR, every: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000], pixels: 46 },
};
/** "405 BCE" after a year or month. */
const ERA_PIXELS = 30;
/** No axis is so wide; whatever its span is, it ends. */
const MAX_TICKS = 400;

/** Whether any of it is before the year 1. @param {Span} span */
const isBeforeCommonEra = ({ from }) => from < utc(1);

/**
 * The finest step whose labels do not meet.
 * @param {Span} span of the axis
 * @param {number} width pixels
 * @returns {Step}
 */
export function stepFor(span, width) {
  const seconds = span.to - span.from;
  for (const [unit, { seconds: one, every, pixels }] of Object.entries(UNITS)) {
    const era = isBeforeCommonEra(span) && (unit === "year" || unit === "month") ? ERA_PIXELS : 0;
    // The first of a month is nearer to its neighbours.
    const closest = (/** @type {number} */ each) => (unit === "day" && MARKED.has(each) ? each - 1 : each);
    const found = every.find((each) => (width * one * closest(each)) / seconds >= pixels + era);
    if (found) return { unit: /** @type {Unit} */ (unit), every: found };
  }
  return { unit: "year", every: /** @type {number} */ (UNITS.year.every.at(-1)) };
}

/**
 * @param {Span} span
 * @param {string} zone IANA name or offset
 * @param {Step} step
 * @returns {Tick[]}
 */
export function ticks(span, zone, step) {
  if (!(span.to > span.from)) return [];
  const found = [];
  let tried = 0;
  for (const tick of TICKS[step.unit](span, zone, step)) {
    tried += 1;
    if (tick.t > span.to || tried > MAX_TICKS) break;
    if (tick.t >= span.from) found.push(tick);
  }
  return found;
}

/** @type {Record<Unit, (span: Span, zone: string, step: Step) => Generator<Tick>>} */
const TICKS = {
  second: clockTicks,
  minute: clockTicks,
  hour: clockTicks,
  day: dayTicks,
  month: monthTicks,
  year: yearTicks,
};

/**
 * Round times of day; a midnight is labelled as the day that begins.
 * @param {Span} span
 * @param {string} zone
 * @param {Step} step
 * @returns {Generator<Tick>}
 */
function* clockTicks({ from, to }, zone, { unit, every }) {
  const step = UNITS[unit].seconds * every;
  // Of hours, half ones are tried too: a clock may be put forward or back between two ticks.
  const tried = Math.min(step, HOUR / 2);
  const offset = offsetAt(from, zone);
  for (let t = Math.ceil((from + offset) / tried) * tried - offset; t <= to; t += tried) {
    const { hour, minute, second } = fields(t, zone);
    const ofDay = hour * HOUR + minute * MINUTE + second;
    if (ofDay % step !== 0) continue;
    const midnight = ofDay === 0;
    yield { t, label: midnight ? dayOf(t, zone) : clockTime(t, zone, unit === "second"), midnight };
  }
}

/** Days of a month that are marked, by how far they are apart; closer ones are counted from the first day. */
const MARKED = new Map([
  [5, [1, 5, 10, 15, 20, 25]],
  [10, [1, 10, 20]],
]);

/**
 * Round days of the month, or days counted from the first.
 * @param {Span} span
 * @param {string} zone
 * @param {Step} step
 * @returns {Generator<Tick>}
 */
function* dayTicks({ from }, zone, { every }) {
  const { year, month, day } = fields(from, zone);
  const tick = (/** @type {number} */ shown) => {
    const t = momentShowing(shown, zone);
    return { t, label: dayOf(t, zone), midnight: true };
  };
  const marked = MARKED.get(every);
  if (!marked) for (let i = 1; ; i += every) yield tick(utc(year, month, day + i));
  for (let i = 0; ; i += 1) for (const each of marked) yield tick(utc(year, month + i, each));
}

/**
 * Months, counted from January.
 * @param {Span} span
 * @param {string} zone
 * @param {Step} step
 * @returns {Generator<Tick>}
 */
function* monthTicks({ from }, zone, { every }) {
  const { year, month } = fields(from, zone);
  for (let i = Math.floor((month - 1) / every) * every; ; i += every) {
    const t = momentShowing(utc(year, i + 1), zone);
    yield { t, label: monthOf(t, zone), midnight: true };
  }
}

/**
 * Round years of both eras, and the first of ours between them, for there is no year 0.
 * @param {Span} span
 * @param {string} zone
 * @param {Step} step
 * @returns {Generator<Tick>}
 */
function* yearTicks({ from }, zone, { every }) {
  const tick = (/** @type {number} */ year) => {
    const t = momentShowing(utc(year), zone);
    return { t, label: yearWords(year), midnight: true };
  };
  const { year: first } = fields(from, zone);
  // The year 0 is 1 BCE: the round ones are one later.
  let year = Math.floor((first - 1) / every) * every + 1;
  for (; year < 1; year += every) yield tick(year);
  if (first < 1) yield tick(1);
  for (year = first < 1 ? every : Math.floor(first / every) * every; ; year += every) if (year !== 1) yield tick(year);
}

// @ts-check
/** How fast the time runs when it plays, and how far a key moves it: made from the span of the journey. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const YEAR = 365.25 * DAY;
const MONTH = YEAR / 12;

/** A span is to play in about a minute: between these, seconds. */
const [SHORTEST, USUAL, LONGEST] = [45, 60, 75];

/**
 * @typedef {"second"|"minute"|"hour"|"day"|"week"|"month"|"year"} Unit
 *
 * @typedef {object} Speed
 * @property {number} count of the unit, per second of playing
 * @property {Unit} unit
 * @property {number} seconds of the journey per second of playing
 */

/**
 * Counts of each unit: those that a person would name first, and others that fill what lies between, so
 * that no speed is more than 5/3 of the one before. Then one of them plays any span in 45 to 75 seconds.
 * @type {Record<Unit, {seconds: number, plain: number[], others: number[]}>}
 */
const UNITS = {
  second: {
    seconds: 1,
    plain: [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30],
    others: [0.15, 0.4, 0.75, 1.5, 3, 8, 15, 45, 90],
  },
  minute: { seconds: MINUTE, plain: [1, 2, 5, 10, 20, 30], others: [3, 8, 15, 45, 90] },
  hour: { seconds: HOUR, plain: [1, 2, 3, 6, 12], others: [4, 8, 18, 36] },
  day: { seconds: DAY, plain: [1, 2, 5, 10], others: [3, 20] },
  week: { seconds: WEEK, plain: [1, 2], others: [6] },
  month: { seconds: MONTH, plain: [1, 2, 3, 6], others: [4, 9, 18] },
  year: { seconds: YEAR, plain: [1, 2, 5, 10, 20, 50, 100, 200, 500], others: [3, 8, 15, 30, 80, 150, 300] },
};

/** @param {"plain"|"others"} which @returns {Speed[]} */
const listed = (which) =>
  Object.entries(UNITS).flatMap(([unit, each]) =>
    each[which].map((count) => ({ count, unit: /** @type {Unit} */ (unit), seconds: count * each.seconds })),
  );

const PLAIN = listed("plain");
const ALL = [...PLAIN, ...listed("others")];

/** Beside the usual speed. */
const FACTORS = [1 / 10, 1 / 3, 3, 10];

/** The one of the speeds that is nearest in proportion. @param {Speed[]} speeds @param {number} seconds */
function nearest(speeds, seconds) {
  const distance = (/** @type {Speed} */ speed) => Math.abs(Math.log(speed.seconds / seconds));
  return speeds.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}

/**
 * The speed at which a span plays in about a minute.
 * @param {number} span seconds
 * @returns {Speed}
 */
export function usualSpeed(span) {
  const fits = (/** @type {Speed} */ { seconds }) => span / seconds >= SHORTEST && span / seconds <= LONGEST;
  // Beyond all of them there is the first or the last.
  const speeds = [PLAIN.filter(fits), ALL.filter(fits), ALL].find(({ length }) => length > 0) ?? ALL;
  return nearest(speeds, span / USUAL);
}

/**
 * The speeds to choose from: the usual one, and a few slower and faster ones; slowest first.
 * @param {number} span seconds
 * @returns {Speed[]}
 */
export function speedsFor(span) {
  const usual = usualSpeed(span);
  const speeds = new Set([usual, ...FACTORS.map((factor) => nearest(PLAIN, usual.seconds * factor))]);
  // What is filmed is seen as it was.
  if (usual.seconds < MINUTE) speeds.add(/** @type {Speed} */ (PLAIN.find(({ seconds }) => seconds === 1)));
  return [...speeds].sort((a, b) => a.seconds - b.seconds);
}

/** What a key moves the time by: the next one with Shift. Seconds. */
const STEPS = [1, 10, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, WEEK, 30 * DAY, YEAR, 10 * YEAR, 100 * YEAR];
/** So many keys at least lead from end to end. */
const KEYS = 300;

/**
 * @param {number} span seconds
 * @returns {{arrow: number, shiftArrow: number}} seconds
 */
export function stepsFor(span) {
  const last = STEPS.findLastIndex((step) => step <= span / KEYS);
  const i = Math.min(Math.max(0, last), STEPS.length - 2);
  return { arrow: STEPS[i], shiftArrow: STEPS[i + 1] };
}

// @ts-check
/** How long, roughly, as a newspaper says it; the wording is that of phrases/rough_time.py. */

import { dayNumber, noonOf } from "./calendar.js";

/** Up to ten a number is a word. */
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** "two", "12". @param {number} count */
export const numberWords = (count) => NUMBERS[count] ?? String(count);

const A_MINUTE = "a minute";
const A_FEW_MINUTES = "a few minutes";
/** @param {{count: string}} places */
const minutes = ({ count }) => `${count} minutes`;
const AN_HOUR = "an hour";
/** @param {{count: string}} places */
const hours = ({ count }) => `${count} hours`;
const A_DAY = "a day";
/** @param {{count: string}} places */
const days = ({ count }) => `${count} days`;
/** @param {{count: string}} places */
const months = ({ count }) => `${count} months`;
/** @param {{count: string}} places */
const years = ({ count }) => `${count} years`;

/** @param {{time: string}} places */
const about = ({ time }) => `about ${time}`;
/** @param {{time: string}} places */
const laterBy = ({ time }) => `${time} later`;
/** @param {{time: string}} places */
const earlierBy = ({ time }) => `${time} earlier`;
/** @param {{time: string}} places */
const atLeastLater = ({ time }) => `at least ${time} later`;
/** @param {{time: string}} places */
const atMostLater = ({ time }) => `at most ${time} later`;
/** @param {{min: string, max: string}} places */
const betweenLater = ({ min, max }) => `between ${min} and ${max} later`;
const THE_SAME_DAY = "the same day";
const THE_NEXT_DAY = "the next day";
const THE_DAY_BEFORE = "the day before";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const MONTH = 30.4375 * DAY;

/** "two hours", "40 hours", "three days". @param {number} seconds not negative */
function rounded(seconds) {
  const count = (/** @type {number} */ unit, step = 1) => numberWords(Math.round(seconds / unit / step) * step);
  if (seconds < 1.5 * MINUTE) return A_MINUTE;
  if (seconds < 8 * MINUTE) return A_FEW_MINUTES;
  if (seconds < 52.5 * MINUTE) return minutes({ count: count(MINUTE, 5) });
  if (seconds < 1.5 * HOUR) return AN_HOUR;
  if (seconds < 22.5 * HOUR) return hours({ count: count(HOUR) });
  if (seconds < 27.5 * HOUR) return A_DAY;
  if (seconds < 47.5 * HOUR) return hours({ count: count(HOUR, 5) });
  if (seconds < 60 * DAY) return days({ count: count(DAY) });
  if (seconds < 24 * MONTH) return months({ count: count(MONTH) });
  return years({ count: count(12 * MONTH) });
}

/** "about two hours", "about 40 hours", "three days". @param {number} seconds not negative */
export function roughly(seconds) {
  const time = rounded(seconds);
  return time === A_FEW_MINUTES || seconds >= 47.5 * HOUR ? time : about({ time });
}

/** "about two hours later", or earlier. @param {number} seconds negative: earlier */
export const later = (seconds) =>
  seconds < 0 ? earlierBy({ time: roughly(-seconds) }) : laterBy({ time: roughly(seconds) });

/**
 * By how many days a day comes after a moment: "the same day", "the next day", "three days later".
 * @param {string} day such as "2023-09-12"
 * @param {number} t epoch seconds
 * @param {string} zone whose days are counted
 */
export function daysLater(day, t, zone) {
  const count = dayNumber(noonOf(day), "UTC") - dayNumber(t, zone);
  if (count === 0) return THE_SAME_DAY;
  if (count === 1) return THE_NEXT_DAY;
  return count === -1 ? THE_DAY_BEFORE : later(count * DAY);
}

/**
 * By how much something came later, where that is known within limits: "about two hours later", "between two hours and
 * ten hours later"; empty where it is not known.
 * @param {[number|null, number|null]} limits seconds, not negative
 */
export function laterWithin([min, max]) {
  if (max === null) return min === null ? "" : atLeastLater({ time: rounded(min) });
  if (min === null || rounded(min) === rounded(max))
    return min === null ? atMostLater({ time: rounded(max) }) : later(max);
  if (min < MINUTE) return atMostLater({ time: rounded(max) });
  const [low, high] = [rounded(min), rounded(max)];
  const [count, unit] = low.split(" ");
  // Of the same unit the first is a number alone.
  return betweenLater({ min: unit && high.endsWith(` ${unit}`) ? count : low, max: high });
}

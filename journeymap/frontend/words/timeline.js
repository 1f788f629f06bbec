// @ts-check
/** What the timeline and its controls are called. */

import { zoneName } from "./clock.js";

export const NO_TIMES = "No time of this journey is known: the line is shown without a timeline.";
export const RANGE = "Time of the journey";
export const PLAY = "Play";
export const PAUSE = "Pause";
export const PREVIOUS = "Previous event";
export const NEXT = "Next event";
export const PLAYING_SPEED = "Playing speed";
export const TIME_ZONE = "Time zone";
/** The menu of a narrow screen, and what its fields are called there. */
export const OPTIONS = "Options";
export const PLAYING = "Playing";
export const LINK_AND_FILES = "Link and files";
export const AT_THE_PLACE = "Local time";
export const READING = "Reading";
export const NOT_KNOWABLE = "No report of this journey has a date of publication.";
export const NEEDS_SERVER = "Another speed limit needs a server to work it out, and this page has none.";
export const SPEED_UNAVAILABLE = "The map with that speed limit could not be loaded.";

/** @type {Record<import("../document/reading.js").Reading, string>} */
export const READING_WORDS = { happened: "As it happened", known: "As it was known" };

/** The maximum speed assumed, around its field. @param {{speed: string}} places */
export const maxSpeed = ({ speed }) => `Speed limit assumed: ${speed} km/h`;

/** The zone of the browser among the others. @param {string} zone IANA name */
export const yourTime = (zone) => `Your time (${zoneName(zone)})`;

const REAL_TIME = "real time";
/** @param {{count: string}} places */
const timesRealTime = ({ count }) => `${count}× real time`;

/** @type {Record<import("../timeline/speeds.js").Unit, {one: string, many: (places: {count: string}) => string}>} */
const A_SECOND = {
  second: { one: REAL_TIME, many: ({ count }) => `${count} seconds a second` },
  minute: { one: "1 minute a second", many: ({ count }) => `${count} minutes a second` },
  hour: { one: "1 hour a second", many: ({ count }) => `${count} hours a second` },
  day: { one: "1 day a second", many: ({ count }) => `${count} days a second` },
  week: { one: "1 week a second", many: ({ count }) => `${count} weeks a second` },
  month: { one: "1 month a second", many: ({ count }) => `${count} months a second` },
  year: { one: "1 year a second", many: ({ count }) => `${count} years a second` },
};

/** How much of the journey's time a second of playing is. @param {import("../timeline/speeds.js").Speed} speed */
export function playingSpeed({ count, unit }) {
  const words = A_SECOND[unit];
  if (count === 1) return words.one;
  const places = { count: String(count) };
  return unit === "second" && count < 10 ? timesRealTime(places) : words.many(places);
}

// @ts-check
/** The sentences of sentence.js, each whole; those of phrases/sentences.py. */

import { numberWords } from "./rough_time.js";

/**
 * @typedef {object} Scene the slots of every sentence
 * @property {string} when "At 12:15 local time (UTC+10) on 12 September 2023"
 * @property {string} who "the train"
 *
 * @typedef {Scene & {place: string}} AtPlace
 * @typedef {Scene & {before: string, after: string}} OnTheWay
 * @typedef {object} Said who says so, and how long after the moment; may be empty
 * @property {string} source
 * @property {string} age
 */

/** @param {string} words */
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/** @param {{time: string, day: string}} places */
export const atTime = ({ time, day }) => `At ${time} on ${day}`;
/** @param {{day: string}} places */
export const onDay = ({ day }) => `On ${day}`;
/** @param {{time: string}} places a month or a year */
export const inTime = ({ time }) => `In ${time}`;
/** @param {{date: string, julian: string}} places */
export const withJulian = ({ date, julian: other }) => `${date} (${other} Julian)`;

/**
 * A sentence in three forms: with who says so and when, with who says so, and without.
 * @template Places
 * @typedef {object} Forms
 * @property {(places: Places & Said) => string} dated
 * @property {(places: Places & Said) => string} sourced
 * @property {(places: Places) => string} plain
 */

/** @type {Forms<AtPlace>} */
export const AT = {
  dated: ({ when, who, place, source, age }) => `${when} ${who} was at ${place}, ${source} reported ${age}.`,
  sourced: ({ when, who, place, source }) => `${when} ${who} was at ${place}, ${source} reported.`,
  plain: ({ when, who, place }) => `${when} ${who} was at ${place}.`,
};
/** @type {Forms<AtPlace>} */
export const NEAR = {
  dated: ({ when, who, place, source, age }) => `${when} ${who} was near ${place}, ${source} reported ${age}.`,
  sourced: ({ when, who, place, source }) => `${when} ${who} was near ${place}, ${source} reported.`,
  plain: ({ when, who, place }) => `${when} ${who} was near ${place}.`,
};
/** @type {Forms<AtPlace>} */
export const NOT_LEFT = {
  dated: ({ when, who, place, source, age }) =>
    `${when} ${who} had not yet left ${place}, judging by what ${source} reported ${age}.`,
  sourced: ({ when, who, place, source }) =>
    `${when} ${who} had not yet left ${place}, judging by what ${source} reported.`,
  plain: ({ when, who, place }) => `${when} ${who} had not yet left ${place}.`,
};
/** @typedef {Record<"sourced"|"plain", (places: AtPlace & {since: string, source: string}) => string>} Alone */
/** @type {Alone} */
export const FIRST_AT = {
  sourced: ({ when, who, place, since, source }) =>
    `${when} no report says where ${who} was; the first one, by ${source}, is of ${place} ${since}.`,
  plain: ({ when, who, place }) => `${when} ${who} had not yet come to ${place}.`,
};
/** @type {Alone} */
export const LAST_AT = {
  sourced: ({ when, who, place, since, source }) =>
    `${when} no report says where ${who} was; the last one, by ${source}, is of ${place} ${since}.`,
  plain: ({ when, who, place, since }) => `${when} ${who} was last known to be at ${place}, ${since}.`,
};
/**
 * Judging by the reports before and after.
 * @template Places
 * @typedef {object} Judged
 * @property {(places: Places & {first: string, second: string}) => string} both
 * @property {(places: Places & {first: string}) => string} one
 * @property {(places: Places) => string} plain
 */
/** @type {Judged<OnTheWay>} */
export const BETWEEN = {
  both: ({ when, who, before, after, first, second }) =>
    `${when} ${who} was somewhere between ${before} and ${after}, judging by reports from ${first} and ${second}.`,
  one: ({ when, who, before, after, first }) =>
    `${when} ${who} was somewhere between ${before} and ${after}, judging by reports from ${first}.`,
  plain: ({ when, who, before, after }) => `${when} ${who} was between ${before} and ${after}.`,
};
/** @type {Judged<AtPlace>} */
export const ABOUT_AT = {
  both: ({ when, who, place, first, second }) =>
    `${when} ${who} was near ${place}, judging by reports from ${first} and ${second}.`,
  one: ({ when, who, place, first }) => `${when} ${who} was near ${place}, judging by reports from ${first}.`,
  plain: ({ when, who, place }) => `${when} ${who} was near ${place}.`,
};
/** A source whose word is one of two. @param {Said} places */
export const sourceAndAge = ({ source, age }) => `${source} (${age})`;
/** @typedef {Record<"sourced"|"plain", (places: Scene) => string>} BySources by whether the journey has any */
/** @type {BySources} */
export const ON_THE_WAY = {
  sourced: ({ when, who }) => `${when} ${who} was under way; no report says where.`,
  plain: ({ when, who }) => `${when} ${who} was on the way.`,
};
/** @type {BySources} */
export const NOWHERE = {
  sourced: ({ when, who }) => `${when} no report says where ${who} was.`,
  plain: ({ when, who }) => `${when} it is not known where ${who} was.`,
};

/** Within a recording, and in a gap of it. @type {Record<"at"|"between"|"alone", {exact: Function, gap: Function}>} */
export const RECORDED = {
  at: {
    exact: (/** @type {AtPlace} */ { when, who, place }) => `${when} ${who} was at ${place}.`,
    gap: (/** @type {AtPlace} */ { when, who, place }) =>
      `${when} ${who} was probably near ${place}; the recording has a gap here.`,
  },
  between: {
    exact: (/** @type {OnTheWay} */ { when, who, before, after }) =>
      `${when} ${who} was between ${before} and ${after}.`,
    gap: (/** @type {OnTheWay} */ { when, who, before, after }) =>
      `${when} ${who} was probably between ${before} and ${after}; the recording has a gap here.`,
  },
  alone: {
    exact: (/** @type {Scene} */ { when, who }) => `${when} ${who} was where the map shows it, as recorded.`,
    gap: (/** @type {Scene} */ { when, who }) =>
      `${when} the recording has a gap; the map shows where ${who} probably was.`,
  },
};
/** @param {Scene} places */
export const BEFORE_RECORDING = ({ when }) => `${when} the recording had not yet begun.`;
/** @param {Scene} places */
export const AFTER_RECORDING = ({ when }) => `${when} the recording had ended.`;

/** Reports that say otherwise. @param {{count: number}} places */
export const otherReports = ({ count }) =>
  count === 1 ? "One other report differs." : `${capital(numberWords(count))} other reports differ.`;

/** As it was known. @type {Record<"at"|"in"|"left", Forms<AtPlace>>} */
export const REPORTED = {
  at: {
    dated: ({ when, who, place, source, age }) =>
      `${when} the latest report, by ${source} ${age}, placed ${who} at ${place}.`,
    sourced: ({ when, who, place, source }) => `${when} the latest report, by ${source}, placed ${who} at ${place}.`,
    plain: ({ when, who, place }) => `${when} the latest report placed ${who} at ${place}.`,
  },
  in: {
    dated: ({ when, who, place, source, age }) =>
      `${when} the latest report, by ${source} ${age}, placed ${who} in ${place}.`,
    sourced: ({ when, who, place, source }) => `${when} the latest report, by ${source}, placed ${who} in ${place}.`,
    plain: ({ when, who, place }) => `${when} the latest report placed ${who} in ${place}.`,
  },
  left: {
    dated: ({ when, who, place, source, age }) =>
      `${when} the latest report, by ${source} ${age}, was that ${who} had left ${place}.`,
    sourced: ({ when, who, place, source }) =>
      `${when} the latest report, by ${source}, was that ${who} had left ${place}.`,
    plain: ({ when, who, place }) => `${when} the latest report was that ${who} had left ${place}.`,
  },
};
/** @type {Forms<AtPlace>} */
export const EXPECTED = {
  dated: ({ when, who, place, source, age }) =>
    `${when} no report placed ${who} anywhere yet; the destination expected was ${place}, ${source} reported ${age}.`,
  sourced: ({ when, who, place, source }) =>
    `${when} no report placed ${who} anywhere yet; the destination expected was ${place}, ${source} reported.`,
  plain: ({ when, who, place }) =>
    `${when} no report placed ${who} anywhere yet; the destination expected was ${place}.`,
};
/** @param {Scene} places */
export const NOTHING_YET = ({ when, who }) => `${when} no report placed ${who} anywhere yet.`;

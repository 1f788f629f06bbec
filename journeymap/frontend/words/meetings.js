// @ts-check
/** What the page of the meetings says. */

import { dayOf, isoDay, offsetOf, withOffset } from "./clock.js";
import { hasHours, hoursOfDay, windowWords } from "./windows.js";

/** @typedef {import("./event_times.js").Published} Published */

/** Heads of the table's columns. */
export const COLUMNS = ["No.", "Date", "Place", "Position exact to"];
export const NO_NUMBER = "–";
export const PLACE_MISSING = "Not stated";
export const ACCURACY_MISSING = "not given";
export const NOT_IN_TABLE = "No later report was found";

export const NO_MEETING = "No meeting is listed.";
export const OTHERS = "Also listed";
export const WHO_REPORTS = "Who reports it";
export const ELSEWHERE = "Part of the meeting, elsewhere:";
export const MORE_ON_REPORT = "More on this report";
export const LAST_REPORT = "The most recent report";

/** What is listed beside a meeting: its heading, and what stands there where nothing is. */
export const BESIDE = {
  expected: { title: "What was expected beforehand", none: "None of the reports says what was expected." },
  outcome: { title: "What came of it", none: "None of the reports says what came of it." },
};

const AFTER_NO_REPORT = "Beyond these";
const NOT_KNOWN_BEYOND = "Beyond these: not known";
/** @param {{day: string}} places */
const afterDay = ({ day }) => `After ${day}`;
/** @param {{day: string}} places */
const notKnownAfter = ({ day }) => `After ${day}: not known`;

/** The day of the last report; empty where none is known. @param {Published|null} last */
function lastDay(last) {
  if (last?.reported_day) return isoDay(last.reported_day, true);
  return last?.reported_at ? dayOf(last.reported_at, "UTC", true) : "";
}

/** The time of which nothing is known: "After 28 Oct 2025". @param {Published|null} last report */
export function afterReport(last) {
  const day = lastDay(last);
  return day ? afterDay({ day }) : AFTER_NO_REPORT;
}

/** As a heading: "After 28 Oct 2025: not known". @param {Published|null} last report */
export function notKnownSince(last) {
  const day = lastDay(last);
  return day ? notKnownAfter({ day }) : NOT_KNOWN_BEYOND;
}

/**
 * The day of an event at its place, and its hours where they are stated.
 * @param {{window: import("../document/document.js").Window, zone: string}} event
 * @returns {[string, string]}
 */
export function dayAndHours({ window, zone }) {
  const at = window[0] ?? window[1];
  const words = windowWords(window, zone, zone, { withYear: true });
  if (at === null || !hasHours(window, zone)) return [words, ""];
  // A zone is named after a city, which need not be the place's own: the offset misleads nobody.
  const offset = offsetOf(at, zone);
  const hours = hoursOfDay(window, zone, zone);
  return hours
    ? [dayOf(at, zone, true), withOffset({ time: hours, offset })]
    : [withOffset({ time: words, offset }), ""];
}

// @ts-check
/** What the list of events says. */

export const ALL_EVENTS = "All events";
/** Of the notes on paper. */
export const SOURCES = "Sources";
export const WHAT_WAS_KNOWN = "What was known";
export const NO_TIME = "Time not stated";
export const NOT_IN_REPORTS = "What the reports do not say";
export const SPEED_ASSUMED = "Speed limit assumed";

/** How many of the events the second reading has. @param {{count: number, all: number}} places */
export const eventsKnown = ({ count, all }) =>
  `${count} of ${all} events had been reported by this time, as far as is known.`;

/** @param {{speed: number, who: string}} places km/h, and who travels within a sentence */
export const speedAssumed = ({ speed, who }) => `The map assumes that ${who} never went faster than ${speed} km/h.`;

/** What a statement says. @param {{source: string, says: string}} places */
export const statement = ({ source, says }) => `${source}: ${says}`;

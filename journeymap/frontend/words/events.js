// @ts-check
/** What the list of events says. */

export const ALL_EVENTS = "All events";
export const WHAT_WAS_KNOWN = "What was known";
export const NO_TIME = "No time is given";
export const NOT_IN_REPORTS = "What no report says";
export const SPEED_ASSUMED = "The speed assumed";

/** How many of the events the second reading has. @param {{count: number, all: number}} places */
export const eventsKnown = ({ count, all }) =>
  `${count} of ${all} events; of the others nothing is known to have been public by this time.`;

/** @param {{speed: number}} places km/h */
export const speedAssumed = ({ speed }) => `At most ${speed} km/h for the possible range.`;

/** What a statement says. @param {{source: string, says: string}} places */
export const statement = ({ source, says }) => `${source}: ${says}`;

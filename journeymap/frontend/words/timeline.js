// @ts-check
/** What the timeline and its controls are called. */

import { zoneName } from "./clock.js";

export const RANGE = "Time of the journey";
export const PLAY = "Play";
export const PAUSE = "Pause";
export const PREVIOUS = "Previous event";
export const NEXT = "Next event";
export const PLAYING_SPEED = "Playing speed: time of the journey per second";
export const TIME_ZONE = "Time zone";
export const AT_THE_PLACE = "At the place";
export const READING = "Reading";
export const NOT_KNOWABLE = "No claim of this journey says when it was public.";
export const NEEDS_SERVER = "The tracks at another speed are worked out by a server.";
export const SPEED_UNAVAILABLE = "The tracks at that speed could not be loaded.";

/** @type {Record<import("../document/reading.js").Reading, string>} */
export const READING_WORDS = { happened: "As it happened", known: "As it was known" };

/** The maximum speed assumed, around its field. @param {{speed: string}} places */
export const maxSpeed = ({ speed }) => `At most ${speed} km/h`;

/** The zone of the browser among the others. @param {string} zone IANA name */
export const yourTime = (zone) => `Your time (${zoneName(zone)})`;

/** Short, so that a phone has all controls in one row. @param {number} speed seconds of the journey per second */
export const playingSpeed = (speed) => (speed < 3600 ? `${speed / 60} min/s` : `${speed / 3600} h/s`);

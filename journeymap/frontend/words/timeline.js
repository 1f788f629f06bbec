// @ts-check
/** What the timeline and its controls are called. */

export const RANGE = "Time of the journey";
export const PLAY = "Play";
export const PAUSE = "Pause";
export const PREVIOUS = "Previous event";
export const NEXT = "Next event";
export const PLAYING_SPEED = "Playing speed: time of the journey per second";
export const TIME_ZONE = "Time zone";
export const AT_THE_PLACE = "At the place";
export const NOT_KNOWABLE = "No claim of this journey says when it was public.";
export const NEEDS_SERVER = "The tracks at another speed are worked out by a server.";
export const SPEED_UNAVAILABLE = "The tracks at that speed could not be loaded.";

// @ts-check
/** What the map, its controls and its cards say. */

export const SHOW_JOURNEY = "Show the whole journey";
export const SHOW_PLACES = "Show all places";
export const BASE_MAP = "Base map";
export const BACKGROUND = "Background";
export const BACKGROUNDS = "Map";
export const CHOOSE_BACKGROUND = "Choose the background";
export const ONLINE_NOTICE = "Online maps are fetched from their own servers, which then see your IP address.";
/** To one finger that drags. */
export const TWO_FINGERS = "Use two fingers to move the map";
/** To a wheel alone. @param {string} key */
export const wheelHint = (key) => `Hold ${key} while scrolling to zoom the map`;
export const CLOSE = "Close";

/** The key of the map, beside the drawings. */
export const KEY = "Key";
export const TRAVELLED = "travelled";
export const REPORTED_BY_THEN = "reported by then";
export const STILL_TO_COME = "still to come";
export const ROUTE_INFERRED = "route guessed";
export const ROUTE_EXPECTED = "route expected";
export const ROUTE_EXPECTED_THEN = "route expected then";
export const NO_TRACK = "no railway data: drawn straight";
export const SEVERAL_PLACES = "several places, too close to draw apart";

/** @param {{speed: number}} places km/h */
export const possibleRange = ({ speed }) => `where it can have been, with a speed limit of ${speed} km/h assumed`;

/** Who made the base map, in one line. @param {{names: string[], others: boolean}} places */
export const creditsLine = ({ names, others }) => `© ${[...names, ...(others ? ["others"] : [])].join(", ")}`;

/** The small globe, for screen readers. @param {{lat: number, lon: number}} places degrees */
export const locatorLabel = ({ lat, lon }) =>
  `Globe: the map shows the area around ${Math.abs(Math.round(lat))}° ${lat < 0 ? "south" : "north"}, ` +
  `${Math.abs(Math.round(((((lon + 180) % 360) + 360) % 360) - 180))}° ${((((lon + 180) % 360) + 360) % 360) - 180 < 0 ? "west" : "east"}`;

/** @param {string} title of the journey */
export const mapLabel = (title) => `Map: ${title}`;

/** Names the map on which a place is chosen. */
export const CHOOSE_PLACE = "Map: choose a place";

/**
 * A mark of the map, for screen readers.
 * @param {{names: string, role: string, count: number}} places names of the places under it, what the first is, events
 */
export const markWords = ({ names, role, count }) =>
  count === 1 ? `${names}: ${role}; 1 event` : `${names}: ${role}; ${count} events`;

/** @param {string} why */
export const notDrawn = (why) => `The map could not be drawn. Reload the page to try again. (${why})`;

/** @param {string} why */
export const notLoaded = (why) => `The journey could not be loaded (${why}). Reload the page to try again.`;

/** @param {string} from name of the place on the line @param {string} note may be empty */
export const offTheLine = (from, note) =>
  note ? `Off the route, visited from ${from}. ${note}` : `Off the route, visited from ${from}.`;

// @ts-check
/**
 * How the parts of one page view hear each other: the timeline leads, the map, the claims and
 * the list follow. A BroadcastChannel reaches the map's frame without touching the server. Its
 * name belongs to one page view, so that two tabs never drive each other.
 */

/**
 * @typedef {object} View
 * @property {number} t epoch seconds
 * @property {string} zone IANA name, or "place": the zone at the place
 * @property {boolean} playing
 * @property {boolean} dark
 * @property {import("./reading.js").Reading} reading
 * @property {number} speed greatest speed assumed, km/h
 *
 * @typedef {object} Frame what a map shows, apart from the time
 * @property {{zoom: number, lat: number, lon: number}|null} map degrees; null: all of the journey
 * @property {string|null} layer id of an online background; null: our own base map
 * @property {string|null} event id of one at the place whose card is open
 *
 * @typedef {{type: "view", view: View}} ViewMessage what the timeline shows now
 * @typedef {{type: "seek", t: number}} SeekMessage asks the timeline to move
 * @typedef {{type: "show", place: string}} ShowMessage asks the map to open a place
 * @typedef {{type: "hello"}} HelloMessage asks the timeline for its view
 * @typedef {{type: "ready"}} ReadyMessage a map is there, and waits to be told what to show
 * @typedef {{type: "look", frame: Frame}} LookMessage asks the map to show that
 * @typedef {{type: "frame", frame: Frame, problems: string[]}} FrameMessage what the map shows now, and in words what it could not
 * @typedef {ViewMessage|SeekMessage|ShowMessage|HelloMessage|ReadyMessage|LookMessage|FrameMessage} Message
 */

/**
 * @param {string} name
 * @param {(message: Message) => void} hear called for what the others say, never for one's own
 */
export function join(name, hear) {
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event) => hear(event.data);
  return {
    /** @param {Message} message */
    say: (message) => channel.postMessage(message),
    leave: () => channel.close(),
  };
}

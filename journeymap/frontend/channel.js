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
 * @typedef {{type: "view", view: View}} ViewMessage what the timeline shows now
 * @typedef {{type: "seek", t: number}} SeekMessage asks the timeline to move
 * @typedef {{type: "show", place: string}} ShowMessage asks the map to open a place
 * @typedef {{type: "hello"}} HelloMessage asks the timeline for its view
 * @typedef {ViewMessage|SeekMessage|ShowMessage|HelloMessage} Message
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

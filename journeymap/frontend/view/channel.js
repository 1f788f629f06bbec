// @ts-check
/**
 * How the parts of one page view hear each other: the timeline leads, the map, the claims and
 * the list follow. Parts of one origin call each other directly, across frames, without touching
 * the server: a BroadcastChannel's message would wait behind the frame that the input itself causes. A
 * channel's name belongs to one page view, so that two maps on a page never drive each other.
 */

/**
 * @typedef {object} View
 * @property {number} t epoch seconds
 * @property {string} zone IANA name, or "place": the zone at the place
 * @property {boolean} playing
 * @property {boolean} dark
 * @property {import("../document/reading.js").Reading} reading
 * @property {number} speed maximum speed assumed, km/h
 *
 * @typedef {object} Frame what a map shows, apart from the time
 * @property {{zoom: number, lat: number, lon: number}|null} map degrees; null: all of the journey
 * @property {string|null} layer id of an online background; null: our own base map
 * @property {string|null} event id of one at the place whose card is open
 *
 * @typedef {object} Settled where the time has come to rest
 * @property {number} moment epoch seconds
 * @property {import("../document/reading.js").Reading} reading
 * @property {number} speed maximum speed assumed, km/h
 *
 * @typedef {{type: "view", view: View}} ViewMessage what the timeline shows now
 * @typedef {{type: "settled", settled: Settled}} SettledMessage the timeline has come to rest at that
 * @typedef {{type: "seek", t: number}} SeekMessage asks the timeline to move
 * @typedef {{type: "show", place: string}} ShowMessage asks the map to open a place
 * @typedef {{type: "focus"}} FocusMessage asks the timeline to take the keys
 * @typedef {{type: "hello"}} HelloMessage asks the timeline what it shows
 * @typedef {{type: "ready"}} ReadyMessage a map is there, and waits for what to show
 * @typedef {{type: "look", frame: Frame}} LookMessage asks the map to show that
 * @typedef {{type: "frame", frame: Frame, problems: string[]}} FrameMessage what the map shows now, and in words what it could not
 * @typedef {ViewMessage|SettledMessage|SeekMessage|ShowMessage|FocusMessage|HelloMessage|ReadyMessage|LookMessage|FrameMessage} Message
 *
 * @callback Listener
 * @param {Message} message
 * @returns {void}
 */

/**
 * The highest window of our own origin around this one: all parts of a page meet there, whatever
 * page of another site is around it.
 * @returns {Window & {journeymapChannels?: Map<string, Map<Listener, Window>>}}
 */
function meetingPlace() {
  /** @type {Window} */
  let highest = window;
  try {
    while (highest.parent !== highest && highest.parent.location.origin === location.origin) highest = highest.parent;
  } catch {
    // The window around this one is of another origin.
  }
  return highest;
}

/**
 * One listener's fault is neither the sender's nor the next listener's.
 * @param {Listener} listener
 * @param {Message} message
 */
function deliver(listener, message) {
  try {
    listener(structuredClone(message));
  } catch (error) {
    reportError(error);
  }
}

/**
 * @param {string} name
 * @param {Listener} hear called for what the others say, never for one's own
 */
export function join(name, hear) {
  const channels = (meetingPlace().journeymapChannels ??= new Map());
  const listeners = channels.get(name) ?? new Map();
  channels.set(name, listeners);
  listeners.set(hear, window);
  const leave = () => {
    listeners.delete(hear);
    if (listeners.size === 0 && channels.get(name) === listeners) channels.delete(name);
  };
  return {
    /**
     * Each listener gets a copy: the sender goes on changing its own object.
     * @param {Message} message
     */
    say(message) {
      for (const [listener, its] of [...listeners]) {
        // A frame that was taken out of the page without a goodbye.
        if (its.closed) listeners.delete(listener);
        else if (listener !== hear) deliver(listener, message);
      }
    },
    leave,
  };
}

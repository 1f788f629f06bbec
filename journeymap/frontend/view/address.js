// @ts-check
/**
 * The view in the address: `?t=2023-09-12T02:15Z&reading=known&zone=UTC&max_speed=100&theme=dark`,
 * and of the map `&map=7.5/43.1/131.9&layer=openstreetmap&event=khasan-arrival`: zoom, latitude and
 * longitude, the online background, and an event of the place whose card is open.
 * What is as it opens anyway is left out, so that an address is short.
 */

import { isZone } from "../words/calendar.js";
import { MAX_SPEED_KMH } from "../document/limits.js";
import { refusal } from "../words/address.js";

/**
 * Anything a person or a program writes for a moment with its offset; a bare day is its beginning in UTC. Years before
 * 1 BCE have a sign, and mostly six digits: -000404 and -0404 are 405 BCE.
 */
const MOMENT = /^(-?\d{4}|[+-]00\d{4})(-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?)$/;

/** Zoom, latitude, longitude: a decimal each, in the order that map addresses have. */
const MAP = /^(\d{1,2}(?:\.\d{1,3})?)\/(-?\d{1,2}(?:\.\d{1,6})?)\/(-?\d{1,3}(?:\.\d{1,6})?)$/;
/** Closer than this no map has anything to show. */
const MAX_ZOOM = 20;

/**
 * @typedef {object} Asked
 * @property {number|null} t epoch seconds
 * @property {import("../document/reading.js").Reading} reading
 * @property {string} zone IANA name, or "place"
 * @property {number|null} speed maximum speed assumed, km/h; null: the journey's own
 * @property {"light"|"dark"|null} theme null: the reader's own
 * @property {import("./channel.js").Frame} frame of the map; it knows itself what it can show of it
 * @property {string[]} problems in words, one for each value that could not be taken
 */

/** Epoch seconds of a moment as it is written; NaN: it is none. @param {string} text */
function momentOf(text) {
  const [, year, rest] = MOMENT.exec(text) ?? [];
  if (!year) return NaN;
  // Date.parse takes a sign only before six digits.
  return Date.parse((/^-\d{4}$/.test(year) ? `-00${year.slice(1)}` : year) + rest) / 1000;
}

/** As it stands in an address, to the minute unless another rounding is asked for. @param {number} t @param {number} [rounding] */
const written = (t, rounding = 60) =>
  new Date(Math.round(t / rounding) * rounding * 1000)
    .toISOString()
    .replace(rounding < 60 ? /\.000Z$/ : /:00\.000Z$/, "Z");

/**
 * What an address asks for; a value that cannot be is left out and reported.
 * @param {string} search the address's query
 * @param {import("../document/document.js").JourneyDocument} document
 * @returns {Asked}
 */
export function read(search, { span, tracks, events }) {
  const query = new URLSearchParams(search);
  const { frame, problems } = readFrame(search);
  /** @type {Asked} */
  const asked = { t: null, reading: "happened", zone: "place", speed: null, theme: null, frame, problems };
  /** @param {Parameters<typeof refusal>[0]} why @param {string} name */
  const refuse = (why, name) => problems.push(refusal(why, name, query.get(name) ?? "", MAX_SPEED_KMH));

  const t = query.get("t");
  if (t === null) asked.t = events.find(({ id }) => id === frame.event)?.moment ?? null;
  else {
    const at = momentOf(t);
    if (Number.isNaN(at)) refuse("moment", "t");
    else {
      asked.t = Math.min(Math.max(at, span.from), span.to);
      if (asked.t !== at) refuse("beyond", "t");
    }
  }
  const reading = query.get("reading");
  if (reading === "known") {
    if (tracks.known.epochs.length > 0) asked.reading = "known";
    else refuse("unknowable", "reading");
  } else if (reading !== null && reading !== "happened") refuse("reading", "reading");
  const zone = query.get("zone");
  if (zone !== null && zone !== "place") {
    if (isZone(zone)) asked.zone = zone;
    else refuse("zone", "zone");
  }
  const speed = query.get("max_speed");
  if (speed !== null) {
    if (/^\d{1,4}$/.test(speed) && Number(speed) >= 1 && Number(speed) <= MAX_SPEED_KMH) asked.speed = Number(speed);
    else refuse("speed", "max_speed");
  }
  const theme = query.get("theme");
  if (theme === "light" || theme === "dark") asked.theme = theme;
  else if (theme !== null) refuse("theme", "theme");
  return asked;
}

/**
 * What an address asks of a map.
 * @param {string} search the address's query
 * @returns {{frame: import("./channel.js").Frame, problems: string[]}}
 */
export function readFrame(search) {
  const query = new URLSearchParams(search);
  /** @type {string[]} */
  const problems = [];
  const map = query.get("map");
  const [, zoom, lat, lon] = MAP.exec(map ?? "")?.map(Number) ?? [];
  const onEarth = zoom <= MAX_ZOOM && Math.abs(lat) <= 90 && Math.abs(lon) <= 360;
  if (map !== null && !onEarth) problems.push(refusal("map", "map", map));
  return {
    frame: {
      map: onEarth ? { zoom, lat, lon } : null,
      layer: query.get("layer") || null,
      event: query.get("event") || null,
    },
    problems,
  };
}

/**
 * The query of an address that shows this; parameters of others in it are kept.
 * @param {string} search the present one
 * @param {object} shown
 * @param {import("./channel.js").View} [shown.view]
 * @param {number} [shown.speed] the journey's own, km/h
 * @param {number} [shown.rounding] of the moment, seconds
 * @param {import("./channel.js").Frame} [shown.frame]
 */
export function write(search, { view, speed, rounding, frame }) {
  const query = new URLSearchParams(search);
  /** @param {string} name @param {string|null} value null: as it opens anyway */
  const put = (name, value) => {
    if (value === null) query.delete(name);
    else query.set(name, value);
  };
  if (view) {
    put("t", written(view.t, rounding));
    put("reading", view.reading === "known" ? "known" : null);
    put("zone", view.zone === "place" ? null : view.zone);
    put("max_speed", view.speed === speed ? null : String(view.speed));
  }
  if (frame) {
    const { map, layer, event } = frame;
    put("event", event);
    put("map", map && `${short(map.zoom, 2)}/${short(map.lat, 3)}/${short(map.lon, 3)}`);
    put("layer", layer);
  }
  return asSearch(query);
}

/** At most so many decimals. @param {number} value @param {number} decimals */
const short = (value, decimals) => String(Number(value.toFixed(decimals)));

/** Colons and slashes need no escape in a query, and an address is read by people. @param {URLSearchParams} query */
export function asSearch(query) {
  const words = query.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
  return words && `?${words}`;
}

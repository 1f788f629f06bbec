// @ts-check
/** Moments, windows and durations in words. Times are epoch seconds; zones are IANA names. */

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone */
function formatFor(zone) {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/**
 * The parts of a moment as a clock in the zone shows them.
 * @param {number} t
 * @param {string} zone
 */
export function fields(t, zone) {
  /** @type {Record<string, string>} */
  const parts = {};
  for (const { type, value } of formatFor(zone).formatToParts(t * 1000)) parts[type] = value;
  return { year: parts.year, month: parts.month.slice(0, 3), day: parts.day, hour: parts.hour, minute: parts.minute };
}

/** "12:15". @param {number} t @param {string} zone */
export function clockTime(t, zone) {
  const { hour, minute } = fields(t, zone);
  return `${hour}:${minute}`;
}

/** "12 Sep" or "12 Sep 2023". @param {number} t @param {string} zone @param {boolean} [withYear] */
export function dayOf(t, zone, withYear = false) {
  const { day, month, year } = fields(t, zone);
  return withYear ? `${day} ${month} ${year}` : `${day} ${month}`;
}

/** "12 Sep" of an ISO day. @param {string} day @param {boolean} [withYear] */
export const isoDay = (day, withYear = false) => dayOf(Date.parse(`${day}T12:00Z`) / 1000, "UTC", withYear);

/** "12 Sep 2023, 12:15". @param {number} t @param {string} zone */
export function moment(t, zone) {
  return `${dayOf(t, zone, true)}, ${clockTime(t, zone)}`;
}

/** The city an IANA zone is named after. @param {string} zone */
export function zoneName(zone) {
  if (zone === "UTC" || zone === "Etc/UTC") return "UTC";
  return (zone.split("/").pop() ?? zone).replaceAll("_", " ");
}

/** "in Vladivostok", but "UTC". @param {string} zone */
export function inZone(zone) {
  const name = zoneName(zone);
  return name === "UTC" ? name : `in ${name}`;
}

/** "UTC+8", the offset of a zone at a moment. @param {number} t @param {string} zone */
export function offsetOf(t, zone) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(
    t * 1000,
  );
  return (parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT").replace("GMT", "UTC").replace(/[+]0$/, "");
}

/** The zone of the browser. */
export function viewerZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** @param {number} count @param {string} unit */
const counted = (count, unit) => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** "15 minutes", "1 h 41 min", "2 days". @param {number} seconds not negative */
export function duration(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return counted(minutes, "minute");
  if (minutes < 48 * 60) {
    const rest = minutes % 60;
    return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : counted(minutes / 60, "hour");
  }
  return counted(Math.round(minutes / 1440), "day");
}

/**
 * A window in words: "12 Sep, 12:10–12:20"; a whole day at the place is that day.
 * @param {import("../document/document.js").Window} window
 * @param {string} zone the zone to tell it in
 * @param {string} placeZone the zone whose days a day-wide window was stated in
 * @param {boolean} [withYear]
 */
export function windowWords([from, to], zone, placeZone, withYear = false) {
  const day = (/** @type {number} */ t, /** @type {string} */ there) => dayOf(t, there, withYear);
  if (from === null && to === null) return "time not said";
  if (from === null) return `by ${day(Number(to), zone)}, ${clockTime(Number(to), zone)}`;
  if (to === null) return `after ${day(from, zone)}, ${clockTime(from, zone)}`;
  if (from === to) return `${day(from, zone)}, ${clockTime(from, zone)}`;
  const wholeDays =
    to - from >= 86400 - 60 &&
    clockTime(from, placeZone) === "00:00" &&
    ["00:00", "23:59"].includes(clockTime(to, placeZone));
  if (wholeDays) {
    const first = day(from, placeZone);
    const last = day(to - 61, placeZone);
    return first === last ? first : `${first} – ${last}`;
  }
  if (dayOf(from, zone) === dayOf(to, zone)) {
    return `${day(from, zone)}, ${clockTime(from, zone)}–${clockTime(to, zone)}`;
  }
  return `${day(from, zone)}, ${clockTime(from, zone)} – ${day(to, zone)}, ${clockTime(to, zone)}`;
}

// @ts-check
/** Where the traveller was at a moment, in words. Pure: a document and a time in, words out. */

import { duration, inZone, moment } from "./clock.js";
import { lastReportBefore, publishedKm, timedEvents, zoneAt } from "../document/document.js";
import { epochAt, epochIndexAt, isOfADay, shownAt, standingAt } from "../document/reading.js";
import { AREA_ACCURACY_M } from "../document/limits.js";

/**
 * @typedef {import("../document/document.js").JourneyDocument} JourneyDocument
 *
 * @typedef {object} Caption
 * @property {string} zone IANA zone that the moment is stated in
 * @property {string} when "12 Sep 2023, 12:15 in Vladivostok"
 * @property {string} where "at the Razdolnaya bridge"
 * @property {string} distance "1,002 km"
 * @property {string} published the same by published lengths; empty where it hardly differs
 * @property {string} range the range in which it can have been; empty when that is hardly anywhere
 * @property {string} expected in the second reading, what then lay ahead; else empty
 * @property {string} report how old the last report was; empty where none tells when it was public
 * @property {string} text all of it in one sentence
 * @property {string} valueText moment and place, for those who hear it
 */

/** @type {WeakMap<JourneyDocument, boolean>} */
const publications = new WeakMap();

/**
 * Whether any report tells when it was public: those of one's own journey mostly do not.
 * @param {JourneyDocument} document
 */
function isPublished(document) {
  let published = publications.get(document);
  if (published === undefined) {
    published = document.events.some(({ claims }) => claims.some((claim) => claim.reported_at !== null));
    publications.set(document, published);
  }
  return published;
}

/** As near as this to a named place is at it. */
const AT_KM = 0.5;
/** A range of less is none: kilometres are given to the metre. */
const SAME_KM = 0.01;
/** A range shorter than this is not worth words. */
const NARROW_KM = 5;
/** A place is stated for a moment only where the window is no wider. */
const NARROW_SECONDS = 1800;

const kilometres = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** @param {JourneyDocument} document @param {string} key */
function placeWords(document, key) {
  const place = document.places[key];
  const article = /bridge|river|cosmodrome|campus/i.test(place.kind) ? "the " : "";
  return `${article}${place.name}`;
}

/** The leg that ends at or after a chainage. @param {import("../document/document.js").Line} line @param {number} km */
function legAt(line, km) {
  return line.legs.find((leg) => line.km[leg.to] >= km - AT_KM);
}

/**
 * Last named place at or behind, first at or ahead.
 * @param {JourneyDocument} document
 * @param {number} low
 * @param {number} high
 */
function placesAround(document, low, high) {
  const stops = document.line.stops;
  const behind = stops.findLast((stop) => stop.km <= low + AT_KM) ?? stops[0];
  const ahead = stops.find((stop) => stop.km >= high - AT_KM) ?? stops[stops.length - 1];
  return { behind, ahead };
}

/**
 * Between which places a range lies. Where the way doubles back, both ends can lie at the same place:
 * then it lies between that and the place where it turned.
 * @param {JourneyDocument} document
 * @param {number} low
 * @param {number} high
 */
function betweenWords(document, low, high) {
  const { behind, ahead } = placesAround(document, low, high);
  if (!behind || !ahead || behind === ahead) return "";
  const inside = document.line.stops.filter(({ km }) => behind.km < km && km < ahead.km);
  const far = behind.place === ahead.place ? inside[inside.length >> 1] : ahead;
  if (!far || far.place === behind.place) return "";
  return `, between ${placeWords(document, behind.place)} and ${placeWords(document, far.place)}`;
}

/**
 * Where a recording has it; null at times of which none tells.
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {{best: number, low: number, high: number}} position
 */
function recordedWords(document, t, { best, low, high }) {
  const { recorded } = document.tracks;
  if (!recorded || t < recorded.from || t > recorded.to) return null;
  const how = high - low > SAME_KM ? "by estimate, not recorded" : "as recorded";
  const { behind, ahead } = placesAround(document, best, best);
  if (!behind || !ahead) return how;
  const near = [behind, ahead].find(({ km }) => Math.abs(km - best) <= AT_KM);
  if (near) return `at ${placeWords(document, near.place)}, ${how}`;
  if (behind === ahead) return how;
  return `between ${placeWords(document, behind.place)} and ${placeWords(document, ahead.place)}, ${how}`;
}

/**
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {{best: number, low: number, high: number}} position
 */
function whereWords(document, t, { best, low, high }) {
  const recorded = recordedWords(document, t, { best, low, high });
  if (recorded) return recorded;
  const fixes = timedEvents(document).filter((event) => event.km !== null && !event.conflict);
  const first = fixes[0];
  if (!first && document.tracks.recorded)
    return t < document.tracks.recorded.from ? "before the recording begins" : "after the recording ends";
  if (!first) return "no report places it on the line";
  if (t < (first.window[0] ?? first.moment) && first.place) {
    const act = first.kind === "departure" ? "before it was reported to leave" : "not yet placed; first reported at";
    return `${act} ${placeWords(document, first.place)}`;
  }
  // Several events can be at one place; any that is narrow enough holds it there.
  const narrow = fixes.filter(({ window: [from, to] }) => from !== null && to !== null && to - from <= NARROW_SECONDS);
  const holding = narrow.find(
    ({ km, window: [from, to] }) =>
      Math.abs(Number(km) - best) <= AT_KM && Number(from) - 60 <= t && t <= Number(to) + 60,
  );
  if (holding?.place) return `${high - low > NARROW_KM ? "near" : "at"} ${placeWords(document, holding.place)}`;
  const last = narrow[narrow.length - 1] ?? fixes[fixes.length - 1];
  const since = last.window[1] ?? last.moment;
  if (t > since + 60 && last.place && best - Number(last.km) <= AT_KM) {
    return `last placed at ${placeWords(document, last.place)}, ${duration(t - since)} before`;
  }
  const { behind, ahead } = placesAround(document, best, best);
  if (!behind || !ahead) return "estimated";
  if (Math.abs(behind.km - best) <= AT_KM) return `by estimate at ${placeWords(document, behind.place)}`;
  return `by estimate between ${placeWords(document, behind.place)} and ${placeWords(document, ahead.place)}`;
}

/**
 * Where it was last reported, by what was public.
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {boolean} placed
 */
function reportedWords(document, t, placed) {
  const by = placed ? epochAt(document, t)?.placed_by : null;
  const event = shownAt(document, "known", t).events.find(({ id }) => id === by);
  if (!event?.place) return "no report yet places it";
  const name = placeWords(document, event.place);
  if (event.kind === "departure") return `reported to have left ${name}`;
  return `last reported ${document.places[event.place].accuracy_m > AREA_ACCURACY_M ? "in" : "at"} ${name}`;
}

/** How old the latest report was. @param {JourneyDocument} document @param {number} t */
function latestReportWords(document, t) {
  const epoch = epochAt(document, t);
  if (!epoch) return "nothing was public yet";
  const age = duration(t - epoch.from);
  return isOfADay(document, epoch)
    ? `latest report at least ${age} old, only its day is known`
    : `latest report ${age} ago`;
}

/** What lay ahead, or lies there no longer. @param {JourneyDocument} document @param {number} t */
function expectedWords(document, t) {
  const { epochs } = document.tracks.known;
  const i = epochIndexAt(document, t);
  const now = epochs[i]?.expected;
  if (now) return `Expected then: ${placeWords(document, now)}`;
  const before = epochs.slice(0, Math.max(0, i)).findLast(({ expected }) => expected)?.expected;
  const reached =
    before && shownAt(document, "known", t).events.some(({ place, km }) => place === before && km !== null);
  return before && !reached ? `No longer expected: ${placeWords(document, before)}` : "";
}

/**
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {import("../document/reading.js").Standing} standing
 */
function rangeWords(document, t, { best, low, high, way, beyond }) {
  if (beyond > NARROW_KM) return `up to ${kilometres.format(beyond)} km further, in no direction known`;
  if (high - low <= NARROW_KM) return "";
  const ends = `${kilometres.format(low)} to ${kilometres.format(high)} km`;
  const goal = way === null ? null : epochAt(document, t)?.expected;
  if (goal)
    return `${kilometres.format(best)} to ${kilometres.format(high)} km, on the way to ${placeWords(document, goal)}`;
  const onward = legAt(document.line, high)?.status === "expected" ? ", had it gone on as expected" : "";
  return `${ends}${betweenWords(document, low, high)}${onward}`;
}

/**
 * @param {JourneyDocument} document
 * @param {number} t epoch seconds
 * @param {string} zoneChoice IANA name, or "place"
 * @param {import("../document/reading.js").Reading} [reading]
 * @returns {Caption}
 */
export function captionAt(document, t, zoneChoice, reading = "happened") {
  const standing = standingAt(document, reading, t);
  const { best, placed } = standing;
  const known = reading === "known";
  const zone = zoneChoice === "place" ? zoneAt(document, best) : zoneChoice;
  const when = `${moment(t, zone)} ${inZone(zone)}`;
  const where = known ? reportedWords(document, t, placed) : whereWords(document, t, standing);
  const distance = placed ? `${kilometres.format(best)} km` : "";
  const scaled = publishedKm(document.line, best);
  const published =
    placed && Math.abs(scaled - best) > 0.01 * best ? `about ${kilometres.format(scaled)} km by published lengths` : "";
  const reported = lastReportBefore(document, t);
  const none = isPublished(document) ? "no report of a known hour yet" : "";
  const age = reported === null ? none : `last report of a known hour ${duration(t - reported)} ago`;
  const report = known ? latestReportWords(document, t) : age;
  return {
    zone,
    when,
    where,
    distance,
    published,
    report,
    range: rangeWords(document, t, standing),
    expected: known ? expectedWords(document, t) : "",
    text: [`${when}: ${[where, distance].filter(Boolean).join(", ")}`, report].filter(Boolean).join("; "),
    valueText: [when, where, distance].filter(Boolean).join(", "),
  };
}

// @ts-check
/** Where the traveller was at a moment, in words. Pure: a document and a time in, words out. */

import { duration } from "./clock.js";
import { goneOn } from "./means.js";
import { momentWords } from "./event_times.js";
import { AT_KM, NARROW_KM, placesAround, placesOfRange, placeWords } from "./places.js";
import { sentence } from "./sentence.js";
import { isSourced, lastReportBefore, publishedKm, timedEvents, zoneAt } from "../document/document.js";
import { meansAt } from "../document/means.js";
import { epochAt, epochIndexAt, isOfADay, shownAt, standingAt } from "../document/reading.js";
import { AREA_ACCURACY_M } from "../document/limits.js";

/**
 * @typedef {import("../document/document.js").JourneyDocument} JourneyDocument
 *
 * @typedef {object} Caption
 * @property {string} zone IANA zone that the moment is stated in
 * @property {string} when "12 Sep 2023, 12:15 local time (UTC+10)"
 * @property {string} where "at the Razdolnaya bridge"
 * @property {string} distance "1,002 km"; empty where nothing says yet where it was
 * @property {string} sentence where it was at the moment, and who says so
 * @property {string} position when, where and the distance in a sentence
 * @property {string} report how old the last report was; empty where no claim says when it was public
 * @property {string} expected in the second reading, what then lay ahead; else empty
 * @property {string} range the range in which it can have been; empty when that is hardly anywhere
 * @property {string} published the distance by published lengths; empty where it hardly differs
 */

/** @typedef {{place: string}} Place */
/** @typedef {import("./places.js").Between} Between */

/** @param {{km: string}} places */
const kmLong = ({ km }) => `${km} km`;

/** Where it was, as part of a position. */
const BEFORE_RECORDING = "before the recording begins";
const AFTER_RECORDING = "after the recording ends";
/** @param {Place} places */
const atPlace = ({ place }) => `at ${place}`;
/** @param {Place} places */
const nearPlace = ({ place }) => `near ${place}`;

/**
 * @typedef {object} WhereWords
 * @property {string} notOnTheLine
 * @property {(places: Place) => string} beforeLeaving
 * @property {(places: Place) => string} notYetPlaced
 * @property {(places: {place: string, duration: string}) => string} lastPlaced
 * @property {string} estimated
 * @property {(places: Place) => string} estimatedAt
 * @property {(places: Between) => string} estimatedBetween
 */

/** By what sources say. @type {WhereWords} */
const BY_REPORTS = {
  notOnTheLine: "no report places it on the line",
  beforeLeaving: ({ place }) => `before it was reported to leave ${place}`,
  notYetPlaced: ({ place }) => `not yet placed; first reported at ${place}`,
  lastPlaced: ({ place, duration }) => `last placed at ${place}, ${duration} before`,
  estimated: "estimated",
  estimatedAt: ({ place }) => `by estimate at ${place}`,
  estimatedBetween: ({ before, after }) => `by estimate between ${before} and ${after}`,
};

/** By the stops of a journey without sources. @type {WhereWords} */
const BY_STOPS = {
  notOnTheLine: "not on the line",
  beforeLeaving: ({ place }) => `before leaving ${place}`,
  notYetPlaced: ({ place }) => `before the first stop, ${place}`,
  lastPlaced: ({ place, duration }) => `${duration} after the last stop, ${place}`,
  estimated: "on the way",
  estimatedAt: ({ place }) => `at ${place}`,
  estimatedBetween: ({ before, after }) => `between ${before} and ${after}`,
};

/** Where a recording has it: exactly, or within a gap. */
const RECORDED = { exact: "as recorded", gap: "by estimate, not recorded" };
/** @type {Record<keyof typeof RECORDED, (places: Place) => string>} */
const RECORDED_AT = {
  exact: ({ place }) => `at ${place}, as recorded`,
  gap: ({ place }) => `at ${place}, by estimate, not recorded`,
};
/** @type {Record<keyof typeof RECORDED, (places: Between) => string>} */
const RECORDED_BETWEEN = {
  exact: ({ before, after }) => `between ${before} and ${after}, as recorded`,
  gap: ({ before, after }) => `between ${before} and ${after}, by estimate, not recorded`,
};

/** Where it was reported, by what was public. */
const NO_REPORT_YET = "no report yet places it";
/** @param {Place} places */
const reportedLeft = ({ place }) => `reported to have left ${place}`;
/** @param {Place} places */
const lastReportedAt = ({ place }) => `last reported at ${place}`;
/** @param {Place} places */
const lastReportedIn = ({ place }) => `last reported in ${place}`;

/**
 * The moment and where the traveller was.
 * @param {{when: string, where: string, distance: string}} places distance may be empty
 */
export const positionSentence = ({ when, where, distance }) =>
  distance ? `${when}: ${where}, ${distance}.` : `${when}: ${where}.`;

/** How old the last report was. */
const NO_REPORT_OF_AN_HOUR = "No report of a known hour yet.";
/** @param {{age: string}} places */
const lastReportOfAnHour = ({ age }) => `Last report of a known hour ${age} ago.`;
const NOTHING_PUBLIC = "Nothing was public yet.";
/** @param {{age: string}} places */
const latestReport = ({ age }) => `Latest report ${age} ago.`;
/** @param {{age: string}} places */
const latestReportOfADay = ({ age }) => `Latest report at least ${age} old; only its day is known.`;

/** @param {Place} places */
const expectedThen = ({ place }) => `Expected then: ${place}.`;
/** @param {Place} places */
const noLongerExpected = ({ place }) => `No longer expected: ${place}.`;

/** @typedef {{low: string, high: string}} Range kilometres */
/** The range in which it can have been. @param {Range} places */
const possibleRange = ({ low, high }) => `Possible range ${low} to ${high} km.`;
/** @param {Range & Between} places */
const rangeBetween = ({ low, high, before, after }) =>
  `Possible range ${low} to ${high} km, between ${before} and ${after}.`;
/** @param {Range & {goneOn: string}} places */
const rangeExpected = ({ low, high, goneOn }) => `Possible range ${low} to ${high} km, ${goneOn}.`;
/** @param {Range & Between & {goneOn: string}} places */
const rangeBetweenExpected = ({ low, high, before, after, goneOn }) =>
  `Possible range ${low} to ${high} km, between ${before} and ${after}, ${goneOn}.`;
/** @param {Range & Place} places */
const rangeTowards = ({ low, high, place }) => `Possible range ${low} to ${high} km, on the way to ${place}.`;
/** @param {{km: string}} places */
const rangeBeyond = ({ km }) => `Possible range up to ${km} km further, in no direction known.`;

/** @param {{km: string}} places */
const publishedDistance = ({ km }) => `Distance about ${km} km by published lengths.`;

/** @type {WeakMap<JourneyDocument, boolean>} */
const publications = new WeakMap();

/**
 * Whether any claim says when it was public: those of one's own journey mostly do not.
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

/** A range of less is none: kilometres are given to the metre. */
const SAME_KM = 0.01;
/** A place is stated for a moment only where the window is no wider. */
const NARROW_SECONDS = 1800;

const kilometres = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** The leg that ends at or after a chainage. @param {import("../document/document.js").Line} line @param {number} km */
function legAt(line, km) {
  return line.legs.find((leg) => line.km[leg.to] >= km - AT_KM);
}

/**
 * Where a recording has it; null at times that it does not cover.
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {{best: number, low: number, high: number}} position
 */
function recordedWords(document, t, { best, low, high }) {
  const { recorded } = document.tracks;
  if (!recorded || t < recorded.from || t > recorded.to) return null;
  const how = high - low > SAME_KM ? "gap" : "exact";
  const { behind, ahead } = placesAround(document, best, best);
  if (!behind || !ahead) return RECORDED[how];
  const near = [behind, ahead].find(({ km }) => Math.abs(km - best) <= AT_KM);
  if (near) return RECORDED_AT[how]({ place: placeWords(document, near.place) });
  if (behind === ahead) return RECORDED[how];
  return RECORDED_BETWEEN[how]({
    before: placeWords(document, behind.place),
    after: placeWords(document, ahead.place),
  });
}

/**
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {{best: number, low: number, high: number}} position
 */
function whereWords(document, t, { best, low, high }) {
  const recorded = recordedWords(document, t, { best, low, high });
  if (recorded) return recorded;
  const words = isSourced(document) ? BY_REPORTS : BY_STOPS;
  const fixes = timedEvents(document).filter((event) => event.km !== null && !event.conflict);
  const first = fixes[0];
  if (!first && document.tracks.recorded) return t < document.tracks.recorded.from ? BEFORE_RECORDING : AFTER_RECORDING;
  if (!first) return words.notOnTheLine;
  if (t < (first.window[0] ?? first.moment) && first.place) {
    const place = placeWords(document, first.place);
    return first.kind === "departure" ? words.beforeLeaving({ place }) : words.notYetPlaced({ place });
  }
  // Several events can be at one place; any that is narrow enough holds it there.
  const narrow = fixes.filter(({ window: [from, to] }) => from !== null && to !== null && to - from <= NARROW_SECONDS);
  const holding = narrow.find(
    ({ km, window: [from, to] }) =>
      Math.abs(Number(km) - best) <= AT_KM && Number(from) - 60 <= t && t <= Number(to) + 60,
  );
  if (holding?.place) {
    const place = placeWords(document, holding.place);
    return high - low > NARROW_KM ? nearPlace({ place }) : atPlace({ place });
  }
  const last = narrow[narrow.length - 1] ?? fixes[fixes.length - 1];
  const since = last.window[1] ?? last.moment;
  if (t > since + 60 && last.place && best - Number(last.km) <= AT_KM) {
    return words.lastPlaced({ place: placeWords(document, last.place), duration: duration(t - since) });
  }
  const { behind, ahead } = placesAround(document, best, best);
  if (!behind || !ahead) return words.estimated;
  const before = placeWords(document, behind.place);
  if (Math.abs(behind.km - best) <= AT_KM) return words.estimatedAt({ place: before });
  return words.estimatedBetween({ before, after: placeWords(document, ahead.place) });
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
  if (!event?.place) return NO_REPORT_YET;
  const place = placeWords(document, event.place);
  if (event.kind === "departure") return reportedLeft({ place });
  const isArea = document.places[event.place].accuracy_m > AREA_ACCURACY_M;
  return isArea ? lastReportedIn({ place }) : lastReportedAt({ place });
}

/** How old the last report of a known hour was. @param {JourneyDocument} document @param {number} t */
function lastReportWords(document, t) {
  const reported = lastReportBefore(document, t);
  if (reported !== null) return lastReportOfAnHour({ age: duration(t - reported) });
  return isPublished(document) ? NO_REPORT_OF_AN_HOUR : "";
}

/** How old the latest report was. @param {JourneyDocument} document @param {number} t */
function latestReportWords(document, t) {
  const epoch = epochAt(document, t);
  if (!epoch) return NOTHING_PUBLIC;
  const age = duration(t - epoch.from);
  return isOfADay(document, epoch) ? latestReportOfADay({ age }) : latestReport({ age });
}

/** What lay ahead, or lies there no longer. @param {JourneyDocument} document @param {number} t */
function expectedWords(document, t) {
  const { epochs } = document.tracks.known;
  const i = epochIndexAt(document, t);
  const now = epochs[i]?.expected;
  if (now) return expectedThen({ place: placeWords(document, now) });
  const before = epochs.slice(0, Math.max(0, i)).findLast(({ expected }) => expected)?.expected;
  const reached =
    before && shownAt(document, "known", t).events.some(({ place, km }) => place === before && km !== null);
  return before && !reached ? noLongerExpected({ place: placeWords(document, before) }) : "";
}

/**
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {import("../document/reading.js").Standing} standing
 */
function rangeWords(document, t, { best, low, high, ahead, beyond }) {
  if (beyond > NARROW_KM) return rangeBeyond({ km: kilometres.format(beyond) });
  if (high - low <= NARROW_KM) return "";
  const range = { low: kilometres.format(low), high: kilometres.format(high) };
  const goal = ahead === null ? null : epochAt(document, t)?.expected;
  if (goal) return rangeTowards({ ...range, low: kilometres.format(best), place: placeWords(document, goal) });
  const between = placesOfRange(document, low, high);
  if (legAt(document.line, high)?.status === "expected") {
    const gone = { goneOn: goneOn(meansAt(document.line, high)) };
    return between ? rangeBetweenExpected({ ...range, ...between, ...gone }) : rangeExpected({ ...range, ...gone });
  }
  return between ? rangeBetween({ ...range, ...between }) : possibleRange(range);
}

/** @param {JourneyDocument} document @param {number} best */
function publishedLengthWords(document, best) {
  const km = publishedKm(document.line, best);
  return Math.abs(km - best) > 0.01 * best ? publishedDistance({ km: kilometres.format(km) }) : "";
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
  const when = momentWords(document, t, zone, zoneChoice === "place");
  const where = known ? reportedWords(document, t, placed) : whereWords(document, t, standing);
  const distance = placed ? kmLong({ km: kilometres.format(best) }) : "";
  return {
    zone,
    when,
    where,
    distance,
    sentence: sentence(document, t, zoneChoice, reading),
    position: positionSentence({ when, where, distance }),
    report: known ? latestReportWords(document, t) : lastReportWords(document, t),
    expected: known ? expectedWords(document, t) : "",
    range: rangeWords(document, t, standing),
    published: placed ? publishedLengthWords(document, best) : "",
  };
}

// @ts-check
/**
 * Where the traveller was at a moment and who says so, in a sentence of its own; the wording is that of
 * phrases/sentences.py. Of a journey without sources it speaks no evidence.
 */

import { dayNumber, fields, gregorian, julian } from "./calendar.js";
import { clockTime, longDayWords, monthWords, timeInZone, yearWords } from "./clock.js";
import { exactnessOf } from "./event_times.js";
import { AT_KM, NARROW_KM, placesAround, placesOfRange, placeWords } from "./places.js";
import { later } from "./rough_time.js";
import {
  ABOUT_AT,
  AFTER_RECORDING,
  AT,
  BEFORE_RECORDING,
  BETWEEN,
  EXPECTED,
  FIRST_AT,
  LAST_AT,
  NEAR,
  NOTHING_YET,
  NOT_LEFT,
  NOWHERE,
  ON_THE_WAY,
  RECORDED,
  REPORTED,
  atTime,
  inTime,
  onDay,
  otherReports,
  sourceAndAge,
  withJulian,
} from "./sentence_forms.js";
import { ageWords, differing, voiceOf } from "./voices.js";
import { fixesOf, isSourced, oncePerDocument, zoneAt } from "../document/document.js";
import { AREA_ACCURACY_M } from "../document/limits.js";
import { epochAt, shownAt, standingAt } from "../document/reading.js";

/**
 * @typedef {import("../document/document.js").JourneyDocument} JourneyDocument
 * @typedef {import("../document/document.js").JourneyEvent} JourneyEvent
 * @typedef {import("../document/document.js").TimedEvent} TimedEvent
 * @typedef {import("../document/reading.js").Standing} Standing
 * @typedef {import("./sentence_forms.js").Scene} Scene
 * @typedef {import("./sentence_forms.js").Said} Said
 */

/** A place is stated for a moment only where the window is no wider. Seconds. */
const NARROW_SECONDS = 1800;
/** A range of less is none: kilometres are given to the metre. */
const SAME_KM = 0.01;
const MINUTE = 60;

/** Within a sentence: "the train", "Anna". @param {string} traveller */
export const travellerWords = (traveller) =>
  traveller.replace(/^(The|A|An|My|Our|His|Her|Their)(?= )/, (word) => word.toLowerCase());

/** A voice before its verb: an explanation after a comma ends with one. @param {string} name */
const asSubject = (name) => (name.includes(", ") ? `${name},` : name);

/** @param {JourneyDocument} document @param {number} t @param {string} zone @param {boolean} isLocal */
function whenWords(document, t, zone, isLocal) {
  const { unit, julian: isJulian } = exactnessOf(document);
  const shown = fields(t, zone);
  if (unit === "year") return inTime({ time: yearWords(shown.year) });
  if (unit === "month") return inTime({ time: monthWords(shown) });
  const number = dayNumber(t, zone);
  const [date, other] = [gregorian(number), julian(number)];
  const differs = isJulian && (date.day !== other.day || date.month !== other.month);
  const day = differs
    ? withJulian({ date: longDayWords(date), julian: longDayWords(other, other.year !== date.year) })
    : longDayWords(date);
  if (unit === "day") return onDay({ day });
  return atTime({ time: timeInZone(clockTime(t, zone, unit === "second"), zone, t, isLocal), day });
}

/**
 * A sentence in the form that who says it allows.
 * @template Places
 * @param {import("./sentence_forms.js").Forms<Places>} forms
 * @param {Places} places
 * @param {Said|null} said
 */
function inForm(forms, places, said) {
  if (!said) return forms.plain(places);
  return (said.age ? forms.dated : forms.sourced)({ ...places, ...said });
}

/**
 * Who says an event, and how long after a moment.
 * @param {Pick<JourneyEvent, "status"|"claims"|"window">} event
 * @param {number} t
 * @param {string} zone
 * @returns {Said|null}
 */
function saidOf(event, t, zone) {
  const voice = voiceOf(event);
  return voice && { source: asSubject(voice.name), age: ageWords(voice, t, zone) };
}

/** Who says an event, within a list. @param {JourneyEvent} event @param {number} t @param {string} zone */
function sourceOf(event, t, zone) {
  const voice = voiceOf(event);
  if (!voice) return "";
  const age = ageWords(voice, t, zone);
  return age ? sourceAndAge({ source: voice.name, age }) : voice.name;
}

/** The fixes whose windows are as exact as the journey is stated. @type {(document: JourneyDocument) => TimedEvent[]} */
const narrowFixesOf = oncePerDocument((document) => {
  const { unit } = exactnessOf(document);
  const isCoarse = unit === "day" || unit === "month" || unit === "year";
  return fixesOf(document).filter(
    ({ window: [from, to] }) => from !== null && to !== null && (isCoarse || to - from <= NARROW_SECONDS),
  );
});

/** @param {JourneyDocument} document @param {Scene} scene @param {Standing} standing */
function recordedSentence(document, scene, { best, low, high }) {
  const how = high - low > SAME_KM ? "gap" : "exact";
  const { behind, ahead } = placesAround(document, best, best);
  if (!behind || !ahead) return RECORDED.alone[how](scene);
  const near = [behind, ahead].find(({ km }) => Math.abs(km - best) <= AT_KM);
  if (near) return RECORDED.at[how]({ ...scene, place: placeWords(document, near.place) });
  if (behind === ahead) return RECORDED.alone[how](scene);
  const [before, after] = [behind, ahead].map(({ place }) => placeWords(document, place));
  return RECORDED.between[how]({ ...scene, before, after });
}

/**
 * @template Places
 * @param {import("./sentence_forms.js").Judged<Places>} forms
 * @param {Places} places
 * @param {string[]} sources at most two
 */
function judged(forms, places, sources) {
  const [first, second] = new Set(sources);
  if (second) return forms.both({ ...places, first, second });
  return first ? forms.one({ ...places, first }) : forms.plain(places);
}

/**
 * Between which places, judging by the last event before and the first one after.
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {string} zone
 * @param {Scene} scene
 * @param {Standing} standing
 * @param {readonly TimedEvent[]} fixes
 */
function betweenSentence(document, t, zone, scene, { best, low, high }, fixes) {
  const { behind, ahead } = placesAround(document, best, best);
  if (!behind || !ahead) return ON_THE_WAY[isSourced(document) ? "sourced" : "plain"](scene);
  const around = high - low > NARROW_KM ? placesOfRange(document, low, high) : null;
  const places = around ?? { before: placeWords(document, behind.place), after: placeWords(document, ahead.place) };
  const sources = [fixes.findLast(({ moment }) => moment <= t), fixes.find(({ moment }) => moment > t)]
    .map((fix) => (fix ? sourceOf(fix, t, zone) : ""))
    .filter(Boolean);
  if (!around && Math.abs(behind.km - best) <= AT_KM)
    return judged(ABOUT_AT, { ...scene, place: places.before }, sources);
  return judged(BETWEEN, { ...scene, ...places }, sources);
}

/**
 * What is known of the first or the last event alone.
 * @param {import("./sentence_forms.js").Alone} forms
 * @param {JourneyDocument} document
 * @param {Scene} scene
 * @param {JourneyEvent} event
 * @param {number} after the moment, seconds; negative: before it
 */
function alone(forms, document, scene, event, after) {
  const source = voiceOf(event)?.name ?? "";
  const place = placeWords(document, String(event.place));
  return forms[source ? "sourced" : "plain"]({ ...scene, place, since: later(after), source });
}

/**
 * As it happened.
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {string} zone
 * @param {Scene} scene
 * @param {Standing} standing
 */
function happenedSentence(document, t, zone, scene, standing) {
  const { recorded } = document.tracks;
  if (recorded && recorded.from <= t && t <= recorded.to) return recordedSentence(document, scene, standing);
  const fixes = fixesOf(document);
  const first = fixes[0];
  if (!first && recorded) return (t < recorded.from ? BEFORE_RECORDING : AFTER_RECORDING)(scene);
  if (!first) return NOWHERE[isSourced(document) ? "sourced" : "plain"](scene);
  const begins = first.window[0] ?? first.moment;
  if (t < begins && first.place) {
    if (first.kind !== "departure") return alone(FIRST_AT, document, scene, first, begins - t);
    return inForm(NOT_LEFT, { ...scene, place: placeWords(document, first.place) }, saidOf(first, t, zone));
  }
  const { best, low, high } = standing;
  // Several events can be at one place; any that is narrow enough holds it there.
  const narrow = narrowFixesOf(document);
  const holding = narrow.find(
    ({ km, window: [from, to] }) =>
      Math.abs(Number(km) - best) <= AT_KM && Number(from) - MINUTE <= t && t <= Number(to) + MINUTE,
  );
  if (holding?.place) {
    const place = placeWords(document, holding.place);
    const isWide = high - low > NARROW_KM && Number(holding.window[1]) - Number(holding.window[0]) <= NARROW_SECONDS;
    const main = inForm(isWide ? NEAR : AT, { ...scene, place }, saidOf(holding, t, zone));
    const count = isSourced(document) ? differing(holding) : 0;
    return count ? `${main} ${otherReports({ count })}` : main;
  }
  const last = narrow[narrow.length - 1] ?? fixes[fixes.length - 1];
  // One further on, whose hour nobody states, is a later report all the same.
  const isLast = Math.abs(Number(fixes[fixes.length - 1].km) - Number(last.km)) <= AT_KM;
  const since = last.window[1] ?? last.moment;
  if (isLast && t > since + MINUTE && last.place && best - Number(last.km) <= AT_KM)
    return alone(LAST_AT, document, scene, last, since - t);
  return betweenSentence(document, t, zone, scene, standing, fixes);
}

/**
 * As it was known.
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {string} zone
 * @param {Scene} scene
 * @param {boolean} placed
 */
function knownSentence(document, t, zone, scene, placed) {
  const epoch = epochAt(document, t);
  const { events } = shownAt(document, "known", t);
  const by = placed && events.find(({ id }) => id === epoch?.placed_by);
  if (by && by.place) {
    const isArea = document.places[by.place].accuracy_m > AREA_ACCURACY_M;
    const forms = REPORTED[by.kind === "departure" ? "left" : isArea ? "in" : "at"];
    return inForm(forms, { ...scene, place: placeWords(document, by.place) }, saidOf(by, t, zone));
  }
  const expected = epoch?.expected;
  if (!expected) return NOTHING_YET(scene);
  const expectation = events.findLast(({ place, status }) => place === expected && status === "expected");
  const said = expectation ? saidOf(expectation, t, zone) : null;
  return inForm(EXPECTED, { ...scene, place: placeWords(document, expected) }, said);
}

/**
 * Where the traveller was at a moment, and who says so: "At 12:15 local time (UTC+10) on 12 September 2023 the train
 * was at the Razdolnaya bridge, RIA Novosti reported about two hours later."
 * @param {JourneyDocument} document
 * @param {number} t epoch seconds
 * @param {string} zoneChoice IANA name, or "place": local time
 * @param {import("../document/reading.js").Reading} [reading]
 */
export function sentence(document, t, zoneChoice, reading = "happened") {
  // Several parts of a page say it of one moment.
  if (!last || last.document !== document || last.t !== t || last.zone !== zoneChoice || last.reading !== reading)
    last = { document, t, zone: zoneChoice, reading, words: sentenceOf(document, t, zoneChoice, reading) };
  return last.words;
}

/** @type {{document: JourneyDocument, t: number, zone: string, reading: string, words: string}|null} */
let last = null;

/**
 * @param {JourneyDocument} document
 * @param {number} t
 * @param {string} zoneChoice
 * @param {import("../document/reading.js").Reading} reading
 */
function sentenceOf(document, t, zoneChoice, reading) {
  const standing = standingAt(document, reading, t);
  const isLocal = zoneChoice === "place";
  const zone = isLocal ? zoneAt(document, standing.best) : zoneChoice;
  const scene = { when: whenWords(document, t, zone, isLocal), who: travellerWords(document.journey.traveller) };
  return reading === "known"
    ? knownSentence(document, t, zone, scene, standing.placed)
    : happenedSentence(document, t, zone, scene, standing);
}

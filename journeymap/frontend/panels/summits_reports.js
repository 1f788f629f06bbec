// @ts-check
/**
 * The meetings in words: for each who reports it, what was expected beforehand and what came of it. What
 * nobody has reported has a place of its own.
 */

import { element } from "../dom.js";
import { accuracySentence, accuracyWords } from "../words/accuracy.js";
import { differsWords, moreReports, SHOW_ON_MAP } from "../words/claims.js";
import { publishedWords } from "../words/event_times.js";
import { eventTitle } from "../words/happenings.js";
import {
  BESIDE,
  dayAndHours,
  ELSEWHERE,
  LAST_REPORT,
  MORE_ON_REPORT,
  NO_MEETING,
  NO_NUMBER,
  notKnownSince,
  OTHERS,
  WHO_REPORTS,
} from "../words/meetings.js";
import { claimItem, noteNode, statusMark } from "./claim_item.js";
import { localName } from "./local_name.js";
import { nameOf, Part, placesOf } from "./summits_part.js";

/**
 * @typedef {import("./summits_part.js").Data} Data
 * @typedef {import("./summits_part.js").Meeting} Meeting
 * @typedef {import("./summits_part.js").Meetings} Meetings
 * @typedef {import("./summits_part.js").Happening} Happening
 * @typedef {import("./summits_part.js").Report} Report
 */

/** Reports of one kind shown at once; the others unfold. */
const SHOWN = 3;

/**
 * @param {Report} report
 * @param {string} zone that its hour of publication is stated in
 * @param {string} [status] of what it is listed under
 */
function reportItem(report, zone, status = "") {
  const published = publishedWords(report, zone);
  const notes = report.agrees || !report.disagreement ? [] : [noteNode(differsWords(report.disagreement))];
  if (report.notes.length > 0) {
    const summary = element("summary", {}, MORE_ON_REPORT);
    notes.push(element("details", { class: "jm-summits-more" }, summary, ...report.notes.map(noteNode)));
  }
  return claimItem(report, { status, published, notes });
}

/** @param {Report[]} reports @param {string} zone @param {string} [status] */
function reportList(reports, zone, status) {
  const items = reports.map((report) => reportItem(report, zone, status));
  const list = (/** @type {HTMLElement[]} */ some) => element("ul", { class: "jm-evidence-claims" }, ...some);
  if (items.length <= SHOWN + 1) return [list(items)];
  const more = moreReports(items.length - SHOWN);
  return [list(items.slice(0, SHOWN)), element("details", {}, element("summary", {}, more), list(items.slice(SHOWN)))];
}

/** Each meeting with its reports, and then what is missing. */
export class Reports extends Part {
  /**
   * @override
   * @param {Data} data
   */
  draw({ meetings: { meetings, others, gap }, mapped }) {
    const nodes = [];
    if (meetings.length === 0) nodes.push(element("p", {}, NO_MEETING));
    nodes.push(
      element("ol", { class: "jm-summits-list" }, ...meetings.map((meeting) => this.#meeting(meeting, mapped))),
    );
    if (gap) nodes.push(gapSection(gap));
    if (others.length > 0) {
      nodes.push(
        element(
          "section",
          { class: "jm-summits-others" },
          element("h2", {}, OTHERS),
          ...others.map((event) => element("div", {}, ...happening(event))),
        ),
      );
    }
    return nodes;
  }

  /** @param {Meeting} meeting @param {boolean} mapped */
  #meeting(meeting, mapped) {
    const [day, hours] = dayAndHours(meeting);
    const title = element("h2", {}, element("span", { class: "jm-summits-day" }, day));
    if (meeting.place) title.append(element("span", { class: "jm-summits-place" }, ...nameOf(meeting.place)));
    const number = element(
      "span",
      { class: "jm-summits-number", "aria-hidden": "true" },
      meeting.number === null ? NO_NUMBER : String(meeting.number),
    );
    const head = element("header", {}, number, title);
    if (hours) head.append(element("p", {}, hours));
    if (meeting.place) {
      const { key, accuracy_m: accuracy, detail } = meeting.place;
      for (const words of [accuracySentence(accuracy), detail]) {
        if (words) head.append(element("p", { dir: "auto" }, words));
      }
      if (mapped) {
        const show = element("button", { type: "button", class: "jm-button" }, SHOW_ON_MAP);
        show.addEventListener("click", () => this.showOnMap(key));
        head.append(show);
      }
    }
    const reported = [
      element("h3", {}, WHO_REPORTS, " ", statusMark(meeting.status)),
      ...reportList(meeting.claims, meeting.zone, meeting.status),
    ];
    for (const part of meeting.parts) {
      reported.push(element("p", { class: "jm-summits-part" }, ELSEWHERE), ...happening(part, "h4"));
    }
    /** @param {"expected"|"outcome"} side */
    const beside = (side) =>
      element(
        "section",
        { class: `jm-summits-${side}` },
        element("h3", {}, BESIDE[side].title),
        ...(meeting[side].length > 0
          ? reportList(meeting[side], meeting.zone)
          : [element("p", { class: "jm-summits-none" }, BESIDE[side].none)]),
      );
    return element(
      "li",
      { "data-places": placesOf(meeting) },
      element(
        "article",
        {},
        head,
        element("section", { class: "jm-summits-reported" }, ...reported),
        beside("expected"),
        beside("outcome"),
      ),
    );
  }
}

/** @param {Happening} event @param {string} [level] of its heading */
function happening(event, level = "h3") {
  const { place, status } = event;
  const title = element(level, { dir: "auto" }, eventTitle(event, place), " ", statusMark(status));
  const what = [...dayAndHours(event), place ? accuracyWords(place.accuracy_m) : ""].filter(Boolean).join(" · ");
  const local = localName(place, "span");
  return [
    title,
    element("p", { class: "jm-summits-where", dir: "auto" }, local, local && what ? " · " : null, what),
    ...reportList(event.claims, event.zone, status),
  ];
}

/** @param {NonNullable<Meetings["gap"]>} gap */
function gapSection({ texts, last }) {
  const section = element(
    "section",
    { class: "jm-summits-gap" },
    element("h2", {}, notKnownSince(last)),
    ...texts.map((text) => element("p", { dir: "auto" }, text)),
  );
  if (last) section.append(element("h3", {}, LAST_REPORT), ...reportList([last], "UTC"));
  return section;
}

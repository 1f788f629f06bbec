// @ts-check
/**
 * The meetings of a collection in words: a table that leads to the map, and for each meeting who reports
 * it, what was expected beforehand and what came of it. What nobody has reported has a place of its own.
 */

import { accuracyLength, accuracyWords } from "../words/accuracy.js";
import { join } from "../view/channel.js";
import { dayOf, offsetOf, windowWords } from "../words/clock.js";
import { afterReport, differsWords, moreReports, SHOW_ON_MAP } from "../words/claims.js";
import { publishedWords } from "../words/event_times.js";
import { kindTitle } from "../words/kinds.js";
import { claimItem, noteNode, statusMark } from "./claim_item.js";
import { element } from "../dom.js";
import { heading } from "./heading.js";

/**
 * @typedef {Pick<import("../document/document.js").Claim, "id"|"source"|"via"|"url"|"status"|"says"|"reported_at"|"reported_day"|"agrees"|"disagreement"> & {notes: string[]}} Report
 *
 * @typedef {object} Venue
 * @property {string} key
 * @property {string} name
 * @property {string} name_local
 * @property {number} accuracy_m
 * @property {string} detail
 *
 * @typedef {object} Happening
 * @property {string} id
 * @property {import("../document/document.js").Kind} kind
 * @property {import("../document/document.js").Status} status
 * @property {Venue|null} place
 * @property {string} zone IANA zone of the place
 * @property {import("../document/document.js").Window} window
 * @property {Report[]} claims those that agree first
 *
 * @typedef {Happening & {number: number|null, parts: Happening[], expected: Report[], outcome: Report[]}} Meeting
 *
 * @typedef {object} Meetings
 * @property {string} title
 * @property {string} subtitle
 * @property {Meeting[]} meetings in the order of time
 * @property {Happening[]} others
 * @property {{texts: string[], last: Report|null}|null} gap
 *
 * @typedef {object} Data
 * @property {"heading"|"table"|"reports"} part
 * @property {string} channel
 * @property {number} speed of the journey whose document the map draws
 * @property {boolean} mapped whether there is a map to lead to
 * @property {Meetings} meetings
 */

/** Reports of one kind shown at once; the others unfold. */
const SHOWN = 3;

const NONE = {
  expected: "No report in the table says what was expected beforehand.",
  outcome: "No report in the table says what came of it.",
};

/**
 * The day of an event at its place, and its hours where they are stated.
 * @param {Happening} event
 * @returns {[string, string]}
 */
function dayAndHours({ window, zone }) {
  const words = windowWords(window, zone, zone, true);
  const at = window[0] ?? window[1];
  if (at === null || !words.includes(":")) return [words, ""];
  const day = dayOf(at, zone, true);
  // A zone is named after a city, which need not be the place's own: the offset misleads nobody.
  const offset = `(${offsetOf(at, zone)})`;
  return words.startsWith(`${day}, `) ? [day, `${words.slice(day.length + 2)} ${offset}`] : [`${words} ${offset}`, ""];
}

/** A name, and beneath it the local one. @param {Venue} place */
function nameOf({ name, name_local: local }) {
  const nodes = [element("span", { dir: "auto" }, name)];
  if (local && local !== name) nodes.push(element("small", { dir: "auto" }, local));
  return nodes;
}

/**
 * @param {Report} report
 * @param {string} zone that its hour of publication is stated in
 * @param {string} [status] of what it is listed under
 */
function reportItem(report, zone, status = "") {
  const at = report.reported_at;
  const published = publishedWords(report, zone, at === null ? "" : `(${offsetOf(at, zone)})`);
  const notes = report.agrees || !report.disagreement ? [] : [noteNode(differsWords(report.disagreement))];
  if (report.notes.length > 0) {
    const summary = element("summary", {}, "More on this report");
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

/** Marks the meeting whose place the map has opened. @param {HTMLElement} root @param {string} place */
function markCurrent(root, place) {
  for (const node of root.querySelectorAll("[data-places]")) {
    const here = JSON.parse(/** @type {HTMLElement} */ (node).dataset.places ?? "[]").includes(place);
    if (here) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
}

/** Keys of the places of a meeting, as its node carries them. @param {Meeting} meeting */
const placesOf = (meeting) =>
  JSON.stringify([meeting, ...meeting.parts].flatMap(({ place }) => (place ? [place.key] : [])));

/** One part of the page, drawn again when what Python found has changed. */
class Part {
  /** @param {HTMLElement} root @param {Data} data */
  constructor(root, data) {
    this.root = root;
    this.drawn = "";
    this.channel = join(data.channel, (message) => this.receive(message));
  }

  /** @param {import("../view/channel.js").Message} message */
  receive(message) {
    if (message.type === "show") markCurrent(this.root, message.place);
  }

  /** @param {{data: Data}} component */
  update({ data }) {
    const now = JSON.stringify([data.meetings, data.mapped]);
    if (now === this.drawn) return;
    this.drawn = now;
    this.root.replaceChildren(...this.draw(data));
  }

  /** @param {Data} data @returns {Node[]} */
  draw(data) {
    throw new Error(`nothing draws ${data.part}`);
  }

  /** @param {string} place */
  showOnMap(place) {
    this.channel.say({ type: "show", place });
    markCurrent(this.root, place);
    // On a phone the map is out of sight by then.
    document.querySelector('iframe[title^="streamlit_folium"]')?.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} dark */
  setDark(dark) {
    this.dark = dark;
  }

  destroy() {
    this.channel.leave();
  }
}

/** The meetings at a glance. It also gives the map the page's theme. */
class Table extends Part {
  /** @param {HTMLElement} root @param {Data} data @param {boolean} dark */
  constructor(root, data, dark) {
    super(root, data);
    this.speed = data.speed;
    this.setDark(dark);
  }

  /**
   * @override
   * @param {import("../view/channel.js").Message} message
   */
  receive(message) {
    super.receive(message);
    if (message.type === "hello") this.setDark(this.dark ?? false);
  }

  /**
   * @override
   * @param {boolean} dark
   */
  setDark(dark) {
    super.setDark(dark);
    const view = {
      t: 0,
      zone: "place",
      playing: false,
      dark,
      reading: /** @type {const} */ ("happened"),
      speed: this.speed,
    };
    this.channel.say({ type: "view", view });
  }

  /**
   * @override
   * @param {Data} data
   */
  draw({ meetings: { title, meetings, gap }, mapped }) {
    const head = ["No.", "Date", "Place", "Position known to"].map((words) => element("th", { scope: "col" }, words));
    const rows = meetings.map((meeting) => this.#row(meeting, mapped));
    if (gap) {
      rows.push(
        element(
          "tr",
          { class: "jm-summits-missing" },
          element("td", { "aria-hidden": "true" }, "?"),
          element("th", { scope: "row" }, afterReport(gap.last)),
          element("td", { colspan: "2" }, "Not known to this table"),
        ),
      );
    }
    return [
      element(
        "table",
        {},
        element("caption", { class: "jm-spoken", dir: "auto" }, title),
        element("thead", {}, element("tr", {}, ...head)),
        element("tbody", {}, ...rows),
      ),
    ];
  }

  /** @param {Meeting} meeting @param {boolean} mapped */
  #row(meeting, mapped) {
    const [day, hours] = dayAndHours(meeting);
    const date = element("th", { scope: "row" }, element("span", {}, day), hours ? element("small", {}, hours) : null);
    if (meeting.number === null) date.append(statusMark(meeting.status));
    const place = element("td", {});
    for (const venue of [meeting, ...meeting.parts].flatMap((one) => one.place ?? [])) {
      if (mapped) {
        const button = element("button", { type: "button", title: SHOW_ON_MAP }, ...nameOf(venue));
        button.addEventListener("click", () => this.showOnMap(venue.key));
        place.append(button);
      } else place.append(element("div", {}, ...nameOf(venue)));
    }
    if (!meeting.place) place.append("Not stated");
    const accuracy = meeting.place ? accuracyLength(meeting.place.accuracy_m) : "";
    return element(
      "tr",
      { "data-places": placesOf(meeting) },
      element("td", {}, meeting.number === null ? "–" : String(meeting.number)),
      date,
      place,
      element("td", {}, accuracy || "not given"),
    );
  }
}

/** Each meeting with its reports, and then what is missing. */
class Reports extends Part {
  /**
   * @override
   * @param {Data} data
   */
  draw({ meetings: { meetings, others, gap }, mapped }) {
    const nodes = [];
    if (meetings.length === 0) nodes.push(element("p", {}, "This collection has no meeting."));
    nodes.push(
      element("ol", { class: "jm-summits-list" }, ...meetings.map((meeting) => this.#meeting(meeting, mapped))),
    );
    if (gap) nodes.push(gapSection(gap));
    if (others.length > 0) {
      nodes.push(
        element(
          "section",
          { class: "jm-summits-others" },
          element("h2", {}, "Also in this collection"),
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
      meeting.number === null ? "–" : String(meeting.number),
    );
    const head = element("header", {}, number, title);
    if (hours) head.append(element("p", {}, hours));
    if (meeting.place) {
      const { key, accuracy_m: accuracy, detail } = meeting.place;
      const length = accuracyLength(accuracy);
      for (const words of [length && `Position known to about ${length}`, detail]) {
        if (words) head.append(element("p", { dir: "auto" }, words));
      }
      if (mapped) {
        const show = element("button", { type: "button", class: "jm-button" }, SHOW_ON_MAP);
        show.addEventListener("click", () => this.showOnMap(key));
        head.append(show);
      }
    }
    const reported = [
      element("h3", {}, "Who reports it ", statusMark(meeting.status)),
      ...reportList(meeting.claims, meeting.zone, meeting.status),
    ];
    for (const part of meeting.parts) {
      reported.push(element("p", { class: "jm-summits-part" }, "Part of it, elsewhere:"), ...happening(part, "h4"));
    }
    /** @param {string} words @param {"expected"|"outcome"} side */
    const beside = (words, side) =>
      element(
        "section",
        { class: `jm-summits-${side}` },
        element("h3", {}, words),
        ...(meeting[side].length > 0
          ? reportList(meeting[side], meeting.zone)
          : [element("p", { class: "jm-summits-none" }, NONE[side])]),
      );
    return element(
      "li",
      { "data-places": placesOf(meeting) },
      element(
        "article",
        {},
        head,
        element("section", { class: "jm-summits-told" }, ...reported),
        beside("What was expected beforehand", "expected"),
        beside("What came of it", "outcome"),
      ),
    );
  }
}

/** @param {Happening} event @param {string} [level] of its heading */
function happening(event, level = "h3") {
  const { place, kind, status } = event;
  const title = element(level, { dir: "auto" }, place?.name ?? kindTitle(kind), " ", statusMark(status));
  const local = place && place.name_local !== place.name ? place.name_local : "";
  const what = [local, ...dayAndHours(event), place ? accuracyWords(place.accuracy_m) : ""];
  return [
    title,
    element("p", { class: "jm-summits-where", dir: "auto" }, what.filter(Boolean).join(" · ")),
    ...reportList(event.claims, event.zone, status),
  ];
}

/** @param {NonNullable<Meetings["gap"]>} gap */
function gapSection({ texts, last }) {
  const section = element(
    "section",
    { class: "jm-summits-gap" },
    element("h2", {}, `${afterReport(last)}: not known`),
    ...texts.map((text) => element("p", { dir: "auto" }, text)),
  );
  if (last) section.append(element("h3", {}, "The last report in the table"), ...reportList([last], "UTC"));
  return section;
}

/** The headline. */
class Heading extends Part {
  /**
   * @override
   * @param {Data} data
   */
  draw({ meetings: { title, subtitle } }) {
    const root = element("div", { class: "jm-heading" });
    heading(root, { title, subtitle });
    return [root];
  }
}

const PARTS = { heading: Heading, table: Table, reports: Reports };

/**
 * @param {HTMLElement} root
 * @param {Data} data
 * @param {boolean} dark
 */
export function meetingsPart(root, data, dark) {
  return new PARTS[data.part](root, data, dark);
}

// @ts-check
/** The table of the meetings, which leads to the map. */

import { element } from "../dom.js";
import { accuracyLength } from "../words/accuracy.js";
import { SHOW_ON_MAP } from "../words/claims.js";
import {
  ACCURACY_MISSING,
  afterReport,
  COLUMNS,
  dayAndHours,
  NO_NUMBER,
  NOT_IN_TABLE,
  PLACE_MISSING,
} from "../words/meetings.js";
import { statusMark } from "./claim_item.js";
import { nameOf, Part, placesOf } from "./summits_part.js";

/**
 * @typedef {import("./summits_part.js").Data} Data
 * @typedef {import("./summits_part.js").Meeting} Meeting
 */

/** The meetings at a glance. It also gives the map the page's theme. */
export class Table extends Part {
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
    const head = COLUMNS.map((words) => element("th", { scope: "col" }, words));
    const rows = meetings.map((meeting) => this.#row(meeting, mapped));
    if (gap) {
      rows.push(
        element(
          "tr",
          { class: "jm-summits-missing" },
          element("td", { "aria-hidden": "true" }, "?"),
          element("th", { scope: "row" }, afterReport(gap.last)),
          element("td", { colspan: "2" }, NOT_IN_TABLE),
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
    if (!meeting.place) place.append(PLACE_MISSING);
    const accuracy = meeting.place ? accuracyLength(meeting.place.accuracy_m) : "";
    return element(
      "tr",
      { "data-places": placesOf(meeting) },
      element("td", {}, meeting.number === null ? NO_NUMBER : String(meeting.number)),
      date,
      place,
      element("td", {}, accuracy || ACCURACY_MISSING),
    );
  }
}

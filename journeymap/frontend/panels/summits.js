// @ts-check
/** The page of the meetings of a collection: its headline, a table that leads to the map, and the reports. */

import { element } from "../dom.js";
import { heading } from "./heading.js";
import { Part } from "./summits_part.js";
import { Reports } from "./summits_reports.js";
import { Table } from "./summits_table.js";

/** @typedef {import("./summits_part.js").Data} Data */

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

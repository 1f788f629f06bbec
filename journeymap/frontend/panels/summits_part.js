// @ts-check
/** What the parts of the page of the meetings have in common. */

import { join } from "../view/channel.js";
import { element } from "../dom.js";
import { localName } from "./local_name.js";

/**
 * @typedef {Pick<import("../document/document.js").Claim, "id"|"source"|"via"|"url"|"status"|"says"|"reported_at"|"reported_day"|"agrees"|"disagreement"> & {notes: string[]}} Report
 *
 * @typedef {object} Venue
 * @property {string} key
 * @property {string} name
 * @property {string} name_local
 * @property {string} zone IANA
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

/** A name, and beneath it the local one. @param {Venue} place */
export function nameOf(place) {
  return [element("span", { dir: "auto" }, place.name), localName(place)].filter((node) => node !== null);
}

/** Shows which meeting's place the map has opened. @param {HTMLElement} root @param {string} place */
function markCurrent(root, place) {
  for (const node of root.querySelectorAll("[data-places]")) {
    const here = JSON.parse(/** @type {HTMLElement} */ (node).dataset.places ?? "[]").includes(place);
    if (here) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
}

/** Keys of the places of a meeting, as its node carries them. @param {Meeting} meeting */
export const placesOf = (meeting) =>
  JSON.stringify([meeting, ...meeting.parts].flatMap(({ place }) => (place ? [place.key] : [])));

/** One part of the page, drawn again when what Python found has changed. */
export class Part {
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
    document.querySelector('iframe[src*="streamlit_folium"]')?.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} dark */
  setDark(dark) {
    this.dark = dark;
  }

  destroy() {
    this.channel.leave();
  }
}

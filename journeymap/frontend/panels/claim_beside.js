// @ts-check
/** Beside the claims found: the one that is chosen, in full, or where they contradict each other. */

import { element, outwardLink } from "../dom.js";
import {
  andMore,
  BACK,
  COMPARE,
  CONTRADICTIONS,
  contradictionsFound,
  EXPECTED_FOR,
  GO_TO_CLAIM,
  HAPPENED,
  NO_CONTRADICTION,
  opened,
  PUBLIC,
  READ_SOURCE,
  SEE_ON_MAP,
  SHOW_MORE,
  STATUS,
} from "../words/claim_list.js";
import { statusMark } from "./claim_item.js";
import { localName } from "./local_name.js";

/**
 * @typedef {object} Opposed a contradiction, from one of its sides
 * @property {string} title
 * @property {string} text
 * @property {{id: string, text: string}[]} others
 * @property {number} more others that are not listed
 *
 * @typedef {object} InFull
 * @property {string} id
 * @property {string} title
 * @property {{name: string, name_local: string, zone: string}|null} place
 * @property {string} says
 * @property {string} who
 * @property {string} when
 * @property {string} public
 * @property {import("../document/document.js").Status} status
 * @property {string[]} notes
 * @property {string} url
 * @property {string} map address of the moment on the Journey page; may be empty
 * @property {Opposed[]} opposed
 *
 * @typedef {object} Data
 * @property {InFull|null} claim
 * @property {{title: string, text: string, id: string}[]} found
 * @property {number} count of the contradictions found, of which `found` has the first
 *
 * @typedef {(name: string, value: unknown) => void} Tell
 */

export class ClaimBeside {
  /** @param {HTMLElement} root @param {Tell} tell what was chosen; "" for none */
  constructor(root, tell) {
    this.tell = tell;
    this.drawn = "";
    this.shown = "";
    this.place = element("div", {});
    this.status = element("div", { role: "status", class: "jm-spoken" });
    root.append(this.place, this.status);
  }

  /** @param {{data: Data}} component */
  update({ data }) {
    const now = JSON.stringify([data.claim, data.found, data.count]);
    if (now === this.drawn) return;
    const first = this.drawn === "";
    this.drawn = now;
    const had = this.place.matches(":focus-within");
    this.place.replaceChildren(...(data.claim ? this.#inFull(data.claim) : this.#contradictions(data)));
    const id = data.claim?.id ?? "";
    if (id === this.shown) return;
    this.shown = id;
    if (first) return;
    this.status.textContent = data.claim ? opened(data.claim.title) : "";
    const heading = /** @type {HTMLElement|null} */ (this.place.querySelector("h2"));
    // Whoever went on from here goes on from here.
    if (had) heading?.focus({ preventScroll: true });
    if (data.claim) this.place.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} words @param {string} id */
  #leading(words, id) {
    const button = element("button", { type: "button", class: "jm-button" }, words);
    button.addEventListener("click", () => this.tell("chosen", id));
    return button;
  }

  /** @param {InFull} claim */
  #inFull({ title, place, says, who, when, public: published, status, notes, url, map, opposed }) {
    const back = this.#leading(BACK, "");
    back.classList.add("jm-beside-back");
    const facts = element(
      "dl",
      {},
      ...[
        [status === "expected" ? EXPECTED_FOR : HAPPENED, when],
        [PUBLIC, published],
        [STATUS, statusMark(status)],
      ].flatMap(([term, said]) => [element("dt", {}, term), element("dd", {}, said)]),
    );
    const links = element("p", { class: "jm-beside-links" });
    const source = outwardLink(url, READ_SOURCE);
    if (source) links.append(source);
    if (map) {
      const there = element("a", { href: map }, SEE_ON_MAP);
      there.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.tell("map", true);
      });
      links.append(there);
    }
    const heading = element("h2", { tabindex: "-1", dir: "auto" }, title);
    return [
      back,
      element(
        "article",
        { class: "jm-beside-claim" },
        heading,
        localName(place, "p", { class: "jm-beside-local" }),
        says ? element("p", { class: "jm-beside-says", dir: "auto" }, says) : null,
        element("p", { dir: "auto" }, who),
        facts,
        ...notes.map((words) => element("p", { class: "jm-beside-note", dir: "auto" }, words)),
        links.hasChildNodes() ? links : null,
      ),
      ...opposed.map((each) => this.#opposed(each)),
    ];
  }

  /** @param {Opposed} contradiction */
  #opposed({ title, text, others, more }) {
    const items = others.map((other) =>
      element("li", {}, element("p", { dir: "auto" }, other.text), this.#leading(GO_TO_CLAIM, other.id)),
    );
    return element(
      "section",
      { class: "jm-beside-opposed" },
      element("h3", {}, title),
      element("p", { dir: "auto" }, text),
      element("ul", {}, ...items),
      more > 0 ? element("p", {}, andMore(more)) : null,
    );
  }

  /** @param {Data} data */
  #contradictions({ found, count }) {
    const heading = element("h2", { tabindex: "-1" }, CONTRADICTIONS);
    if (found.length === 0) return [heading, element("p", {}, NO_CONTRADICTION)];
    const nodes = found.map(({ title, text, id }) =>
      element("li", {}, element("h3", {}, title), element("p", { dir: "auto" }, text), this.#leading(COMPARE, id)),
    );
    const list = [heading, element("p", {}, contradictionsFound(count)), element("ul", {}, ...nodes)];
    if (count > found.length) {
      const more = element("button", { type: "button", class: "jm-button" }, SHOW_MORE);
      more.addEventListener("click", () => this.tell("more", true));
      list.push(more);
    }
    return list;
  }

  destroy() {
    this.place.replaceChildren();
  }
}

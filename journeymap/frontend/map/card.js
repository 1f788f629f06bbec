// @ts-check
/** The card of a place: what happened there, and who says so. A sheet from the bottom on a phone. */

import { accuracyWords } from "../words/accuracy.js";
import { element } from "../dom.js";
import { eventEvidence } from "../panels/event_details.js";
import { localName } from "../panels/local_name.js";
import { CLOSE, offTheLine } from "../words/map.js";
import { siteWords } from "../words/kinds.js";

/** @typedef {import("../document/sites.js").Site} Site */

export class Card {
  /**
   * @param {HTMLElement} container of the map
   * @param {import("../document/document.js").JourneyDocument} document
   * @param {(t: number) => void} seek
   * @param {() => void} onClose
   */
  constructor(container, document, seek, onClose) {
    this.container = container;
    this.document = document;
    this.seek = seek;
    this.onClose = onClose;
    this.zone = "place";
    /** @type {((zone: string) => void)[]} */
    this.writers = [];
    /** @type {(() => void)|null} */
    this.giveBack = null;
    /** @type {HTMLElement|null} */
    this.node = null;
    /** @type {HTMLElement|null} */
    this.body = null;
    /** @type {string[]} places that it shows */
    this.keys = [];
  }

  /**
   * @param {Site[]} sites all the places under one mark, the host first
   * @param {(() => void)|null} giveBack puts the focus where it was; null: the card does not take it
   */
  open(sites, giveBack) {
    this.node?.remove();
    this.giveBack = giveBack;
    const close = element("button", { type: "button", class: "jm-card-close", "aria-label": CLOSE }, "×");
    close.addEventListener("click", () => this.close());
    const body = element("div", { class: "jm-card-body" });
    const node = element(
      "div",
      { class: "jm-card", role: "dialog", "aria-labelledby": "jm-card-title-0" },
      close,
      body,
    );
    node.addEventListener("keydown", (event) => {
      // The map must not take the arrow keys of someone who reads.
      event.stopPropagation();
      if (event.key === "Escape") this.close();
    });
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.disableScrollPropagation(node);
    this.node = node;
    this.body = body;
    this.#fill(sites);
    this.container.append(node);
    if (giveBack) close.focus({ preventScroll: true });
  }

  /** @param {Site[]} sites */
  #fill(sites) {
    this.keys = sites.map(({ key }) => key);
    this.writers = [];
    this.body?.replaceChildren(...sites.map((site, i) => this.#place(site, i)));
    this.setZone(this.zone);
  }

  /**
   * Shows what another document has of the places in an open card; closes it when that is nothing.
   * @param {import("../document/document.js").JourneyDocument} document
   * @param {Site[]} sites of that document
   */
  update(document, sites) {
    this.document = document;
    if (!this.node) return;
    const shown = sites.filter(({ key }) => this.keys.includes(key));
    if (shown.length > 0) this.#fill(shown);
    else this.close();
  }

  /** @param {Site} site @param {number} index */
  #place({ key, place, role, summit, sourced, events }, index) {
    const what = [place.kind, siteWords({ role, summit, sourced }), accuracyWords(place.accuracy_m)];
    const title = element("h2", { id: `jm-card-title-${index}`, dir: "auto" }, place.name);
    const section = element("article", { class: "jm-card-place" }, title);
    const local = localName(place, "p", { class: "jm-card-local" });
    if (local) section.append(local);
    section.append(element("p", { class: "jm-card-what", dir: "auto" }, what.filter(Boolean).join(" · ")));
    if (place.detail) section.append(element("p", { class: "jm-card-detail", dir: "auto" }, place.detail));
    for (const { text } of this.document.unknowns.filter((unknown) => unknown.place === key)) {
      section.append(element("p", { class: "jm-card-unknown", dir: "auto" }, text));
    }
    for (const { from, note } of this.document.asides.filter((detour) => detour.place === key)) {
      const words = offTheLine(this.document.places[from].name, note);
      section.append(element("p", { class: "jm-card-detail", dir: "auto" }, words));
    }
    for (const event of events) {
      const landmark = this.document.landmarks.includes(event);
      const { node, write } = eventEvidence(event, {
        document: this.document,
        seek: landmark ? null : this.seek,
        landmark,
      });
      this.writers.push(write);
      section.append(node);
    }
    return section;
  }

  /** @param {string} zone IANA name, or "place": that of each event's place */
  setZone(zone) {
    this.zone = zone;
    for (const write of this.writers) write(zone);
  }

  close() {
    if (!this.node) return;
    this.node.remove();
    this.node = null;
    this.writers = [];
    this.giveBack?.();
    this.giveBack = null;
    this.onClose();
  }

  destroy() {
    this.node?.remove();
    this.node = null;
    this.writers = [];
  }
}

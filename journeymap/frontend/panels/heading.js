// @ts-check
/**
 * The head of a journey: its title, where the traveller is at the moment and who says so, and the way to
 * another journey.
 */

import { element } from "../dom.js";
import { JOURNEY, SKIP_MAP } from "../words/heading.js";
import { sentence } from "../words/sentence.js";

/** @typedef {[id: string, title: string]} Offered a journey to choose */

/** A headline alone. @param {HTMLElement} root @param {{title: string, subtitle: string}} about */
export function heading(root, { title, subtitle }) {
  const lines = [element("h1", { dir: "auto" }, title)];
  if (subtitle) lines.push(element("p", { dir: "auto" }, subtitle));
  root.replaceChildren(...lines);
}

/**
 * @param {Offered[]} journeys
 * @param {string} chosen id
 * @param {(id: string) => void} choose
 */
export function journeyChooser(journeys, chosen, choose) {
  const options = journeys.map(([value, title]) => element("option", { value, dir: "auto" }, title));
  const select = /** @type {HTMLSelectElement} */ (
    element("select", { class: "jm-select jm-journey", "aria-label": JOURNEY, dir: "auto" }, ...options)
  );
  select.value = chosen;
  select.addEventListener("change", () => choose(select.value));
  return select;
}

export class Heading {
  /**
   * @param {HTMLElement} root
   * @param {import("../view/journey_view.js").JourneyView} view
   * @param {HTMLElement[]} tools what stands beside the title
   */
  constructor(root, view, tools = []) {
    this.view = view;
    const { title, subtitle } = view.own.journey;
    this.answer = element("p", { class: "jm-answer", dir: "auto" });
    const skip = element("button", { type: "button", class: "jm-skip" }, SKIP_MAP);
    skip.addEventListener("click", () => view.say({ type: "focus" }));
    root.replaceChildren(
      element("h1", { dir: "auto" }, title),
      element("div", { class: "jm-heading-tools" }, ...tools),
      ...(view.own.timeless ? [] : [this.answer]),
      ...(subtitle ? [element("p", { class: "jm-subtitle", dir: "auto" }, subtitle)] : []),
      skip,
    );
    this.#watchHeight();
    this.unsubscribe = view.subscribe((changed) => {
      this.#draw();
      if (changed.has("settled") && !view.state.playing) this.answer.style.minHeight = "";
    });
    view.connect();
  }

  #draw() {
    const {
      document,
      state: { t, zone, reading },
    } = this.view;
    this.answer.textContent = sentence(document, t, zone, reading);
  }

  /** While the time moves, a longer sentence takes its lines and a shorter one leaves them: the map does not go up and down. */
  #watchHeight() {
    let [width, height] = [0, 0];
    this.resize = new ResizeObserver(([{ contentRect: box }]) => {
      if (box.width !== width) this.answer.style.minHeight = "";
      else if (box.height > height) this.answer.style.minHeight = `${box.height}px`;
      [width, height] = [box.width, box.height];
    });
    this.resize.observe(this.answer);
  }

  destroy() {
    this.resize?.disconnect();
    this.unsubscribe();
  }
}

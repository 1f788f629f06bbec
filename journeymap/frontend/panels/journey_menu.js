// @ts-check
/** What the menu of a narrow screen has besides the timeline's options: other journeys, all events, the files. */

import { element } from "../dom.js";
import { EventList } from "./events.js";
import { named } from "../timeline/controls.js";
import { JourneyView } from "../view/journey_view.js";
import { ALL_EVENTS } from "../words/events.js";
import { JOURNEY } from "../words/heading.js";
import { LINK_AND_FILES } from "../words/timeline.js";

/**
 * @typedef {object} Head what the head of the journey offers
 * @property {{open: () => void}} share its panel
 * @property {() => HTMLElement|null} chooser of another journey, made anew; null: there is none
 *
 * @param {import("../document/document.js").JourneyDocument} journey
 * @param {object} page
 * @param {string} page.url of the document
 * @param {string} page.channel
 * @param {Head|undefined} page.head
 * @param {() => void} page.close closes the menu
 */
export function journeyMenu(journey, { url, channel, head, close }) {
  const { subtitle } = journey.journey;
  const chooser = head?.chooser() ?? null;
  chooser?.addEventListener("change", close);
  const files = element("button", { type: "button", class: "jm-button" }, LINK_AND_FILES);
  files.addEventListener("click", () => {
    close();
    head?.share.open();
  });
  const list = element("div", { class: "jm-events" });
  const events = element("details", { class: "jm-menu-events" }, element("summary", {}, ALL_EVENTS), list);
  const view = new JourneyView(journey, { url, channel });
  /** @type {EventList|null} */
  let shown = null;
  events.addEventListener("toggle", () => (shown ??= new EventList(list, view)));
  list.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("button")) close();
  });
  return {
    nodes: [
      ...(chooser ? [named(JOURNEY, chooser)] : []),
      ...(subtitle ? [element("p", { class: "jm-subtitle", dir: "auto" }, subtitle)] : []),
      events,
      ...(head ? [files] : []),
    ],
    destroy: () => {
      shown?.destroy();
      view.destroy();
    },
  };
}

// @ts-check
/** The controls under the timeline, as elements. What they do the timeline says. */

import { AT_THE_PLACE, NOT_KNOWABLE, READING, READING_WORDS, yourTime } from "../words/timeline.js";
import { viewerZone, zoneTime } from "../words/clock.js";
import { element, svg } from "../dom.js";
import { READINGS } from "../document/reading.js";

export const ICONS = {
  play: "M8 5l11 7-11 7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  previous: "M6 5h2.5v14H6zM19 5v14L9.5 12z",
  next: "M15.5 5H18v14h-2.5zM5 5l9.5 7L5 19z",
};

/** @param {keyof typeof ICONS} name @param {string} label */
export function iconButton(name, label) {
  const path = svg("path", { d: ICONS[name] });
  const button = element("button", { type: "button", class: "jm-icon-button", "aria-label": label, title: label });
  button.append(svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, path));
  return { button, path };
}

/** @param {string} label @param {[string, string][]} options value and words */
export function chooser(label, options) {
  const select = /** @type {HTMLSelectElement} */ (
    element("select", { class: "jm-select", "aria-label": label, title: label })
  );
  for (const [value, words] of options) select.append(element("option", { value }, words));
  return select;
}

/**
 * A control with its name, which is seen only where there is room: in the menu.
 * @param {string} name
 * @param {HTMLElement} control which says it to assistive technology itself
 */
export const named = (name, control) =>
  element(
    "label",
    { class: "jm-option" },
    element("span", { class: "jm-option-name", "aria-hidden": "true" }, name),
    control,
  );

/**
 * Chooses a value, also one that was not offered: a zone that an address asks for.
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
export function choose(select, value) {
  if (![...select.options].some((option) => option.value === value))
    select.append(element("option", { value }, zoneTime(value)));
  select.value = value;
}

/** @param {import("../document/document.js").JourneyDocument} document @returns {[string, string][]} */
export function zoneOptions(document) {
  const named = document.journey.zones.length > 0 ? document.journey.zones : [document.journey.zone];
  const zones = [...new Set([...named, "UTC"])];
  const viewer = viewerZone();
  return [
    ["place", AT_THE_PLACE],
    ...zones.map((zone) => /** @type {[string, string]} */ ([zone, zoneTime(zone)])),
    ...(zones.includes(viewer) ? [] : [/** @type {[string, string]} */ ([viewer, yourTime(viewer)])]),
  ];
}

/**
 * The switch between the two readings.
 * @param {boolean} knowable false: there is no second one
 * @param {import("../document/reading.js").Reading} reading
 * @param {(reading: import("../document/reading.js").Reading) => void} choose
 */
export function readingSwitch(knowable, reading, choose) {
  const group = element("fieldset", { class: "jm-readings" }, element("legend", {}, READING));
  for (const value of READINGS) {
    const input = /** @type {HTMLInputElement} */ (element("input", { type: "radio", name: "jm-reading", value }));
    input.checked = value === reading;
    input.addEventListener("change", () => choose(value));
    group.append(element("label", {}, input, element("span", {}, READING_WORDS[value])));
  }
  if (!knowable) {
    group.setAttribute("disabled", "");
    group.title = NOT_KNOWABLE;
  }
  return group;
}

/**
 * The maximum speed to assume, km/h.
 * @param {import("../document/document.js").JourneyDocument["journey"]} journey
 * @param {number} speed
 * @param {number} max
 * @param {(speed: number) => void} assume
 */
export function speedInput({ max_speed_note: note }, speed, max, assume) {
  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      type: "number",
      class: "jm-select jm-speed",
      min: "1",
      max: String(max),
      step: "5",
      inputmode: "numeric",
      value: String(speed),
      title: note,
    })
  );
  input.addEventListener("change", () => assume(Number(input.value)));
  return input;
}

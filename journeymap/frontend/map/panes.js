// @ts-check
/** The panes of the map that are ours, from below. Leaflet's own: tiles 200, overlays 400, markers 600. */

/** Name and z-index. */
const PANES = {
  "jm-base": 210,
  "jm-labels-base": 350,
  "jm-accuracy": 401,
  "jm-route-under": 402,
  "jm-route-band": 404,
  "jm-route-over": 406,
  "jm-labels-front": 610,
  "jm-marks": 620,
  "jm-train": 640,
};

/** Those whose content answers to a pointer. */
const INTERACTIVE = new Set(["jm-marks"]);

/** @typedef {keyof typeof PANES} PaneName */

/**
 * A pane of ours, made when first asked for.
 * @param {import("leaflet").Map} map
 * @param {PaneName} name
 */
export function pane(map, name) {
  const present = map.getPane(name);
  if (present) return present;
  const node = map.createPane(name);
  node.style.zIndex = String(PANES[name]);
  if (!INTERACTIVE.has(name)) node.style.pointerEvents = "none";
  return node;
}

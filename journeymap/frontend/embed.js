// @ts-check
/** The entry of the page that is ours alone: map, timeline, claims and events in one document. */

import { read, write } from "./address.js";
import { rolesAt } from "./around.js";
import { loadSheets } from "./basemap.js";
import { join } from "./channel.js";
import { Claims } from "./claims.js";
import { element } from "./dom.js";
import { EventList } from "./events.js";
import { loadJourney } from "./journey.js";
import { JourneyMap } from "./map.js";
import { Timeline } from "./timeline.js";

const { L } = /** @type {any} */ (globalThis);

/** The address follows a view that has rested this long: while the time runs it is left alone. */
const REST_MILLISECONDS = 400;

/** Tells a page around this one how tall it is, so that a frame can be made to fit. */
function announceHeight() {
  if (window.parent === window) return;
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    // To anyone: the height of a public page is no secret, and who embeds it is not known.
    window.parent.postMessage({ type: "journeymap:height", height }, "*");
  }).observe(document.documentElement);
}

/** A name that no other page has. */
const channelName = () => `embed-${[...crypto.getRandomValues(new Uint32Array(4))].map((each) => each.toString(36)).join("")}`;

/** @param {HTMLElement} root */
async function open(root) {
  const { document: url = "", basemap = "", opening } = root.dataset;
  const [journey, sheets] = await Promise.all([loadJourney(url), loadSheets(basemap.split(" ").filter(Boolean))]);
  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`.jm-embed-${name}`));
  const channel = channelName();
  const asked = read(location.search, journey);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const isDark = (/** @type {"light"|"dark"|null} */ theme) => (theme === null ? scheme.matches : theme === "dark");
  document.body.classList.toggle("jm-dark", isDark(asked.theme));

  const claims = new Claims(find("claims"), journey, url, channel);
  const tell = (/** @type {import("./timeline.js").Settled} */ settled) =>
    claims.show({ ...settled, events: rolesAt(journey, settled.moment, settled.reading) });
  const opened = { moment: asked.t ?? Number(opening), reading: asked.reading, speed: asked.speed ?? journey.journey.max_speed_kmh };
  const timeline = new Timeline(find("timeline"), {
    document: journey, url, channel, t: opened.moment, zone: asked.zone, dark: isDark(asked.theme),
    reading: asked.reading, speed: asked.speed, onSettle: tell,
  });
  tell(opened);
  const frame = find("map");
  frame.classList.add("jm", "jm-map");
  frame.classList.toggle("jm-dark", isDark(asked.theme));
  const map = L.map(frame, { zoomControl: true, attributionControl: false, preferCanvas: true, zoomSnap: 0.25 });
  new JourneyMap(map, journey, sheets, { document: url, basemap: [], channel });
  new EventList(find("events"), journey, url, channel);
  find("notice").replaceChildren(...asked.problems.map((problem) => element("p", {}, problem)));

  let theme = asked.theme;
  scheme.addEventListener("change", () => recolour());
  const recolour = () => {
    document.body.classList.toggle("jm-dark", isDark(theme));
    timeline.setDark(isDark(theme));
  };
  /** An address that asked for nothing stays bare until something has moved. */
  const asOpened = write("", { ...timeline.view }, journey);
  let resting = 0;
  join(channel, (message) => {
    if (message.type !== "view") return;
    const { view } = message;
    clearTimeout(resting);
    if (!view.playing) resting = window.setTimeout(() => keep(view), REST_MILLISECONDS);
  });
  /** @param {import("./channel.js").View} view */
  const keep = (view) => {
    const search = write(location.search, view, journey);
    if (search === location.search || (search === asOpened && location.search === "")) return;
    history.replaceState(null, "", search);
    for (const link of root.querySelectorAll("a.jm-embed-app")) follow(/** @type {HTMLAnchorElement} */ (link));
  };
  /** The way on to the app shows there what is shown here. @param {HTMLAnchorElement} link */
  const follow = (link) => {
    const there = new URL(link.href);
    const query = new URLSearchParams(location.search);
    query.set("journey", journey.journey.id);
    there.search = query.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
    link.href = there.href;
  };
  root.dataset.ready = "true";
}

announceHeight();
const root = /** @type {HTMLElement} */ (document.getElementById("journeymap"));
open(root).catch((error) => {
  const notice = /** @type {HTMLElement} */ (root.querySelector(".jm-embed-notice"));
  notice.append(element("p", { role: "alert" }, `The map could not be drawn. Reload the page to try again. (${error.message})`));
  throw error;
});

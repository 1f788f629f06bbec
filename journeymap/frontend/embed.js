// @ts-check
/** The entry of the page that is ours alone: map, timeline, claims and events in one document. */

import { asSearch } from "./view/address.js";
import { loadSheets } from "./map/basemap.js";
import { Claims } from "./panels/claims.js";
import { element } from "./dom.js";
import { EventList } from "./panels/events.js";
import { loadJourney } from "./document/document.js";
import { JourneyView } from "./view/journey_view.js";
import { UrlSync } from "./view/url_sync.js";
import { JourneyMap } from "./map/journey_map.js";
import { notDrawn } from "./words/map.js";
import { PrintedEvents } from "./panels/printed.js";
import { Share } from "./panels/share.js";
import { Timeline } from "./timeline/timeline.js";

/** Tells a page around this one how tall it is, so that a frame can be made to fit. */
function announceHeight() {
  if (window.parent === window) return;
  let announced = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === announced) return;
    announced = height;
    // To anyone: the height of a public page is no secret, and who embeds it is not known.
    window.parent.postMessage({ type: "journeymap:height", height }, "*");
  }).observe(document.documentElement);
}

/** A name that no other page has. */
const channelName = () =>
  `embed-${[...crypto.getRandomValues(new Uint32Array(4))].map((each) => each.toString(36)).join("")}`;

/**
 * The link to the app shows there what is shown here.
 * @param {HTMLAnchorElement} link
 * @param {string} name of the journey
 */
function follow(link, name) {
  const there = new URL(link.href);
  const query = new URLSearchParams(location.search);
  query.set("journey", name);
  there.search = asSearch(query);
  link.href = there.href;
}

/** @param {HTMLElement} root */
async function open(root) {
  const { document: url = "", basemap = "", later = "", opening } = root.dataset;
  const addresses = (/** @type {string} */ list) => list.split(" ").filter(Boolean);
  const [journey, sheets] = await Promise.all([loadJourney(url), loadSheets(addresses(basemap))]);
  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`.jm-embed-${name}`));
  const channel = channelName();
  const sync = new UrlSync({ journey, opening: Number(opening) });
  const { reading, zone, speed, theme } = sync.asked;
  const t = sync.asked.t ?? Number(opening);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (theme === null ? scheme.matches : theme === "dark");

  // The map comes first; the rest follows when it has been seen.
  const frame = find("map");
  frame.classList.add("jm", "jm-map");
  document.body.classList.toggle("jm-dark", isDark());
  frame.classList.toggle("jm-dark", isDark());
  for (const picture of frame.querySelectorAll("picture")) picture.remove();
  const map = L.map(frame, { zoomControl: true, attributionControl: false, preferCanvas: true, zoomSnap: 0.25 });
  const drawn = new JourneyMap(map, journey, sheets, { document: url, basemap: [], channel, t });
  await new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));
  const follower = () => new JourneyView(journey, { url, channel });
  new Claims(find("claims"), follower());
  const view = new JourneyView(journey, {
    url,
    channel,
    leads: true,
    start: { t, zone, dark: isDark(), reading, speed: speed ?? undefined },
  });
  new Timeline(find("timeline"), view, { touched: sync.asksForMoment });
  const recolour = () => {
    document.body.classList.toggle("jm-dark", isDark());
    frame.classList.toggle("jm-dark", isDark());
    view.set({ dark: isDark() });
  };
  recolour();
  scheme.addEventListener("change", recolour);
  sync.start({ channel, view, notice: find("notice") });
  sync.onChange = () => {
    for (const link of root.querySelectorAll("a.jm-embed-app"))
      follow(/** @type {HTMLAnchorElement} */ (link), journey.journey.id);
  };
  sync.onChange();
  const listed = follower();
  new EventList(find("events"), listed);
  new PrintedEvents(find("printed"), listed);
  const { site, formats = "[]" } = root.dataset;
  // A file on disk has no address to share.
  if (site !== undefined) {
    new Share(find("share"), {
      site,
      journey: journey.journey.id,
      title: journey.journey.title,
      formats: JSON.parse(formats),
    });
  }
  root.dataset.ready = "true";
  // The rest of the world; without it the map is still there.
  loadSheets(addresses(later)).then(
    (more) => drawn.addSheets(more),
    () => {},
  );
}

announceHeight();
const root = /** @type {HTMLElement} */ (document.getElementById("journeymap"));
open(root).catch((error) => {
  const notice = /** @type {HTMLElement} */ (root.querySelector(".jm-embed-notice"));
  notice.append(element("p", { role: "alert" }, notDrawn(error.message)));
  throw error;
});

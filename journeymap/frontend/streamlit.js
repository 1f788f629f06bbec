// @ts-check
/**
 * Our controls as Streamlit components: each is made once in its place and then only updated,
 * however often Streamlit calls.
 */

import { ClaimBeside } from "./panels/claim_beside.js";
import { ClaimTable } from "./panels/claim_table.js";
import { Claims } from "./panels/claims.js";
import { element, styleSheetsIn } from "./dom.js";
import { EventList } from "./panels/events.js";
import { Grid } from "./make/grid.js";
import { Heading, journeyChooser } from "./panels/heading.js";
import { journeyMenu } from "./panels/journey_menu.js";
import { loadJourney } from "./document/document.js";
import { dismissFirstPaint } from "./view/first_paint.js";
import { publishHeight } from "./view/first_screen.js";
import { onReturn, Outage, withServer } from "./view/outage.js";
import { UrlSync } from "./view/url_sync.js";
import { JourneyView } from "./view/journey_view.js";
import { notLoaded } from "./words/map.js";
import { PrintedEvents } from "./panels/printed.js";
import { Share } from "./panels/share.js";
import { meetingsPart } from "./panels/summits.js";
import { applyTheme, followTheme } from "./view/theme.js";
import { Timeline } from "./timeline/timeline.js";

/**
 * @typedef {object} Component
 * @property {any} data
 * @property {HTMLElement|ShadowRoot} parentElement
 * @property {(name: string, value: unknown) => void} setStateValue
 * @property {(name: string, value: unknown) => void} setTriggerValue
 *
 * @typedef {object} Control
 * @property {(component: Component) => void} update
 * @property {(dark: boolean) => void} [setDark]
 * @property {() => void} destroy
 *
 * @typedef {object} Mounted
 * @property {string} identity a different one needs a new control
 * @property {Component} component the last call's
 * @property {Control|null} control null until the document is there
 * @property {number} leaving timer of the removal
 * @property {() => void} release
 */

/** Streamlit may take a component away and call it again at once; only then is it really gone. */
const LEAVING_MILLISECONDS = 300;

/** The parts with which a page is there. */
const LAST_THERE = /^jm-(timeline|summits)\b/;

/** @type {WeakMap<Node, Mounted>} */
const mounted = new WeakMap();
/** By which a server that has lost the session knows this page again. */
let lastChannel = "";

/** Whether Streamlit's background, where the component stands, is a dark colour. @param {HTMLElement} node */
function isDark(node) {
  const colour = getComputedStyle(node).getPropertyValue("--st-background-color").trim();
  const probe = element("span", { style: `color: ${/^[#\w\s(),.%]+$/.test(colour) ? colour : "#fff"}` });
  node.append(probe);
  const [red, green, blue] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  probe.remove();
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

/**
 * @param {Component} component
 * @param {string} className
 * @param {(root: HTMLElement, document: import("./document/document.js").JourneyDocument, current: () => Component, dark: boolean) => Control} make
 */
function mount(component, className, make) {
  const { parentElement, data } = component;
  const identity = `${data.document} ${data.channel}`;
  lastChannel = data.channel ?? lastChannel;
  let here = mounted.get(parentElement);
  if (here && here.identity !== identity) {
    here.release();
    here = undefined;
  }
  if (here) {
    clearTimeout(here.leaving);
    here.component = component;
    here.control?.update(component);
  } else {
    here = begin(component, identity, className, make);
    mounted.set(parentElement, here);
  }
  const held = here;
  return () => {
    held.leaving = window.setTimeout(() => {
      held.release();
      if (mounted.get(parentElement) === held) mounted.delete(parentElement);
    }, LEAVING_MILLISECONDS);
  };
}

/**
 * @param {Component} component
 * @param {string} identity
 * @param {string} className
 * @param {(root: HTMLElement, document: import("./document/document.js").JourneyDocument, current: () => Component, dark: boolean) => Control} make
 * @returns {Mounted}
 */
function begin(component, identity, className, make) {
  const outer = element("div", { class: "jm" });
  const root = element("div", { class: className });
  component.parentElement.append(outer);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  /** @type {Mounted} */
  const held = {
    identity,
    component,
    control: null,
    leaving: 0,
    release: () => {
      held.release = () => {};
      scheme.removeEventListener("change", recolour);
      watch.disconnect();
      held.control?.destroy();
      outer.remove();
    },
  };
  const recolour = () => {
    const dark = isDark(outer);
    outer.classList.toggle("jm-dark", dark);
    held.control?.setDark?.(dark);
    return dark;
  };
  scheme.addEventListener("change", recolour);
  // Streamlit's own theme switch changes nothing but variables; they come with a new style.
  const watch = new MutationObserver(recolour);
  watch.observe(document.head, { childList: true });
  const release = held.release;
  // A control that gets all it shows from Python needs no document.
  const { document: address } = component.data;
  const loading = address
    ? loadJourney(new URL(address, document.baseURI).href)
    : Promise.resolve(/** @type {any} */ (null));
  const sheets = ["palette", "event_details", "timeline", "panel", "summits", "share", "claim_list", "print"];
  Promise.all([loading, styleSheetsIn(outer, sheets)]).then(
    ([journey]) => {
      if (held.release !== release) return;
      outer.append(root);
      held.control = make(root, journey, () => held.component, recolour());
      held.control.update(held.component);
      if (LAST_THERE.test(className)) dismissFirstPaint();
    },
    (error) => {
      dismissFirstPaint();
      outer.append(element("p", { role: "alert" }, notLoaded(error.message)));
    },
  );
  return held;
}

/**
 * A part that shows the journey, in a view of its own that follows the timeline's.
 * @param {Component} component
 * @param {string} className
 * @param {new (root: HTMLElement, view: JourneyView) => {destroy: () => void}} Part
 */
function mountFollower(component, className, Part) {
  return mount(component, className, (root, journey, current) => {
    const { document: url, channel } = current().data;
    const view = new JourneyView(journey, { url, channel });
    const part = new Part(root, view);
    return { update: () => {}, destroy: () => [part, view].forEach((each) => each.destroy()) };
  });
}

/** @param {Component} component */
export const claims = (component) => mountFollower(component, "jm-claims", Claims);

/** @param {Component} component */
export function events(component) {
  return mount(component, "jm-events-place", (root, journey, current) => {
    const { document: url, channel } = current().data;
    const [list, printed] = ["jm-events", "jm-printed"].map((name) => element("div", { class: name }));
    root.append(list, printed);
    const view = new JourneyView(journey, { url, channel });
    const parts = [new EventList(list, view), new PrintedEvents(printed, view), view];
    return { update: () => {}, destroy: () => parts.forEach((each) => each.destroy()) };
  });
}

/**
 * What the heads of journeys offer, by the channels of their pages: the timeline's menu has it too.
 * @type {Map<string, import("./panels/journey_menu.js").Head>}
 */
const heads = new Map();

/** @param {Component} component */
export function heading(component) {
  return mount(component, "jm-heading jm-journey-heading", (root, journey, current) => {
    const { document: url, channel, journeys, share: shared } = current().data;
    const view = new JourneyView(journey, { url, channel });
    const choose = (/** @type {string} */ id) =>
      withServer(
        () => current().setTriggerValue("journey", id),
        () => location.assign(`?${new URLSearchParams({ journey: id })}`),
      );
    const chooser = () => (journeys.length > 1 ? journeyChooser(journeys, shared.journey, choose) : null);
    const place = element("div", { class: "jm-share-place" });
    const share = new Share(place, { ...shared, title: journey.journey.title });
    const part = new Heading(
      root,
      view,
      [chooser(), place].filter((each) => each !== null),
    );
    const unpublish = publishHeight(root, "--jm-heading");
    const head = { share, chooser };
    heads.set(channel, head);
    return {
      update: () => {},
      destroy: () => {
        // Another journey's heading may be there already.
        if (heads.get(channel) === head) heads.delete(channel);
        unpublish();
        [part, share, view].forEach((each) => each.destroy());
      },
    };
  });
}

/**
 * Where timelines without an address were left, by journey: a server that lost the session does not know.
 * @type {Map<string, import("./view/channel.js").View>}
 */
const left = new Map();

/** @param {Component} component */
export function timeline(component) {
  return mount(component, "jm-timeline", (root, journey, current, dark) => {
    const { channel, document: url, t, reading, speed, opening, first, keep = true, answered = false } = current().data;
    // The address is newer than what the server knows of it. A page whose address is about something else has none.
    const sync = keep ? new UrlSync({ journey, opening, named: true, first }) : null;
    const asked = sync?.asked ?? left.get(journey.journey.id) ?? { t, zone: "place", reading, speed };
    const view = new JourneyView(journey, {
      url,
      channel,
      leads: true,
      start: { t: asked.t ?? opening, zone: asked.zone, reading: asked.reading, speed: asked.speed ?? undefined, dark },
    });
    const timed = element("div", {});
    const notice = element("div", { class: "jm-notice", role: "status" });
    root.append(notice, timed);
    const menu = () =>
      journeyMenu(journey, { url, channel, head: heads.get(channel), close: () => part.menu?.close() });
    const part = new Timeline(timed, view, {
      answered,
      menu: answered ? menu : null,
      touched: sync?.asksForMoment,
      reported: { moment: t, reading, speed },
      report: (settled) => current().setStateValue("view", settled),
    });
    sync?.start({ channel, view, notice });
    const unpublish = publishHeight(part.controls, "--jm-controls");
    const unsubscribe = onReturn(() => part.reportAgain());
    if (!sync) view.subscribe(() => left.set(journey.journey.id, view.state));
    return {
      // What the server answered last: a test waits for it.
      update: ({ data }) => {
        root.dataset.answered = `${data.t} ${data.reading} ${data.speed}`;
      },
      setDark: (now) => view.set({ dark: now }),
      destroy: () => {
        sync?.destroy();
        unpublish();
        unsubscribe();
        part.destroy();
        view.destroy();
      },
    };
  });
}

/** @param {Component} component */
export function meetings(component) {
  return mount(component, `jm-summits jm-summits-${component.data.part}`, (root, _, current, dark) => {
    const { data } = current();
    const place = element("div", {});
    root.append(place);
    const part = meetingsPart(place, data, dark);
    if (data.part !== "heading" || !data.mapped) return part;
    // One of the parts follows the address: what the map shows, for there is no time.
    const sync = new UrlSync({ journey: null });
    const notice = element("div", { class: "jm-notice", role: "status" });
    root.append(notice);
    sync.start({ channel: data.channel, view: null, notice });
    return {
      update: (component) => part.update(component),
      setDark: (now) => part.setDark(now),
      destroy: () => {
        sync.destroy();
        part.destroy();
      },
    };
  });
}

/**
 * A part of the Claims page, which says once what the reader did.
 * @param {Component} component
 * @param {string} className
 * @param {new (root: HTMLElement, tell: (name: string, value: unknown) => void) => Control} Panel
 */
function mountFound(component, className, Panel) {
  return mount(component, className, (root, _, current) => {
    const tell = (/** @type {string} */ name, /** @type {unknown} */ value) => current().setTriggerValue(name, value);
    return new Panel(root, tell);
  });
}

/** @param {Component} component */
export const claimTable = (component) => mountFound(component, "jm-found", ClaimTable);

/** @param {Component} component */
export const claimBeside = (component) => mountFound(component, "jm-beside", ClaimBeside);

/** Nothing to see: what the table of the Make page does. @param {Component} component */
export function grid(component) {
  return mount(component, "jm-grid", (root, _journey, current) => {
    const part = new Grid((text) => current().setTriggerValue("pasted", text));
    root.dataset.ready = "true";
    return { update: ({ data }) => part.update(data), destroy: () => part.destroy() };
  });
}

/** Nothing to see: the theme of the whole page, and what it does without a server. @param {Component} component */
export function theme(component) {
  return mount(component, "jm-theme", (_root, _journey, current, dark) => {
    applyTheme(dark);
    // A server that was started anew knows nothing of this page: it runs once for it.
    const outage = new Outage(() => current().setStateValue("back", { channel: lastChannel, at: Date.now() }));
    outage.setDark(dark);
    return {
      update: () => {},
      setDark: (now) => {
        outage.setDark(now);
        followTheme();
      },
      destroy: () => outage.destroy(),
    };
  });
}

// What mark a place gets, and which marks share one.
import assert from "node:assert/strict";
import { test } from "node:test";

import { clusters, sitesOf } from "../../../journeymap/frontend/document/sites.js";

const place = (lon, lat, accuracy = 200) => ({
  name: "",
  name_local: "",
  position: [lon, lat],
  zone: "UTC",
  kind: "",
  accuracy_m: accuracy,
  detail: "",
});
const event = (id, kind, status, at, km = null) => ({
  id,
  kind,
  status,
  place: at,
  km,
  zone: "UTC",
  window: [null, null],
  moment: null,
  conflict: "",
  claims: [],
});
const journey = (events, landmarks, places) => ({ journey: {}, events, landmarks, places, line: { stops: [] } });

const roles = (document) =>
  Object.fromEntries(sitesOf(document).map(({ key, role, summit }) => [key, summit ? `${role}+` : role]));

test("the mark follows from what was said to have happened there", () => {
  const document = journey(
    [
      event("a", "arrival", "official", "khasan", 769),
      event("b", "arrival", "expected", "vladivostok"),
      event("c", "arrival", "contradicted", "moscow"),
      event("d", "meeting", "official", "campus"),
      event("e", "statement", "expected", "cosmodrome"),
      event("f", "pass", "reported", "coast", 800),
      event("g", "pass", "reported", null),
    ],
    [event("s", "meeting", "official", "vladivostok"), event("t", "statement", "official", "moscow")],
    {
      khasan: place(130, 42),
      vladivostok: place(131, 43),
      moscow: place(37, 55),
      campus: place(131, 43),
      cosmodrome: place(128, 51),
      coast: place(131, 43, 118_000),
    },
  );
  assert.deepEqual(roles(document), {
    khasan: "stop",
    vladivostok: "expected+",
    moscow: "contradicted",
    campus: "off-line",
    cosmodrome: "off-line",
    coast: "area",
  });
});

test("sites closer than the reach share the mark of the weightier", () => {
  const site = (key, x, weight) => ({ key, place: place(x, 0), weight });
  const sites = [site("bridge", 0, 5), site("station", 10, 9), site("port", 40, 1)];
  const groups = clusters(sites, ([x, y]) => ({ x, y }), 15);
  assert.deepEqual(
    groups.map((members) => members.map(({ key }) => key)),
    [["station", "bridge"], ["port"]],
  );
});

test("what is one spot stays together, though a weightier mark is within reach", () => {
  const site = (key, x, weight) => ({ key, place: place(x, 0), weight });
  const sites = [site("station", 0, 9), site("town", 22, 5), site("campus", 24, 1), site("far", 300, 2)];
  const groups = clusters(sites, ([x, y]) => ({ x, y }), 24);
  assert.deepEqual(
    groups.map((members) => members.map(({ key }) => key)),
    [["station", "town", "campus"], ["far"]],
  );
  const apart = clusters(
    [site("station", 0, 9), site("town", 25, 5), site("campus", 23, 1)],
    ([x, y]) => ({ x, y }),
    24,
  );
  assert.deepEqual(
    apart.map((members) => members.map(({ key }) => key)),
    [["station"], ["town", "campus"]],
  );
});

test("ten thousand places at one spot are one mark, and soon", () => {
  const sites = Array.from({ length: 10_000 }, (_, i) => ({
    key: `s${i}`,
    place: place((i % 100) / 50, 0),
    weight: i,
  }));
  const begun = performance.now();
  assert.equal(clusters(sites, ([x, y]) => ({ x, y }), 24).length, 1);
  assert.ok(performance.now() - begun < 2000);
});

test("the circle is as exact as the claims that agree say, the role as the place is known", () => {
  const claim = (more) => ({ agrees: true, ...more });
  const stop = (id, at, claims) => ({ ...event(id, "stop", "reported", at, 0), claims });
  const document = journey(
    [
      stop("a", "plain", [claim({})]),
      stop("b", "claimed", [
        claim({ accuracy_km: 4 }),
        claim({ accuracy_km: 2.5 }),
        claim({ accuracy_km: 1, agrees: false }),
        claim({}),
      ]),
      stop("c", "vague", [claim({ accuracy_km: 40 })]),
      stop("d", "point", [claim({ accuracy_km: 0 })]),
      stop("e", "differs", [claim({ accuracy_km: 1, agrees: false })]),
    ],
    [],
    Object.fromEntries(["plain", "claimed", "vague", "point", "differs"].map((key) => [key, place(131, 43)])),
  );
  const sites = sitesOf(document);
  assert.deepEqual(Object.fromEntries(sites.map(({ key, place: { accuracy_m } }) => [key, accuracy_m])), {
    plain: 200,
    claimed: 2500,
    vague: 40_000,
    point: 0,
    differs: 200,
  });
  assert.deepEqual(new Set(sites.map(({ role }) => role)), new Set(["stop"]));
  assert.equal(document.places.claimed.accuracy_m, 200);
});

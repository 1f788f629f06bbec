// Names are marked with their language, by script and by where the place is.
import assert from "node:assert/strict";
import { test } from "node:test";

import { languageOf } from "../../../journeymap/frontend/document/languages.js";

const NAMES = [
  ["평양역", "Asia/Pyongyang", "ko"],
  ["Хасан", "Asia/Vladivostok", "ru"],
  ["Київ", "Europe/Kyiv", "uk"],
  ["Пловдив", "", "und-Cyrl"],
  ["钓鱼台国宾馆", "Asia/Shanghai", "zh"],
  ["大阪", "Asia/Tokyo", "ja"],
  ["東京タワー", "", "ja"],
  ["北京", "", "und-Hani"],
  ["Αθήνα", "Europe/Athens", "el"],
  ["القاهرة", "Africa/Cairo", "und-Arab"],
  ["Köln", "Europe/Berlin", "und-Latn"],
  ["1812", "", "und"],
  ["", "", "und"],
];

test("a name's language is told by its script, and where that is not enough by its zone", () => {
  for (const [name, zone, language] of NAMES) assert.equal(languageOf(name, zone), language, name);
});

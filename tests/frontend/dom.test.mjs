// Sentences with elements in them. A browser's nodes are not needed to see where they stand.
import assert from "node:assert/strict";
import { test } from "node:test";

import { sentenceNodes } from "../../journeymap/frontend/dom.js";

globalThis.Node = class {};

test("elements stand where the sentence has their places, whatever the order", () => {
  const [a, b] = [new Node(), new Node()];
  assert.deepEqual(
    sentenceNodes(({ a, b }) => `from ${b} to ${a}.`, { a, b }),
    ["from ", b, " to ", a, "."],
  );
  assert.deepEqual(
    sentenceNodes(({ a, b }) => `${a}${b}`, { a, b }),
    [a, b],
  );
});

test("a text stays a text, and a missing one is empty", () => {
  const a = new Node();
  assert.deepEqual(
    sentenceNodes(({ a, b, c }) => `${a}: ${b}${c}`, { a, b: "B", c: null }),
    [a, ": B"],
  );
});

test("a text cannot take an element's place", () => {
  const a = new Node();
  const nodes = sentenceNodes(({ a, b }) => `${b} ${a}`, { a, b: "\u00000\u0000" });
  assert.deepEqual(nodes, ["0 ", a]);
});

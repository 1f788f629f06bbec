// @ts-check
/** What is said of means of travel. */

/** @typedef {import("../document/document.js").Means} Means */

/** Of a range that lies on an expected leg. @type {Record<Means, string>} */
const GONE_ON = {
  train: "had it gone on as expected",
  car: "had it driven on as expected",
  bus: "had it driven on as expected",
  coach: "had it driven on as expected",
  motorcycle: "had it been ridden on as expected",
  bicycle: "had the cyclist ridden on as expected",
  foot: "had the walker gone on as expected",
  horse: "had the rider ridden on as expected",
  ship: "had it sailed on as expected",
  boat: "had it sailed on as expected",
  plane: "had it flown on as expected",
  helicopter: "had it flown on as expected",
};

/** @param {Means|undefined} means not known: nothing says how it travelled */
export const goneOn = (means) => GONE_ON[means ?? "train"];

/** Ways that nothing on the ground gives, in the key of the map. */
export const OFF_THE_GROUND = {
  sea: "by sea, drawn straight: the course is not known",
  air: "by air, drawn as a great circle",
};

// @ts-check
/** Sentences for what an address asks for in vain. Each begins with the parameter and its value. */

const MAX_VALUE_LENGTH = 40;

/** Why a value cannot be taken: whole sentences, with the place of the asked value in each. */
const SENTENCES = {
  moment: "The address asks for {asked}, which is no moment such as 2023-09-12T02:15Z.",
  beyond: "The address asks for {asked}, which this timeline does not reach; shown is its nearest end.",
  unknowable: "The address asks for {asked}, but no claim of this journey says when it was public.",
  reading: "The address asks for {asked}, which is neither happened nor known.",
  zone: "The address asks for {asked}, which is no time zone; times are those at the place.",
  speed: "The address asks for {asked}, which is no whole speed from 1 to {max} km/h.",
  theme: "The address asks for {asked}, which is neither light nor dark.",
  map: "The address asks for {asked}, which is no zoom/latitude/longitude.",
  layer: "The address asks for {asked}, which is no background of this map.",
  event: "The address asks for {asked}, which has no place on this map.",
};

/**
 * @param {keyof typeof SENTENCES} why
 * @param {string} name of the parameter
 * @param {string} value
 * @param {number} [max] greatest value that can be taken
 */
export function refusal(why, name, value, max = NaN) {
  const shown = value.length > MAX_VALUE_LENGTH ? `${value.slice(0, MAX_VALUE_LENGTH)}…` : value;
  // By functions: a value may have characters that replace() takes for patterns.
  return SENTENCES[why].replace("{asked}", () => `${name}=${shown}`).replace("{max}", () => String(max));
}

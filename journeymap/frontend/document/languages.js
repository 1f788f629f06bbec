// @ts-check
/** The language that a name is written in, for voices and fonts: by its script, and by where the place is. */

/** Scripts and their tags (BCP 47): a language where the script has but one. @type {[RegExp, string][]} */
const SCRIPTS = [
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, "ja"],
  [/\p{Script=Han}/u, "und-Hani"],
  [/\p{Script=Cyrillic}/u, "und-Cyrl"],
  [/\p{Script=Greek}/u, "el"],
  [/\p{Script=Hebrew}/u, "he"],
  [/\p{Script=Armenian}/u, "hy"],
  [/\p{Script=Georgian}/u, "ka"],
  [/\p{Script=Thai}/u, "th"],
  [/\p{Script=Arabic}/u, "und-Arab"],
  [/\p{Script=Devanagari}/u, "und-Deva"],
  [/\p{Script=Latin}/u, "und-Latn"],
];

/** What a script with several languages is read as, by the time zone of the place. */
const BY_ZONE = {
  "und-Hani": {
    zh: "Asia/Shanghai Asia/Urumqi Asia/Harbin Asia/Hong_Kong Asia/Macau Asia/Taipei",
    ja: "Asia/Tokyo",
    ko: "Asia/Seoul Asia/Pyongyang",
  },
  "und-Cyrl": {
    ru:
      "Europe/Kaliningrad Europe/Moscow Europe/Kirov Europe/Volgograd Europe/Astrakhan Europe/Saratov " +
      "Europe/Ulyanovsk Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Barnaul Asia/Tomsk " +
      "Asia/Novokuznetsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Chita Asia/Yakutsk Asia/Khandyga Asia/Vladivostok " +
      "Asia/Ust-Nera Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk Asia/Kamchatka Asia/Anadyr",
    uk: "Europe/Kyiv Europe/Kiev",
    be: "Europe/Minsk",
    bg: "Europe/Sofia",
    mn: "Asia/Ulaanbaatar Asia/Hovd Asia/Choibalsan",
  },
};

/**
 * The tag for a `lang` attribute.
 * @param {string} name
 * @param {string} [zone] IANA zone of the place
 */
export function languageOf(name, zone = "") {
  const script = SCRIPTS.find(([pattern]) => pattern.test(name))?.[1] ?? "und";
  const languages = /** @type {Record<string, Record<string, string>>} */ (BY_ZONE)[script] ?? {};
  return Object.keys(languages).find((language) => languages[language].split(" ").includes(zone)) ?? script;
}

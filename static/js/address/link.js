/**
 * Links: `?lesson=KEY&step=`, then `#1.` and base64url of the deflated JSON of the scene. Other parameters are in query.js.
 * If a lesson's scene was changed, the link keeps the lesson's key, because texts and view come from the lesson.
 */
import { jsonOf } from "../files/json.js";
import { t } from "../text/language.js";

export const VERSION = "1";
/** The version of links to lessons of one's own: `#2.`, their document, and behind a full stop the scene if it was changed; both packed as a scene is. */
export const LESSONS = "2";

/** @param {string} text @returns {Promise<string>} */
async function deflate(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Limit in bytes. A scene has a few hundred, so a link that unpacks to more is an attack. */
const LONGEST = 2 ** 20;

/** @param {string} packed @returns {Promise<string>} */
async function inflate(packed) {
  const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const stream = new Blob([Uint8Array.from(letters, (letter) => letter.charCodeAt(0))]).stream();
  const reader = stream.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
    size += part.value.length;
    if (size > LONGEST) throw new RangeError("too long");
  }
  return text + decoder.decode();
}

/** @param {import("../types.js").Scene} scene @returns {Promise<string>} starts with # */
export async function encodeScene(scene) {
  return `#${VERSION}.${await deflate(JSON.stringify(scene))}`;
}

/** @param {import("../types.js").OwnDocument} doc @param {import("../types.js").Scene | null} scene  null if it is the lesson's own @returns {Promise<string>} */
export async function encodeLessons(doc, scene) {
  const changed = scene ? `.${await deflate(JSON.stringify(scene))}` : "";
  return `#${LESSONS}.${await deflate(JSON.stringify(doc))}${changed}`;
}

/** @param {string | undefined} packed @returns {Promise<any>} null if it is broken */
const unpacked = (packed) => inflate(packed ?? "").then(jsonOf).then((found) => found ?? null, () => null);

/**
 * @param {string} hash  as location.hash
 * @returns {Promise<{ scene: import("../types.js").Scene | null, lessons: any }>} lessons: null in a link to a scene; scene: null if it is the lesson's own
 * @throws {Error} its message is a sentence for the user
 */
export async function decodeLink(hash) {
  const [version, packed, changed] = hash.slice(1).split(".", 3);
  if (/^\d+$/.test(version) && ![VERSION, LESSONS].includes(version)) {
    throw new Error(t("This link was made by a newer Ravine (link version {version}, this page reads {known}).", { version: String(version), known: LESSONS }));
  }
  const found = await unpacked(packed);
  const scene = version === VERSION ? found : changed === undefined ? null : await unpacked(changed);
  const broken = found === null || (changed !== undefined && scene === null);
  if (broken || ![VERSION, LESSONS].includes(version)) throw new Error(t("This link is broken: part of it is missing or was changed."));
  return { scene, lessons: version === LESSONS ? found : null };
}

/**
 * @param {string} search  as location.search
 * @returns {{ lesson: string | null, step: number | null, hidden: boolean }} hidden: are the steps after it hidden?
 */
export function readQuery(search) {
  const query = new URLSearchParams(search);
  const step = query.get("step");
  return { lesson: query.get("lesson"), step: step !== null && /^\d{1,6}$/.test(step) ? Number(step) : null, hidden: query.get("future") === "hidden" };
}

/**
 * @param {string} search  the current query, whose other parameters stay
 * @param {Record<string, string | null>} changes  null removes
 */
export function writeQuery(search, changes) {
  const query = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) value === null ? query.delete(key) : query.set(key, value);
  const text = query.toString();
  return text ? `?${text}` : "";
}

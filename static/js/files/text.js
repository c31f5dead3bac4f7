/** Reads a file that the user gives: its text and, if it is JSON, its value. */
import { t } from "../text/language.js";
import { chosen } from "../text/numbers.js";
import { jsonOf } from "./json.js";

/** @typedef {{ name: string, text: string, data: unknown }} Given  data: the value of the file's JSON; undefined if it is none that we can read */

/** Bytes in a megabyte, and in the largest file that is read. A trajectory of 200,000 steps is smaller. */
const MEGABYTE = 1e6;
const LARGEST = 5 * MEGABYTE;
/** Most characters of a file's name that a sentence shows. */
const SHOWN = 60;

/** @param {string} name */
export const shortName = (name) => (name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name);

/** PowerShell's `>` and old Notepads write UTF-16, which begins with these bytes. @param {Uint8Array} bytes */
function encodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

/**
 * @param {File} file
 * @returns {Promise<Given>}
 * @throws {Error} with a sentence for the user: the file is too large, or cannot be read
 */
export async function read(file) {
  const name = shortName(file.name);
  if (file.size > LARGEST) {
    throw new Error(t("{file} has {size} MB. Files of at most {most} MB can be opened.", { file: name, size: chosen(file.size / MEGABYTE), most: LARGEST / MEGABYTE }));
  }
  const bytes = await file.arrayBuffer().catch(() => null); // a folder, or a file that is gone
  if (!bytes) throw new Error(t("{file} cannot be read.", { file: name }));
  const text = new TextDecoder(encodingOf(new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength)))).decode(bytes);
  return { name, text, data: jsonOf(text) };
}

/**
 * Opens links as the page does. The first line is the catalog; each other one the part of a link behind #, as JSON. What it
 * holds goes out, or why it is refused, with what the page tells.
 */
import { createInterface } from "node:readline";

import { readAddress } from "../../static/js/address/address.js";
import { decodeLink } from "../../static/js/address/link.js";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const catalog = JSON.parse((await lines.next()).value);

for (let line = await lines.next(); !line.done; line = await lines.next()) {
  const hash = `#${JSON.parse(line.value)}`;
  const scene = await decodeLink(hash).then(
    ({ scene: found }) => ({ found }),
    (error) => ({ refused: String(error.message) }),
  );
  const place = await readAddress(catalog, { search: "", hash }).then(
    ({ notices }) => ({ notices }),
    (error) => ({ failed: String(error) }),
  );
  process.stdout.write(`${JSON.stringify({ ...scene, ...place })}\n`);
}

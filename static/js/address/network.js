/** The origin of links that others open: on a page opened as localhost, the machine's address in its network. */
import { t, word } from "../text/language.js";

/** @typedef {{ origin: string, says: string }} Reach  says: who can open a link with this origin; empty if everybody can */

/** How a server is started that phones can reach. */
export const START = "ravine serve --host 0.0.0.0";

/** @param {string} host */
const isHere = (host) => host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d+){3}$/.test(host);

const ALONE = word("Phones cannot open this link: the server listens on this computer alone. Start it with {command}.");
const UNKNOWN = word("This link opens on this computer alone.");

/**
 * @param {Pick<Location, "origin" | "hostname" | "port">} place
 * @param {(address: string) => Promise<{ network: string | null, why: string | null }>} ask
 * @returns {Promise<Reach>}
 */
export async function reachOf({ origin, hostname, port }, ask) {
  if (!isHere(hostname)) return { origin, says: "" };
  const { network, why } = await ask("api/address").catch(() => ({ network: null, why: "unknown" }));
  // Another port means a tunnel: the server's address is then that of another machine.
  if (network && new URL(network).port === port) return { origin: network, says: t("Phones in the same network can open this link.") };
  return { origin, says: t(why === "alone" ? ALONE : UNKNOWN, { command: START }) };
}

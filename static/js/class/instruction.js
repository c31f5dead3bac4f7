/** What a class does to answer, as projector and lecturer's page say it. */
import { group } from "./reading.js";
import { t } from "./words.js";

/** @param {{ kind: "choice" | "click" | "step", runs: boolean, reads?: object | null, at: number | null }} ask */
export function instruction({ kind, runs, reads, at }) {
  if (kind === "choice") return t("Answer on your phone.");
  if (kind === "step") return reads ? t("Choose a value on your phone.") : t("Choose a step on your phone.");
  if (runs) return t("Tap where you would start.");
  return at === null ? t("Tap where it will end.") : t("Tap where it will be at step {step}", { step: group(at) });
}

/** What the page uses of lean-qr. */
export type Code = { size: number; get(x: number, y: number): boolean };
/** Throws where the text is longer than a QR code holds. */
export function generate(text: string): Code;

/** Where Folkmoot stands on its host: empty at the top, "/talk" below a path. Told by where this script came from. */

export const ROOT: string = new URL(import.meta.url).pathname.split("/static/")[0] ?? "";

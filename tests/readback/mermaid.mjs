// Parses a Mermaid diagram from standard input with Mermaid's own parser. Exit code 0: it is sound.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");
const { diagramType } = await mermaid.parse(readFileSync(0, "utf8"));
console.log(diagramType);

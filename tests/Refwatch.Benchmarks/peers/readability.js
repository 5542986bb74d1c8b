// Reads JSON Lines {url, html} on standard input, writes a JSON Lines {content} each: the HTML that Firefox's reader view would show.
import { createInterface } from "node:readline";
import { Readability } from "@mozilla/readability";
import { JSDOM, VirtualConsole } from "jsdom";

for await (const line of createInterface({ input: process.stdin })) {
  const { url, html } = JSON.parse(line);
  let content = "";
  try {
    const { document } = new JSDOM(html, { url, virtualConsole: new VirtualConsole() }).window;
    content = new Readability(document).parse()?.content ?? "";
  } catch (error) {
    process.stderr.write(`${url}: ${error.message}\n`);
  }
  process.stdout.write(JSON.stringify({ content }) + "\n");
}

// Reads a TimeMap in link format with the parser of npm's "wayback-machine", a client of the Internet Archive's. Prints what it found as JSON.
import { createRequire } from "node:module";
import { Readable } from "node:stream";

const { parseTimemap } = createRequire(import.meta.url)("wayback-machine/lib/timemap.js");

const [url] = process.argv.slice(2);
const answer = await fetch(url);
parseTimemap(Readable.fromWeb(answer.body), (error, found) => {
  if (error) {
    console.error(error);
    process.exit(1);
  }

  console.log(JSON.stringify(found));
});

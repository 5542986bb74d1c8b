// Reads WARC files with warcio and recomputes every block and payload digest from the bytes that it returns. warcio itself
// passes a wrong digest. Prints a JSON line per record; exits with 1 when a digest, a mandatory field or a file is wrong.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { WARCParser } from "warcio";

const mandatory = ["WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Length", "WARC-Block-Digest"];
let problems = 0;

for (const file of process.argv.slice(2)) {
  let count = 0;
  try {
    for await (const record of new WARCParser(createReadStream(file), { keepHeadersCase: true, parseHttp: false })) {
      const block = Buffer.from(await record.readFully(false));
      const wrong = check(record, block);
      problems += wrong.length;
      count++;
      console.log(JSON.stringify({ type: record.warcType, url: record.warcTargetURI, date: record.warcDate, bytes: block.length, wrong }));
    }
  } catch (error) {
    fail(`${file}: ${error}`);
  }

  if (count === 0) {
    fail(`${file}: no records`);
  }
}

process.exit(problems === 0 ? 0 : 1);

function check(record, block) {
  const field = name => record.warcHeaders.headers.get(name);
  const wrong = mandatory.filter(name => !field(name)).map(name => `no ${name}`);
  if (Number(field("Content-Length")) !== block.length) {
    wrong.push(`Content-Length ${field("Content-Length")}, but ${block.length} bytes`);
  }

  if (field("WARC-Block-Digest") !== digest(block)) {
    wrong.push("WARC-Block-Digest");
  }

  // A revisit names the payload of the record that it refers to, which is not here.
  if (record.warcType === "response" && field("WARC-Payload-Digest") !== digest(block.subarray(block.indexOf("\r\n\r\n") + 4))) {
    wrong.push("WARC-Payload-Digest");
  }

  return wrong;
}

function digest(bytes) {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

function fail(message) {
  problems++;
  console.error(message);
}

// Writes a WARC file with warcio: node records.mjs VERSION URL > FILE. A response with its request behind it, a revisit of it,
// a resource, gzipped by record.
import { WARCRecord, WARCSerializer } from "warcio";

const [warcVersion, url] = process.argv.slice(2);
const date = "2019-08-09T10:11:12Z";
const httpHeaders = { "Content-Type": "text/html; charset=utf-8", "X-Order": "2", Server: "s" };

await write(await WARCRecord.createWARCInfo({ filename: "records.warc.gz", warcVersion }, { software: "warcio.js" }));
const response = await WARCRecord.create({ url, date, type: "response", warcVersion, httpHeaders }, body("<title>Сынақ</title><p>words"));
await write(response);
await write(await WARCRecord.create(
  { url, date, type: "request", warcVersion, httpHeaders: { Host: "example.org" }, statusline: "GET /page HTTP/1.1" }, body("")));
await write(await WARCRecord.create(
  {
    url, date: "2020-08-09T10:11:12Z", type: "revisit", warcVersion, httpHeaders, refersToUrl: url, refersToDate: date,
    warcHeaders: { "WARC-Payload-Digest": response.warcPayloadDigest },
  },
  body("")));
await write(await WARCRecord.create(
  { url: `${url}.txt`, date, type: "resource", warcVersion, warcHeaders: { "Content-Type": "text/plain" } }, body("plain words")));

async function write(record) {
  process.stdout.write(await WARCSerializer.serialize(record, { gzip: true, digest: { algo: "sha-256", prefix: "sha256:" } }));
}

async function* body(text) {
  yield new TextEncoder().encode(text);
}

// Starts Azurite in memory on free ports, prints its connection string, and serves until its own input ends: so it never
// outlives who started it. A file that is named on the command line receives a line a request, of blobs and queues.
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const program = createRequire(import.meta.url).resolve("azurite/dist/src/azurite.js");
const log = process.argv[2] ? createWriteStream(process.argv[2]) : null;
const azurite = spawn(
  process.execPath,
  ["--require", fileURLToPath(new URL("swift-azurite.cjs", import.meta.url)), program, "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"],
  { stdio: ["ignore", "pipe", "inherit"] });

// The account and key that every Azurite has (documented, no secret).
const account = "devstoreaccount1";
const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

let said = "";
const ports = {};
azurite.stdout.on("data", chunk => {
  log?.write(chunk);
  if (ports.Blob && ports.Queue) {
    return;
  }

  said += chunk;
  for (const [, service, port] of said.matchAll(/Azurite (Blob|Queue) service is successfully listening at http:\/\/127\.0\.0\.1:(\d+)\s/g)) {
    ports[service] = port;
  }

  if (ports.Blob && ports.Queue) {
    console.log(`DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};`
      + `BlobEndpoint=http://127.0.0.1:${ports.Blob}/${account};QueueEndpoint=http://127.0.0.1:${ports.Queue}/${account};`);
  }
});

azurite.on("exit", code => process.exit(code ?? 1));
process.stdin.on("end", () => azurite.kill("SIGKILL")).resume();
process.on("SIGTERM", () => azurite.kill("SIGKILL"));

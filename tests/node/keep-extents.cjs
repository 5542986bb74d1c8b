// Azurite's collector of deleted extents begins ten minutes after its start and builds every index of the store anew for each
// extent: with tens of thousands of them (5,000 pages, twice) it answers nobody for many minutes. Tests keep no store that long.
for (const service of ["blob", "queue"]) {
  require(`azurite/dist/src/${service}/utils/constants`).DEFAULT_GC_INTERVAL_MS = 2 ** 31 - 1;
}

// What makes Azurite slow with tens of thousands of blobs, as the scale-out trial has them. Both were seen in its profile: with
// 5,000 pages they held every answer up for seconds, and leases ran out meanwhile.
const Collection = require("lokijs").Collection;

// Its collectors of deleted extents build every index anew for each extent. Tests keep no store so long that it matters.
for (const service of ["blob", "queue"]) {
  require(`azurite/dist/src/${service}/utils/constants`).DEFAULT_GC_INTERVAL_MS = 2 ** 31 - 1;
}

// A deletion builds every index anew, and looks the document up by its account, which is the same for all.
Collection.prototype.findAndRemove = function (query) {
  const { name, ...others } = query ?? {};
  for (const document of this.find(name === undefined ? others : { name, ...others })) {
    this.remove(document);
  }
};

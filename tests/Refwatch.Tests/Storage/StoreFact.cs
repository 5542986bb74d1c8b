// The contract's tests always run here; against other stores they are skipped where the store is absent.
global using StoreFactAttribute = Xunit.FactAttribute;
global using StoreTheoryAttribute = Xunit.TheoryAttribute;

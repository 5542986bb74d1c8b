// The contract's tests run here against Azurite.
global using StoreFactAttribute = Refwatch.EndToEnd.Storage.AzuriteFactAttribute;
global using StoreTheoryAttribute = Refwatch.EndToEnd.Storage.AzuriteTheoryAttribute;

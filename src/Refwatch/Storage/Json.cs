using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Refwatch.Storage;

/// <summary>How every JSON document is written: camelCase names, enum members by name, nulls left out.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    public static byte[] Write<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, Options);

    public static T Read<T>(ReadOnlyMemory<byte> utf8) =>
        JsonSerializer.Deserialize<T>(utf8.Span, Options) ?? throw new JsonException($"A JSON null is no {typeof(T).Name}.");

    /// <summary>Reads a document of the state, if this version of Refwatch knows its schema.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="newest">The newest schema version that is known.</param>
    /// <param name="name">The document's blob, for the error.</param>
    /// <exception cref="NewerSchemaException">The document is of a newer one: it must not be written over.</exception>
    /// <exception cref="JsonException">It is broken; the message names it.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, int newest, string name)
    {
        try
        {
            var version = SchemaVersionOf(utf8.Span);
            return version <= newest ? Read<T>(utf8) : throw new NewerSchemaException(name, version, newest);
        }
        catch (JsonException broken)
        {
            throw new JsonException($"{name} can't be read: {broken.Message}", broken);
        }
    }

    private static int SchemaVersionOf(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = reader.ValueTextEquals("schemaVersion"u8);
            reader.Read();
            if (isVersion)
            {
                return reader.GetInt32();
            }

            reader.Skip();
        }

        return 1;
    }
}

/// <summary>A newer version of Refwatch wrote it, and this one would lose what it does not know.</summary>
public sealed class NewerSchemaException(string name, int version, int newest)
    : Exception($"{name} has schema version {version}, and this Refwatch knows up to {newest}: run the newer version that wrote it. Nothing was changed.");

using System.Text.Json.Nodes;
using Ecommerce.Conformance.OpenApi;

namespace Ecommerce.Conformance.Fuzzing;

/// <summary>Values as a schema describes them: well formed, though they may mean nothing to the service.</summary>
internal sealed class Specimen(ApiDocument document)
{
    /// <summary>Of a member whose name is free.</summary>
    public const string AnyName = "abc";

    private const int MaxDepth = 8;

    public JsonNode? Of(JsonNode? schema, int depth = 0)
    {
        var resolved = document.Resolve(schema);
        if (depth > MaxDepth)
            return resolved.TakesNull ? null : new JsonObject();
        if (resolved.Schema["enum"] is JsonArray { Count: > 0 } values)
            return values.First(value => value is not null)!.DeepClone();
        return resolved.Types.FirstOrDefault(type => type != "null") switch
        {
            "object" => OfObject(resolved, depth),
            "array" => new JsonArray(Of(resolved.Schema["items"], depth + 1)),
            "string" => OfText(resolved.Format),
            "integer" or "number" => 1,
            "boolean" => true,
            _ => "abc",
        };
    }

    private JsonObject OfObject(ApiSchema schema, int depth)
    {
        var value = new JsonObject();
        foreach (var (name, member) in schema.Properties)
            value[name] = Of(member, depth + 1);
        if (schema.Schema["additionalProperties"] is JsonObject values)
            value[AnyName] = Of(values, depth + 1);
        return value;
    }

    private static string OfText(string? format) => format switch
    {
        "uuid" => "0199c0de-0000-7000-8000-000000000000",
        "date-time" => "2026-01-01T00:00:00Z",
        "date" => "2026-01-01",
        "uri" => "https://shop.example/",
        _ => "abc",
    };
}

using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.Conformance.OpenApi;

/// <summary>What a service says of itself at <c>/openapi/v1.json</c>.</summary>
internal sealed class ApiDocument(JsonNode document)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    /// <summary>Every operation, in the order of the document.</summary>
    public IReadOnlyList<ApiOperation> Operations { get; } =
    [
        .. from path in document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           where Methods.Contains(operation.Key)
           select new ApiOperation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject()),
    ];

    /// <summary>The names of all members of all schemas that have a name.</summary>
    public IEnumerable<string> MemberNames
        => (document["components"]?["schemas"] as JsonObject ?? [])
            .SelectMany(schema => (schema.Value!["properties"] as JsonObject ?? []).Select(member => member.Key)).Distinct();

    /// <summary>The schema itself where <paramref name="schema"/> only refers to it, or says that it may also be null.</summary>
    public ApiSchema Resolve(JsonNode? schema, bool nullable = false)
    {
        if (schema?["$ref"] is { } reference)
            return Resolve(Find((string)reference!), nullable);
        if (schema?["oneOf"] is JsonArray choices)
        {
            var others = choices.Where(choice => (string?)choice!["type"] != "null").ToArray();
            return Resolve(others[0], nullable || others.Length < choices.Count);
        }

        return new(schema as JsonObject ?? [], nullable);
    }

    private JsonNode Find(string reference)
        => reference.TrimStart('#', '/').Split('/').Aggregate(document, (node, step) => node[step]!);
}

/// <param name="Method">Upper case.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Description">The operation object of OpenAPI.</param>
internal sealed record ApiOperation(string Method, string Path, JsonObject Description)
{
    private const string MergePatch = "application/merge-patch+json";

    public IEnumerable<JsonNode> Parameters(string place)
        => (Description["parameters"] as JsonArray ?? []).Where(parameter => (string?)parameter!["in"] == place)!;

    /// <summary>The media type and the schema of a JSON body; null: it takes none that is described.</summary>
    public (string MediaType, JsonNode Schema)? Body
    {
        get
        {
            var content = Description["requestBody"]?["content"]?.AsObject();
            foreach (var type in (string[])["application/json", MergePatch])
            {
                if (content?[type]?["schema"] is { } schema)
                    return (type, schema);
            }

            return null;
        }
    }

    /// <summary>Whether every absent member stays as it is.</summary>
    public bool IsMergePatch => Body?.MediaType == MergePatch;

    /// <summary>Whether its security requirement asks for a token.</summary>
    public bool NeedsToken => Description["security"] is JsonArray { Count: > 0 };

    /// <summary>The permissions that its security requirement names.</summary>
    public IReadOnlyList<string> Permissions =>
    [
        .. from requirement in Description["security"] as JsonArray ?? []
           from scheme in requirement!.AsObject()
           from permission in scheme.Value!.AsArray()
           select (string)permission!,
    ];

    /// <summary>What it says for people.</summary>
    public string Text => (string?)Description["description"] ?? "";

    public bool Documents(HttpStatusCode status) => Description["responses"]![$"{(int)status}"] is not null;

    /// <summary>The path with values for its parameters: well formed ones but for <paramref name="hostile"/>.</summary>
    public string PathWith(string? hostile = null, string? segment = null)
        => Parameters("path").Aggregate(Path, (path, parameter) => path.Replace(
            $"{{{(string)parameter["name"]!}}}", (string)parameter["name"]! == hostile ? segment : Segment(parameter),
            StringComparison.Ordinal));

    private static string Segment(JsonNode parameter)
        => (string?)parameter["schema"]?["format"] == "uuid" ? "0199c0de-0000-7000-8000-000000000000" : "abc";

    /// <summary>Whether it answers in this form, such as a page for people, where a refusal is one, too.</summary>
    public bool Describes(string mediaType)
        => Description["responses"]!.AsObject().Any(response => response.Value?["content"]?[mediaType] is not null);

    public override string ToString() => $"{Method} {Path}";
}

/// <param name="Schema">Resolved.</param>
/// <param name="Nullable">Whether null is taken too, by what refers to it.</param>
internal sealed record ApiSchema(JsonObject Schema, bool Nullable)
{
    public IReadOnlyList<string> Types { get; } = Schema["type"] switch
    {
        JsonArray several => [.. several.Select(type => (string)type!)],
        JsonValue one => [(string)one!],
        _ when Schema["enum"] is not null => ["string"],
        _ => [],
    };

    public bool TakesNull => Nullable || Types.Contains("null");

    public string? Format => (string?)Schema["format"];

    public IEnumerable<KeyValuePair<string, JsonNode?>> Properties => Schema["properties"] as JsonObject ?? [];

    public IEnumerable<string> Required => (Schema["required"] as JsonArray ?? []).Select(name => (string)name!);

    public bool Is(string type) => Types.Contains(type);
}

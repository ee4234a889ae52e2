using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Conformance.OpenApi;

namespace Ecommerce.Conformance.Fuzzing;

/// <param name="What">What is wrong with it.</param>
/// <param name="Json">Bytes, as not all of it is text.</param>
/// <param name="Member">The path of the member that a refusal must name; empty for the body as a whole.</param>
internal sealed record HostileBody(string What, byte[] Json, string Member);

/// <summary>Bodies each of which is wrong in one place.</summary>
internal sealed class HostileBodies(ApiDocument document)
{
    private const string Hole = "@@hole@@";
    private static readonly string DeepArray = new string('[', 200) + new string(']', 200);

    // An operation that takes any JSON cannot refuse one.
    private static readonly (string Type, string Json)[] Others =
        [("string", "\"no\""), ("number", "7"), ("boolean", "true"), ("array", "[]"), ("object", "{}")];

    private readonly Specimen specimen = new(document);

    public IEnumerable<HostileBody> Of(ApiOperation operation)
    {
        var schema = operation.Body!.Value.Schema;
        var whole = specimen.Of(schema);
        return Roots(document.Resolve(schema)).Concat(Members(schema, "", [], whole!, operation.IsMergePatch));
    }

    private static IEnumerable<HostileBody> Roots(ApiSchema schema)
    {
        yield return Whole("an empty body", "");
        yield return Whole("a body cut off", "{");
        yield return Whole("a body with a comment", "{} // no");
        yield return Whole("a body and more", "{} {}");
        yield return Whole("a deeply nested body", DeepArray);
        yield return Whole("the word null", "null");
        yield return new("no UTF-8", [0xFF, 0xFE, 0x7B, 0x7D], "");
        foreach (var (type, json) in Others.Where(other => !Takes(schema, other.Type)))
            yield return Whole($"a {type} as the body", json);
    }

    private IEnumerable<HostileBody> Members(JsonNode? schema, string path, object[] steps, JsonNode whole, bool isMergePatch)
    {
        var resolved = document.Resolve(schema);
        if (steps.Length > 5)
            return [];
        if (resolved.Is("array"))
            return Member(resolved.Schema["items"], $"{path}[0]", [.. steps, 0], whole, isMergePatch).Append(GapIn(path, steps, whole));
        if (!resolved.Is("object"))
            return [];

        var members = resolved.Properties.SelectMany(
            member => Member(member.Value, Join(path, member.Key), [.. steps, member.Key], whole, isMergePatch));
        if (!isMergePatch)
            members = members.Concat(resolved.Required.Select(name => Absent(path, steps, name, whole)));
        return resolved.Schema["additionalProperties"] is JsonObject values
            ? members.Concat(Member(values, Join(path, Specimen.AnyName), [.. steps, Specimen.AnyName], whole, isMergePatch))
            : members.Append(Unknown(path, steps, whole));
    }

    private IEnumerable<HostileBody> Member(JsonNode? schema, string path, object[] steps, JsonNode whole, bool isMergePatch)
    {
        var resolved = document.Resolve(schema);
        if (resolved.Types.Count == 0)
            return [];
        IEnumerable<(string What, string Json)> values =
            Others.Where(other => !Takes(resolved, other.Type)).Select(other => ($"a {other.Type}", other.Json));
        // An element's nullability is not described, nor that of a value by any name.
        var isNamed = steps[^1] is string && !path.EndsWith(Specimen.AnyName, StringComparison.Ordinal);
        if (isNamed && !resolved.TakesNull && !isMergePatch)
            values = values.Append(("null", "null"));
        if (!resolved.Is("array"))
            values = values.Append(("deep nesting", DeepArray));
        if (resolved.Is("string"))
            values = values.Concat(Texts(resolved));
        if (resolved.Is("integer") || resolved.Is("number"))
            values = values.Concat(Numbers(resolved));
        return values.Select(value => new HostileBody($"{path} = {value.What}", Filled(whole, steps, value.Json), path))
            .Concat(Members(schema, path, steps, whole, isMergePatch));
    }

    /// <summary>Latin 1 in, so that a character above U+007F is a byte that is no UTF-8.</summary>
    private static IEnumerable<(string What, string Json)> Texts(ApiSchema schema)
    {
        yield return ("U+0000", "\"a\\u0000b\"");
        yield return ("a high surrogate alone", "\"\\ud800\"");
        yield return ("a low surrogate alone", "\"\\udc00a\"");
        yield return ("no UTF-8", "\"\u00C3(\"");
        if (schema.Format is not null || schema.Schema["enum"] is not null)
            yield return ("another text", "\"rubbish\"");
        foreach (var time in schema.Format == "date-time" ? HostileTimes.All : [])
            yield return ($"the time {time}", $"\"{time}\"");
        if (schema.Schema["enum"] is not JsonArray names)
            yield break;
        yield return ("a number as text", "\"0\"");
        yield return ("two names", $"\"{names[0]},{names[^1]}\"");
    }

    private static IEnumerable<(string What, string Json)> Numbers(ApiSchema schema)
    {
        yield return ("a number out of range", "1e400");
        if (!schema.Is("integer"))
            yield break;
        yield return ("a long number", "100000000000000000000000000000");
        yield return ("a fraction", "1.5");
    }

    private static HostileBody Absent(string path, object[] steps, string name, JsonNode whole)
    {
        var copy = whole.DeepClone();
        ((JsonObject)At(copy, steps)!).Remove(name);
        return new($"{Join(path, name)} left out", Bytes(copy.ToJsonString()), Join(path, name));
    }

    private static HostileBody GapIn(string path, object[] steps, JsonNode whole)
        => new($"{path}[0] = null", Filled(whole, [.. steps, 0], "null"), path);

    private static HostileBody Unknown(string path, object[] steps, JsonNode whole)
    {
        var copy = whole.DeepClone();
        ((JsonObject)At(copy, steps)!)["unknownMember"] = 1;
        return new($"{Join(path, "unknownMember")} added", Bytes(copy.ToJsonString()), Join(path, "unknownMember"));
    }

    private static byte[] Filled(JsonNode whole, object[] steps, string json)
    {
        var copy = whole.DeepClone();
        var parent = At(copy, steps[..^1])!;
        if (steps[^1] is string name)
            parent[name] = Hole;
        else
            parent[(int)steps[^1]] = Hole;
        return Bytes(copy.ToJsonString().Replace($"\"{Hole}\"", json, StringComparison.Ordinal));
    }

    private static JsonNode? At(JsonNode? node, object[] steps)
        => steps.Aggregate(node, (at, step) => step is string name ? at![name] : at![(int)step]);

    private static bool Takes(ApiSchema schema, string type) => schema.Is(type) || (type == "number" && schema.Is("integer"));

    private static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    private static HostileBody Whole(string what, string json) => new(what, Bytes(json), "");

    private static byte[] Bytes(string latin1) => Encoding.Latin1.GetBytes(latin1);
}

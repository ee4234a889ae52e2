using System.Text;
using System.Text.Json.Nodes;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

/// <summary>Documents by id with their versions, also of deleted ones; fields as the mapping says, no others.</summary>
internal sealed class StubIndex
{
    private readonly Dictionary<string, StubDocument> documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly JsonObject properties;
    private readonly string letters;

    public StubIndex(string name, JsonObject definition)
    {
        Name = name;
        properties = definition["mappings"]!["properties"]!.AsObject();
        RefreshInterval = (string)definition["settings"]!["refresh_interval"]!;
        if ((string?)definition["mappings"]!["dynamic"] != "strict")
            throw new StubException("the mapping must be strict");
        var analyzers = definition["settings"]!["analysis"]!["analyzer"]!.AsObject();
        letters = (string?)definition["settings"]!["analysis"]!["tokenizer"]?["unspaced_letters"]?["pattern"] ?? "";
        var subfields = properties.SelectMany(property => property.Value!["fields"]?.AsObject() ?? []);
        foreach (var (field, mapping) in properties.Concat(subfields))
        {
            if ((string?)mapping!["analyzer"] is { } analyzer && !analyzers.ContainsKey(analyzer))
                throw new StubException($"analyzer [{analyzer}] has not been configured for {field}");
        }
    }

    public string Name { get; }

    public string RefreshInterval { get; set; }

    public IEnumerable<StubDocument> Documents => documents.Values;

    public int Put(string id, long version, JsonObject source)
    {
        foreach (var (field, value) in source)
            Check(field, value);
        if (versions.GetValueOrDefault(id) > version)
            return 409;
        versions[id] = version;
        documents[id] = new(id, source, this);
        return 200;
    }

    public int Remove(string id, long version)
    {
        if (versions.GetValueOrDefault(id) > version)
            return 409;
        versions[id] = version;
        return documents.Remove(id) ? 200 : 404;
    }

    public string TypeOf(string field)
    {
        var parts = field.Split('.');
        var mapping = properties[parts[0]] ?? throw new StubException($"no mapping for [{field}]");
        return (string?)(parts.Length == 1 ? mapping : mapping["fields"]?[parts[1]])?["type"]
            ?? throw new StubException($"no mapping for [{field}]");
    }

    public string Normalize(string field, string text) => properties[field]!["normalizer"] is null ? text : Fold(text);

    /// <summary>The terms of a text as the field has it.</summary>
    public IEnumerable<string> Analyze(string field, string text)
    {
        if (TypeOf(field) != "text")
            return [Normalize(field, text)];
        var parts = field.Split('.');
        var analyzer = (string?)(parts.Length == 1 ? properties[parts[0]] : properties[parts[0]]!["fields"]![parts[1]])!["analyzer"];
        text = text.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
        var words = StubAnalyzer.Words(text).Select(word => Fold(word.Value));
        return analyzer switch
        {
            "shop" => words.Where(word => word is not ("the" or "a" or "of" or "for" or "and" or "in")).Select(Stem),
            "plain" => words,
            "shop_cjk" => StubAnalyzer.Pairs(text.ToLowerInvariant()),
            "shop_thai" => StubAnalyzer.ThaiTokens(text.ToLowerInvariant()),
            "shop_letters" => StubAnalyzer.Letters(text, letters),
            _ => throw new StubException($"unknown analyzer [{analyzer}]"),
        };
    }

    /// <summary>Enough of Porter's stemmer for the words of the tests.</summary>
    private static string Stem(string word)
    {
        foreach (var (ending, rest) in new[] { ("ning", "n"), ("ies", "y"), ("es", ""), ("s", ""), ("y", "i") })
        {
            if (word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal))
                return Stem(word[..^ending.Length] + rest);
        }

        return word.EndsWith('e') ? word[..^1] : word;
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
            folded.Append(c switch { 'é' or 'è' => 'e', 'ö' => 'o', 'ü' => 'u', 'ä' => 'a', _ => c });
        return folded.ToString();
    }

    private void Check(string field, JsonNode? value)
    {
        if (!properties.ContainsKey(field))
            throw new StubException($"mapping set to strict, dynamic introduction of [{field}] is not allowed");
        var kind = (value is JsonArray { Count: > 0 } array ? array[0] : value)?.GetValueKind();
        var fits = TypeOf(field) switch
        {
            "text" or "keyword" => kind is null or System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Array,
            "object" => kind is System.Text.Json.JsonValueKind.Object,
            _ => kind is System.Text.Json.JsonValueKind.Number,
        };
        if (!fits)
            throw new StubException($"failed to parse field [{field}]");
    }
}

internal sealed class StubDocument(string id, JsonObject source, StubIndex index)
{
    public string Id => id;

    public JsonObject Source => source;

    public StubIndex Index => index;

    public IEnumerable<string> Values(string field)
    {
        var value = source[field.Split('.')[0]];
        return value is JsonArray list ? list.Select(item => item!.GetValue<string>()) : value is null ? [] : [value.ToString()];
    }

    /// <summary>Of a field of the type keyword: as its normalizer leaves them, where it has one.</summary>
    public IEnumerable<string> Keys(string field) => Values(field).Select(value => index.Normalize(field, value));

    public List<string> Terms(string field) => [.. Values(field).SelectMany(value => index.Analyze(field, value))];

    public double Number(string field) => double.Parse(source[field]!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
}

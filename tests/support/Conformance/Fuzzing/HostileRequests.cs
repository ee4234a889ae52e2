using System.Text.Json.Nodes;
using Ecommerce.Conformance.OpenApi;

namespace Ecommerce.Conformance.Fuzzing;

/// <param name="Operation">Which operation it is sent to.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Make">A new message for each send.</param>
/// <param name="Member">What a 400 must name; null: anything.</param>
/// <param name="MustBeRefused">Whether it can mean nothing; otherwise any answer will do but a fault.</param>
internal sealed record HostileRequest(
    ApiOperation Operation, string What, Func<HttpRequestMessage> Make, string? Member, bool MustBeRefused = true);

/// <summary>Everything that is sent to a service.</summary>
internal sealed class HostileRequests(ApiDocument document, Uri service, int maxBodyBytes)
{
    private static readonly string[] Charsets = ["utf-7", "nonsense", "utf-16", "\"\""];

    private static readonly string[] Segments =
        ["%ED%A0%80", "%FF", "a%2F..%2Fb", "%F0%9F%98%80", "%27%3B--", "%20", "..%5C", new('a', 3000)];

    private static readonly (string Format, string What)[] NoValues =
    [
        ("uuid", "rubbish"), ("date-time", "rubbish"), ("date", "rubbish"), ("integer", "1.5"), ("number", "many"), ("number", ".5"),
        ("number", "5."), ("boolean", "7"), .. HostileTimes.All.Select(time => ("date-time", Uri.EscapeDataString(time))),
    ];

    // What a parameter that is described as any text must not break on, be it a time, a name or a number to the service.
    private static readonly string[] LooseValues =
        [.. HostileTimes.All.Select(Uri.EscapeDataString), "0001-01-01", "9999-12-31", "day,week", ".5", "5."];

    private readonly Specimen specimen = new(document);
    private readonly HostileBodies bodies = new(document);

    public IEnumerable<HostileRequest> Of(ApiOperation operation)
        => Paths(operation).Concat(Queries(operation)).Concat(Headers(operation)).Concat(Bodies(operation));

    /// <summary>Every list once more: what was taken must not break who reads it.</summary>
    public IEnumerable<HostileRequest> Reads()
        => from operation in document.Operations
           where operation.Method == "GET" && !operation.Parameters("path").Any()
           select new HostileRequest(
               operation, "read afterwards", () => Message(operation, operation.Path, "", null), null, MustBeRefused: false);

    private IEnumerable<HostileRequest> Paths(ApiOperation operation)
        => from parameter in operation.Parameters("path")
           let name = (string)parameter["name"]!
           from segment in Segments
           let path = operation.PathWith(name, segment)
           select new HostileRequest(
               operation, $"{name} = {segment[..Math.Min(12, segment.Length)]}", () => Message(operation, path, "", Sound(operation)), null,
               MustBeRefused: false);

    private IEnumerable<HostileRequest> Queries(ApiOperation operation)
    {
        yield return Query(operation, "unknown", "%00", "unknown");
        foreach (var parameter in operation.Parameters("query"))
        {
            var name = (string)parameter["name"]!;
            yield return Query(operation, name, "a%00b", name);
            yield return Query(operation, name, new('9', 5000), null, mustBeRefused: false);
            yield return Query(operation, name, "%ED%A0%80", null, mustBeRefused: false);
            yield return Query(operation, name, "%F0%9F%98%80'%22%5C", null, mustBeRefused: false);
            var schema = document.Resolve(parameter["schema"]);
            foreach (var (_, value) in NoValues.Where(no => schema.Format == no.Format || schema.Is(no.Format)))
                yield return Query(operation, name, value, name);
            if (schema.Schema["enum"] is JsonArray names)
            {
                yield return Query(operation, name, "rubbish", name);
                yield return Query(operation, name, "0", name);
                yield return Query(operation, name, $"{names[0]},{names[^1]}", name);
            }
            else if (schema.Is("string") && schema.Format is null)
            {
                foreach (var value in LooseValues)
                    yield return Query(operation, name, value, null, mustBeRefused: false);
            }
        }
    }

    private IEnumerable<HostileRequest> Headers(ApiOperation operation)
        => from parameter in operation.Parameters("header")
           let name = (string)parameter["name"]!
           // Only a key that is refused keeps a sound body from being acted on.
           let isKey = name == "Idempotency-Key"
           where isKey || operation.Method == "GET"
           from value in (string[])[new('a', 5000), "a b", "\u00e4"]
           select new HostileRequest(
               operation, $"{name}: {value[..Math.Min(12, value.Length)]}",
               () => With(Message(operation, operation.PathWith(), "", Sound(operation)), name, value), isKey ? name : null, isKey);

    private IEnumerable<HostileRequest> Bodies(ApiOperation operation)
    {
        if (operation.Body is not { } body)
            yield break;
        foreach (var hostile in bodies.Of(operation))
        {
            yield return new(
                operation, hostile.What, () => Message(operation, operation.PathWith(), "", Content(hostile.Json, body.MediaType)),
                hostile.Member);
        }

        foreach (var charset in Charsets)
        {
            yield return new(
                operation, $"charset {charset}",
                () => Message(operation, operation.PathWith(), "", Content("{}"u8.ToArray(), $"{body.MediaType}; charset={charset}")),
                null);
        }

        yield return new(
            operation, "a body that is too large",
            () => Message(operation, operation.PathWith(), "", Content(new byte[maxBodyBytes + 1], body.MediaType)), null);
    }

    private HostileRequest Query(ApiOperation operation, string name, string value, string? member, bool mustBeRefused = true)
        => new(
            operation, $"?{name}={value[..Math.Min(12, value.Length)]}",
            () => Message(operation, operation.PathWith(), $"?{name}={value}", Sound(operation)), member, mustBeRefused);

    private ByteArrayContent? Sound(ApiOperation operation)
        => operation.Body is { } body
            ? Content(System.Text.Encoding.UTF8.GetBytes(specimen.Of(body.Schema)!.ToJsonString()), body.MediaType)
            : null;

    private static ByteArrayContent Content(byte[] json, string mediaType)
    {
        var content = new ByteArrayContent(json);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return content;
    }

    private HttpRequestMessage Message(ApiOperation operation, string path, string query, HttpContent? content)
    {
        // As it stands: escapes are what is tested.
        var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var address = new Uri($"{service.GetLeftPart(UriPartial.Authority)}{path}{query}", in raw);
        var request = new HttpRequestMessage(new(operation.Method), address) { Content = content };
        // A refusal may come before the body is sent, and closes the connection under it.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 100_000;
        foreach (var name in operation.Parameters("header").Select(parameter => (string)parameter["name"]!).Append("If-Match"))
            With(request, name, name == "If-Match" ? "*" : "fuzz");
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}

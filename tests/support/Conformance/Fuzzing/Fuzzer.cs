using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Conformance.OpenApi;
using Ecommerce.Testing;

namespace Ecommerce.Conformance.Fuzzing;

/// <summary>
/// Sends to every operation of a service what a careless or hostile caller would send, and tells what is not answered as it should be:
/// by a problem document below 500 that names what is wrong. The same requests in the same order every time.
/// </summary>
internal sealed class Fuzzer(ServiceProcess process, string token, int maxBodyBytes)
{
    /// <summary>More than any service needs today; beyond it, the seed chooses.</summary>
    private const int Budget = 6000;
    private const int Seed = 20261129;
    private const int Callers = 8;

    private readonly Lock gate = new();
    private readonly List<string> findings = [];

    public int Operations { get; private set; }

    public int Requests { get; private set; }

    /// <summary>Requests and what is wrong with their answers.</summary>
    public IReadOnlyList<string> Findings => findings;

    public async Task RunAsync()
    {
        var document = new ApiDocument(JsonNode.Parse(await process.Client.GetStringAsync("/openapi/v1.json"))!);
        var hostile = new HostileRequests(document, process.Address, maxBodyBytes);
        var requests = document.Operations.SelectMany(hostile.Of).ToArray();
        new Random(Seed).Shuffle(requests);
        (Operations, Requests) = (document.Operations.Count, Math.Min(requests.Length, Budget));

        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        await SendAsync(requests.Take(Budget), client);
        await SendAsync(hostile.Reads(), client);
    }

    private Task SendAsync(IEnumerable<HostileRequest> requests, HttpClient client)
        => Parallel.ForEachAsync(
            requests, new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (request, cancellationToken) =>
            {
                if (await FaultOfAsync(request, client, cancellationToken) is not { } fault)
                    return;
                lock (gate)
                    findings.Add($"{request.Operation}, {request.What}: {fault}");
            });

    private async Task<string?> FaultOfAsync(HostileRequest hostile, HttpClient client, CancellationToken cancellationToken)
    {
        using var request = hostile.Make();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if ((int)response.StatusCode < 400)
            return hostile.MustBeRefused ? $"{(int)response.StatusCode}, which takes it" : null;

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if ((int)response.StatusCode >= 500)
            return $"{(int)response.StatusCode} {text}";
        var mediaType = response.Content.Headers.ContentType?.MediaType ?? "";
        if (mediaType != "application/problem+json" && hostile.Operation.Describes(mediaType) && !hostile.MustBeRefused)
            return null;
        if (mediaType != "application/problem+json")
            return $"{(int)response.StatusCode} without a problem document {text}";
        return response.StatusCode is HttpStatusCode.BadRequest && !Names(JsonNode.Parse(text)!["errors"], hostile.Member)
            ? $"400 that does not name {hostile.Member ?? "a member"} {text}"
            : null;
    }

    private static bool Names(JsonNode? errors, string? member)
        => errors is JsonObject { Count: > 0 } named
            && (string.IsNullOrEmpty(member) || named.Any(error => IsAtOrBelow(error.Key, member)));

    private static bool IsAtOrBelow(string path, string member)
        => path.StartsWith(member, StringComparison.Ordinal) && (path.Length == member.Length || path[member.Length] is '.' or '[');
}

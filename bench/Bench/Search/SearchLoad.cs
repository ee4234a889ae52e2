using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Load;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.Bench.Search;

/// <summary>
/// 100,000 products in PostgreSQL's full text search: how long a rebuild takes, how large the index is, and how soon searches are
/// answered.
/// </summary>
internal sealed class SearchLoad(TimeProvider time) : IMeasure
{
    private const int Products = 100_000;
    private const double PerSecond = 50;
    private const double Goal = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Name => "search";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        await using var catalogue = await ExportStub.StartAsync(Products);
        await using var search = await servers.StartAsync("Ecommerce.SearchService", null,
            ("ConnectionStrings__search", await servers.CreateDatabaseAsync()),
            ("services__catalog-service__http__0", catalogue.Address.ToString()));
        var filled = await RebuildAsync(search, servers.Tokens);
        var rebuilt = await RebuildAsync(search, servers.Tokens);
        await AskAsync(search, Arrivals.Even(PerSecond, plan.WarmUp), first: 1_000_000);

        var before = ProcessTree.ProcessorTimes();
        var arrivals = Arrivals.Random(PerSecond, plan.Load, seed: 1);
        var ledger = await AskAsync(search, arrivals, first: 0);
        return [
            Took("first filling", filled), Took("rebuild", rebuilt), Size(rebuilt), .. Answered(ledger),
            .. ProcessorTimes(before, arrivals.Count)];
    }

    private static async Task<JsonNode> RebuildAsync(ServiceProcess search, TestTokens tokens)
    {
        using var client = new HttpClient { BaseAddress = search.Address };
        using var begun = (await client.SendAsync(Rebuild(HttpMethod.Post, tokens))).EnsureSuccessStatusCode();
        JsonNode? status = null;
        await Eventually.Async(
            async () =>
            {
                using var answer = (await client.SendAsync(Rebuild(HttpMethod.Get, tokens))).EnsureSuccessStatusCode();
                status = await answer.Content.ReadFromJsonAsync<JsonNode>();
                return (string?)status!["state"] == "Done";
            },
            "the index is rebuilt", Patience);
        return status!;
    }

    private static HttpRequestMessage Rebuild(HttpMethod method, TestTokens tokens) => new(method, "/search/rebuild")
    {
        // A rebuild may outlast a token.
        Headers =
            { Authorization = new("Bearer", tokens.Issue(Guid.CreateVersion7(), Permissions.ProductsRead, Permissions.ProductsWrite)) },
    };

    private async Task<CallLedger> AskAsync(ServiceProcess search, IReadOnlyList<Arrival> arrivals, int first)
    {
        var ledger = new CallLedger();
        using var client = new HttpClient { BaseAddress = search.Address };
        await new OpenLoad(time).RunAsync(arrivals, async turn =>
        {
            var (kind, path) = Questions.Of(first + turn.Arrival.Number);
            using var answer = await client.GetAsync(path);
            await answer.Content.ReadAsByteArrayAsync();
            ledger.Add(new(kind, answer.StatusCode, turn.Elapsed));
        });
        return ledger;
    }

    private static Figure Took(string what, JsonNode status)
    {
        var took = status["finishedAt"]!.GetValue<DateTimeOffset>() - status["startedAt"]!.GetValue<DateTimeOffset>();
        return new($"{what} with {status["indexed"]} products", took.TotalSeconds, "s");
    }

    private static Figure Size(JsonNode status) => new("size of the index", status["sizeBytes"]!.GetValue<long>() / 1e6, "MB");

    private static IEnumerable<Figure> Answered(CallLedger ledger)
    {
        var all = new Latencies(ledger.Calls.Where(call => call.Outcome == Outcome.Ok).Select(call => call.Latency));
        yield return new("answers", ledger.Count(Outcome.Ok), "");
        yield return new("others", ledger.Calls.Count - ledger.Count(Outcome.Ok), "");
        yield return new("p50", all.Quantile(0.50).TotalMilliseconds, "ms");
        yield return new Figure("p95", all.Quantile(0.95).TotalMilliseconds, "ms").Below(Goal);
        foreach (var kind in ledger.Kinds)
            yield return new($"{kind}, p95", ledger.Latencies(kind).Quantile(0.95).TotalMilliseconds, "ms");
    }

    private static IEnumerable<Figure> ProcessorTimes(Dictionary<string, TimeSpan> before, int queries)
        => ProcessTree.ProcessorTimes()
            .Select(
                program => new Figure(
                    $"{program.Key}, processor time each", (program.Value - before.GetValueOrDefault(program.Key))
                        .TotalMilliseconds / queries, "ms"))
            .Where(figure => figure.Value >= 0.05);
}

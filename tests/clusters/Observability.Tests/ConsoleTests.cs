using System.Text.Json.Nodes;
using Ecommerce.Kubernetes;

namespace Ecommerce.Observability.Tests;

/// <summary>What services write to their consoles in a cluster is what Fluent Bit reads there.</summary>
[Collection(ObservedShopCollection.Name)]
public sealed class ConsoleTests(ObservedShop shop)
{
    // As trace.lua takes it out of a line.
    private static readonly string[] Taken = ["Timestamp", "LogLevel", "Category", "Message"];

    [NeedsFact(Programs.Prometheus)]
    public void Console_line_is_a_single_JSON_entry()
        => Assert.All(shop.Services.SelectMany(Entries),
            entry => Assert.All(Taken, field => Assert.False(string.IsNullOrEmpty(entry.Text(field)), $"{field} of {entry}")));

    [NeedsFact(Programs.Prometheus)]
    public void Log_entry_of_a_request_has_its_trace_id()
    {
        var traces = shop.Services.SelectMany(Entries).SelectMany(entry => entry.Each("Scopes"))
            .Select(scope => scope is JsonObject ? scope.Text("TraceId") : null).OfType<string>().ToList();
        Assert.NotEmpty(traces);
        Assert.All(traces, trace => Assert.Matches("^[0-9a-f]{32}$", trace));
    }

    private IEnumerable<JsonNode> Entries(string service)
        => shop.Console(service).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!);
}

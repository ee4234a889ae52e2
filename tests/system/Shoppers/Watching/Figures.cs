using System.Text.Json.Serialization;

namespace Ecommerce.Shoppers.Watching;

/// <summary>What the page shows.</summary>
/// <param name="Rate">Journeys per second.</param>
/// <param name="Accepted">From the first try of a checkout until it was accepted, of the latest 500.</param>
/// <param name="Confirmed">From then until the order was seen to be confirmed.</param>
/// <param name="Errors">Of the last minute, the most frequent first.</param>
internal sealed record Figures(
    double Rate, double HighestRate, int Customers, int UnderWay, JourneyCounts Journeys, OrderCounts Orders, Quantiles Accepted,
    Quantiles Confirmed, IReadOnlyList<ErrorCount> Errors);

internal sealed record JourneyCounts(long Started, long Finished, long Failed, long TurnedAway);

/// <param name="Decided">By what the shop decided, such as <c>Confirmed</c>.</param>
/// <param name="Open">Calls with a key of which nobody knows yet what became of them.</param>
internal sealed record OrderCounts(long Accepted, IReadOnlyDictionary<string, long> Decided, int Open);

/// <summary>In milliseconds.</summary>
internal sealed record Quantiles(int Count, double P50, double P95, double P99);

internal sealed record ErrorCount(string Kind, int Count);

internal sealed record RateRequest(double Rate);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Figures))]
[JsonSerializable(typeof(RateRequest))]
[JsonSerializable(typeof(PromisePage))]
internal sealed partial class ShoppersJson : JsonSerializerContext;

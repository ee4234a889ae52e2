using System.Text.Json.Nodes;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

/// <summary>Of analytics-service. Its reports differ in the members of their rows alone, which pages look up by name.</summary>
internal interface IReportsApi
{
    [Get("/analytics/{report}")]
    Task<Report> ReadAsync(string report, [Query] ReportPeriod period, CancellationToken cancellationToken);
}

/// <param name="To">Exclusive.</param>
/// <param name="By">hour, day, week or month.</param>
/// <param name="Of">What conversions of an experiment are out of: visitors or placed orders.</param>
public sealed record ReportPeriod(DateOnly From, DateOnly To, string By, string TimeZone, string? Of = null);

public sealed record Report(IReadOnlyList<JsonObject> Rows);

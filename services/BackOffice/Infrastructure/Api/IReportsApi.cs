using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

/// <summary>Of analytics-service. Its reports differ in the members of their rows alone, which pages look up by name.</summary>
internal interface IReportsApi
{
    [Get("/analytics/{report}")]
    Task<Report> ReadAsync(string report, [Query] ReportPeriod period, CancellationToken cancellationToken);

    [Get("/analytics/cohorts")]
    Task<CohortReport> ReadCohortsAsync([Query] ReportPeriod period, CancellationToken cancellationToken);

    [Get("/analytics/experiments")]
    Task<Experiment> ReadExperimentAsync([Query] ExperimentPeriod period, CancellationToken cancellationToken);
}

/// <param name="To">Exclusive.</param>
/// <param name="By">hour, day, week or month.</param>
public sealed record ReportPeriod(DateOnly From, DateOnly To, string By, string TimeZone);

public sealed record Report(IReadOnlyList<JsonObject> Rows);

public sealed record CohortReport(IReadOnlyList<CohortRow> Rows);

/// <param name="Start">The month of the first order.</param>
/// <param name="Months">After it.</param>
/// <param name="Size">Buyers whose first order was in that month.</param>
/// <param name="Buyers">Those of them who bought.</param>
public sealed record CohortRow(DateTimeOffset Start, int Months, long Size, long Buyers, long Orders, IReadOnlyList<Money> Revenue);

/// <param name="To">Exclusive.</param>
/// <param name="Of">What conversions are out of: visitors or placed (orders).</param>
/// <param name="Control">The group that the others are compared with; null for the first one.</param>
public sealed record ExperimentPeriod(DateOnly From, DateOnly To, string Of, string? Control);

public sealed record Experiment(IReadOnlyList<ExperimentGroup> Rows);

/// <param name="Conversion">Null where there is nothing to count yet.</param>
/// <param name="Difference">To the conversion of the group that all are compared with; null for that group.</param>
public sealed record ExperimentGroup(
    string Group, long Visitors, long Placed, long Confirmed, long Conversions, Estimate? Conversion, Estimate? Difference);

/// <summary>A share with its interval: it lies between low and high with 95 % certainty.</summary>
public sealed record Estimate(double Value, double Low, double High);

using Ecommerce.AnalyticsService.Domain;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>
/// Compares the groups of an experiment. A conversion is a buyer with a confirmed order on a day, out of the visitors of a day; where
/// visits are not counted, it is a confirmed order out of the orders placed.
/// </summary>
internal static class ExperimentsReport
{
    private const string Name = "experiments";

    private const string Sql = $"""
        SELECT test_group AS group, sum(visitors)::bigint AS visitors, sum(placed)::bigint AS placed, sum(confirmed)::bigint AS confirmed,
        sum(buyers)::bigint AS buyers
        FROM (
            SELECT test_group, count(DISTINCT visitor) AS visitors, 0 AS placed, 0 AS confirmed, 0 AS buyers FROM visits
            WHERE at >= @from AND at < @to AND test_group IS NOT NULL GROUP BY test_group
            UNION ALL
            SELECT test_group, 0, count(*), count(confirmed_at),
                count(DISTINCT (coalesce(buyer, order_id), (placed_at AT TIME ZONE 'UTC')::date)) FILTER (WHERE confirmed_at IS NOT NULL)
            FROM order_facts
            WHERE generation = {ReportReader.LiveGeneration} AND placed_at >= @from AND placed_at < @to AND test_group IS NOT NULL
            GROUP BY test_group) counts
        GROUP BY test_group ORDER BY test_group
        """;

    public static void MapExperiments(this RouteGroupBuilder reports)
        => reports.MapGet(Name, (
            [AsParameters] ReportQuery query, NpgsqlDataSource database, TimeProvider timeProvider, HttpContext http,
            string? control = null, string of = "visitors")
            => ReportEndpoints.RespondAsync(
                Name, query, new FieldErrors().Check("of", of is "visitors" or "placed", "must be visitors or placed"),
                async reader => Compare(await reader.QueryAsync<GroupCount>(Sql), control, of is "placed"), database, timeProvider, http))
            .Describe<ExperimentsRow>(Name, "Visitors and conversions of the groups of an experiment");

    /// <param name="groups">Sorted by name.</param>
    /// <param name="control">The group that the others are compared with; by default the first one.</param>
    /// <param name="ofPlaced">Whether the trials are orders placed rather than visitors.</param>
    public static IReadOnlyList<ExperimentsRow> Compare(IReadOnlyList<GroupCount> groups, string? control, bool ofPlaced)
    {
        var controlGroup = groups.FirstOrDefault(group => group.Group == control) ?? (groups is [var first, ..] ? first : null);
        return [.. groups.Select(group => Row(group, controlGroup, ofPlaced))];
    }

    private static ExperimentsRow Row(GroupCount group, GroupCount? control, bool ofPlaced)
    {
        var conversions = group.Conversions(ofPlaced);
        var controlConversions = control is null || control == group ? default : control.Conversions(ofPlaced);
        Estimate? conversion = conversions.IsDefined ? conversions.Estimate() : null;
        Estimate? difference = conversions.IsDefined && controlConversions.IsDefined ? conversions.Less(controlConversions) : null;
        return new(group.Group, group.Visitors, group.Placed, group.Confirmed, conversions.Successes, conversion, difference);
    }
}

internal sealed record GroupCount(string Group, long Visitors, long Placed, long Confirmed, long Buyers)
{
    public Proportion Conversions(bool ofPlaced) => ofPlaced ? new(Confirmed, Placed) : new(Buyers, Visitors);
}

/// <param name="Conversion">With Wilson's interval; null without trials, and when there are more conversions than trials.</param>
/// <param name="Difference">To the conversion of the control group, with Newcombe's interval; null for the control group.</param>
internal sealed record ExperimentsRow(
    string Group, long Visitors, long Placed, long Confirmed, long Conversions, Estimate? Conversion, Estimate? Difference) : IReportRow
{
    public static IReadOnlyList<string> Columns =>
    [
        "group", "visitors", "placed", "confirmed", "conversions", "conversion", "conversionLow", "conversionHigh", "difference",
        "differenceLow", "differenceHigh",
    ];

    public object?[] Cells() =>
    [
        Group, Visitors, Placed, Confirmed, Conversions, Conversion?.Value, Conversion?.Low, Conversion?.High, Difference?.Value,
        Difference?.Low, Difference?.High,
    ];
}

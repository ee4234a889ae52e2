using Ecommerce.AnalyticsService.Reports;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.AnalyticsService.Experiments;

/// <summary>
/// The groups of an experiment side by side. Conversions are buyers of a day with a confirmed order, out of visitors of a day; or, where no
/// visits are counted, confirmed orders out of orders placed.
/// </summary>
internal static class ExperimentsReport
{
    private const string Name = "experiments";

    private const string Sql = $"""
        select test_group as group, sum(visitors)::bigint as visitors, sum(placed)::bigint as placed, sum(confirmed)::bigint as confirmed, sum(buyers)::bigint as buyers
        from (
            select test_group, count(distinct visitor) as visitors, 0 as placed, 0 as confirmed, 0 as buyers from visits
            where at >= @from and at < @to and test_group is not null group by test_group
            union all
            select test_group, 0, count(*), count(confirmed_at),
                count(distinct (coalesce(buyer, order_id), (placed_at at time zone 'UTC')::date)) filter (where confirmed_at is not null)
            from order_facts
            where generation = {ReportReader.Live} and placed_at >= @from and placed_at < @to and test_group is not null group by test_group) counts
        group by test_group order by test_group
        """;

    public static void MapExperiments(this RouteGroupBuilder reports)
        => reports.MapGet(Name, (
            [AsParameters] ReportQuery query, NpgsqlDataSource database, TimeProvider time, HttpContext http, string? control = null, string of = "visitors")
            => ReportEndpoints.AnswerAsync(
                Name, query, new FieldErrors().Check("of", of is "visitors" or "placed", "must be visitors or placed"),
                async reader => Compare(await reader.AskAsync<GroupCount>(Sql), control, of is "placed"), database, time, http))
            .Describe<ExperimentsRow>(Name);

    /// <param name="groups">In the order of their names.</param>
    /// <param name="control">The group that the others are held against; the first one unless told.</param>
    /// <param name="ofPlaced">Whether orders placed are the trials, not visitors.</param>
    public static IReadOnlyList<ExperimentsRow> Compare(IReadOnlyList<GroupCount> groups, string? control, bool ofPlaced)
    {
        var against = groups.FirstOrDefault(group => group.Group == control) ?? (groups.Count > 0 ? groups[0] : null);
        return [.. groups.Select(group => Row(group, against, ofPlaced))];
    }

    private static ExperimentsRow Row(GroupCount group, GroupCount? control, bool ofPlaced)
    {
        var mine = group.Conversions(ofPlaced);
        var other = control is null || control == group ? default : control.Conversions(ofPlaced);
        Estimate? conversion = mine.IsDefined ? mine.Estimate() : null;
        Estimate? difference = mine.IsDefined && other.IsDefined ? mine.Less(other) : null;
        return new(group.Group, group.Visitors, group.Placed, group.Confirmed, mine.Successes, conversion, difference);
    }
}

internal sealed record GroupCount(string Group, long Visitors, long Placed, long Confirmed, long Buyers)
{
    public Proportion Conversions(bool ofPlaced) => ofPlaced ? new(Confirmed, Placed) : new(Buyers, Visitors);
}

/// <param name="Conversion">Conversions out of trials with Wilson's interval; null without trials, and where there are more conversions than trials.</param>
/// <param name="Difference">The conversion less that of the control, with Newcombe's interval; null for the control.</param>
internal sealed record ExperimentsRow(
    string Group, long Visitors, long Placed, long Confirmed, long Conversions, Estimate? Conversion, Estimate? Difference) : IReportRow
{
    public static IReadOnlyList<string> Columns =>
    [
        "group", "visitors", "placed", "confirmed", "conversions", "conversion", "conversionLow", "conversionHigh", "difference", "differenceLow", "differenceHigh",
    ];

    public object?[] Cells =>
    [
        Group, Visitors, Placed, Confirmed, Conversions, Conversion?.Value, Conversion?.Low, Conversion?.High, Difference?.Value, Difference?.Low, Difference?.High,
    ];
}

using System.Globalization;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>
/// Buyers by the month of their first confirmed order, and what they bought in that month and in each one after it, within the range.
/// </summary>
internal static class CohortsReport
{
    private const string Name = "cohorts";
    private const string Month = "month";

    private const string Bought = $"""
        WITH cohorts AS (
            SELECT buyer, width_bucket(min(confirmed_at), @starts) AS cohort FROM order_facts
            WHERE generation = {ReportReader.LiveGeneration} AND buyer IS NOT NULL AND confirmed_at IS NOT NULL
            GROUP BY buyer
            HAVING min(confirmed_at) >= @from AND min(confirmed_at) < @to),
        bought AS (
            SELECT cohort, width_bucket(confirmed_at, @starts) - cohort AS months, buyer, currency, total
            FROM order_facts JOIN cohorts USING (buyer)
            WHERE generation = {ReportReader.LiveGeneration} AND confirmed_at >= @from AND confirmed_at < @to)
        """;

    private const string Counts = $"""
        {Bought}
        SELECT cohort, months, count(DISTINCT buyer) AS buyers, count(*) AS orders FROM bought GROUP BY cohort, months
        ORDER BY cohort, months
        """;

    private const string Sums = $"""
        {Bought}
        SELECT cohort, months, currency, sum(total) AS amount FROM bought GROUP BY cohort, months, currency
        ORDER BY cohort, months, currency
        """;

    public static void MapCohorts(this RouteGroupBuilder reports)
        => reports.MapGet(Name, ([AsParameters] ReportQuery query, NpgsqlDataSource database, TimeProvider timeProvider, HttpContext http)
            => ReportEndpoints.RespondAsync(
                Name, query with { By = query.By ?? Month },
                new FieldErrors().Check("by", query.By is null or Month, "must be month: cohorts are months"),
                ReadAsync, database, timeProvider, http))
            .Describe<CohortsRow>(Name, "Returning buyers by the month of their first order");

    private static async Task<IReadOnlyList<CohortsRow>> ReadAsync(ReportReader reader)
    {
        var counts = await reader.QueryAsync<Count>(Counts);
        var sums = (await reader.QueryAsync<Sum>(Sums)).ToLookup(sum => (sum.Cohort, sum.Months));
        // All of a cohort bought in its first month.
        var sizes = counts.Where(count => count.Months == 0).ToDictionary(count => count.Cohort, count => count.Buyers);
        return
        [
            .. counts.Select(count => new CohortsRow(
                reader.Range.Starts[count.Cohort - 1], count.Months, sizes[count.Cohort], count.Buyers, count.Orders,
                [.. sums[(count.Cohort, count.Months)].Select(sum => new CohortRevenue(sum.Amount, sum.Currency))])),
        ];
    }

    private sealed record Count(int Cohort, int Months, long Buyers, long Orders);

    private sealed record Sum(int Cohort, int Months, string Currency, decimal Amount);
}

/// <param name="Start">Of the month of the first order.</param>
/// <param name="Months">After that month; 0 is the month itself. Months in which nobody bought have no row.</param>
/// <param name="Size">Buyers whose first order was in that month.</param>
/// <param name="Buyers">Those of them who bought.</param>
/// <param name="Revenue">Totals of the orders, shipping and tax included, for each currency.</param>
internal sealed record CohortsRow(
    DateTimeOffset Start, int Months, long Size, long Buyers, long Orders, IReadOnlyList<CohortRevenue> Revenue) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "months", "size", "buyers", "orders", "revenue"];

    public object?[] Cells() => [Start.Local(), Months, Size, Buyers, Orders, string.Join(' ', Revenue)];
}

internal sealed record CohortRevenue(decimal Amount, string Currency)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");
}

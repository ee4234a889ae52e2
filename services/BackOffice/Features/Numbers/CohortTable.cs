using System.Globalization;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Numbers;

/// <summary>What a cell of the table says.</summary>
public enum CohortMeasure
{
    ShareOfBuyers,
    Buyers,
    Orders,
    Revenue,
}

/// <summary>The report's rows, by the month of the first order and by the months after it.</summary>
public sealed class CohortTable(IReadOnlyList<CohortRow> rows)
{
    public IReadOnlyList<Cohort> Cohorts { get; } =
        [.. rows.GroupBy(row => row.Start).OrderByDescending(row => row.Key).Select(cohort => new Cohort([.. cohort]))];

    /// <summary>The most months after which somebody bought.</summary>
    public int Months { get; } = rows.Count == 0 ? 0 : rows.Max(row => row.Months);

    /// <summary>Of all buyers of cohorts that are so old: how many bought so many months after their first order.</summary>
    public double ShareAfter(int months)
    {
        var newest = Cohorts.Count == 0 ? default : Cohorts[0].Start;
        var old = Cohorts.Where(cohort => MonthsBetween(cohort.Start, newest) >= months).ToList();
        var all = old.Sum(cohort => cohort.Size);
        return all == 0 ? 0 : (double)old.Sum(cohort => cohort.BuyersAfter(months)) / all;
    }

    private static int MonthsBetween(DateTimeOffset from, DateTimeOffset to) => ((to.Year - from.Year) * 12) + to.Month - from.Month;
}

/// <summary>Those whose first order was in one month.</summary>
public sealed class Cohort(IReadOnlyList<CohortRow> rows)
{
    private readonly Dictionary<int, CohortRow> byMonths = rows.ToDictionary(row => row.Months);

    public DateTimeOffset Start { get; } = rows[0].Start;

    public long Size { get; } = rows[0].Size;

    public string Month => Start.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public long BuyersAfter(int months) => byMonths.GetValueOrDefault(months)?.Buyers ?? 0;

    public double ShareOf(int months) => (double)BuyersAfter(months) / Size;

    /// <summary>Empty where nobody bought.</summary>
    public string TextOf(int months, CohortMeasure measure) => (byMonths.GetValueOrDefault(months), measure) switch
    {
        (null, _) => "",
        (_, CohortMeasure.ShareOfBuyers) => ShareOf(months).ToString("0 %", CultureInfo.InvariantCulture),
        ({ } row, CohortMeasure.Buyers) => $"{row.Buyers}",
        ({ } row, CohortMeasure.Orders) => $"{row.Orders}",
        var (row, _) => string.Join(", ", row.Revenue),
    };
}

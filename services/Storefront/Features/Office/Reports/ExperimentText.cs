using System.Globalization;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Office.Reports;

/// <summary>Texts about the groups of an experiment.</summary>
internal static class ExperimentText
{
    public static string Text(Estimate? estimate)
        => estimate is null ? "" : $"{Percent(estimate.Value)} ({Percent(estimate.Low)} to {Percent(estimate.High)})";

    /// <summary>An interval that contains 0 is no evidence of a difference.</summary>
    public static string Verdict(ExperimentsRow row) => row switch
    {
        { Conversion: null } => "nobody yet",
        { Difference: null } => "compared with",
        { Difference.Low: > 0 } => "better",
        { Difference.High: < 0 } => "worse",
        _ => "no difference seen yet",
    };

    /// <summary>A range that contains all intervals and 0.</summary>
    public static (double From, double To) Range(IEnumerable<Estimate?> estimates)
    {
        var known = estimates.OfType<Estimate>().ToList();
        return (
            Math.Min(0, known.Select(estimate => estimate.Low).DefaultIfEmpty().Min()),
            Math.Max(0, known.Select(estimate => estimate.High).DefaultIfEmpty().Max()));
    }

    private static string Percent(double share) => share.ToString("0.00 %", CultureInfo.InvariantCulture);
}

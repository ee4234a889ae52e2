using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Features.Numbers;

/// <summary>Reports as CSV.</summary>
internal static class ReportDownloads
{
    public static void MapReportDownloads(this IEndpointRouteBuilder routes)
        => routes.MapGet("/numbers/{report}.csv", ReadAsync).RequireAuthorization(Permissions.AnalyticsRead).ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(
        string report, HttpRequest request, Downloads downloads, CancellationToken cancellationToken)
        => report is ExperimentsPage.Report or CohortsPage.Report || ReportKind.All.Any(kind => kind.Name == report)
            ? await downloads.SendAsync(
                $"/analytics/{report}{request.QueryString.Add("format", "csv")}", $"{report}.csv", cancellationToken)
            : Problems.NotFound("report");
}

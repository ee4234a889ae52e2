using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Ecommerce.BackOffice.Features.Numbers;

/// <summary>Reports as CSV. A file is a request: a page that is open cannot send one.</summary>
internal static class ReportDownloads
{
    public static void MapReportDownloads(this IEndpointRouteBuilder routes)
        => routes.MapGet("/numbers/{report}.csv", ReadAsync).RequireAuthorization(Permissions.AnalyticsRead).ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(
        string report, [AsParameters] ReportPeriod period, HttpContext http, IReportsApi reports,
        AuthenticationStateProvider authentication, CancellationToken cancellationToken)
    {
        if (!ReportKind.All.Any(kind => kind.Name == report))
            return Problems.NotFound("report");

        // Of a page the framework tells who has it open.
        ((IHostEnvironmentAuthenticationStateProvider)authentication).SetAuthenticationState(
            Task.FromResult(new AuthenticationState(http.User)));
        try
        {
            return Results.Text(await reports.ReadTableAsync(report, period, cancellationToken), "text/csv; charset=utf-8");
        }
        catch (GatewayException refusal)
        {
            return Results.Problem(refusal.Problem.Message, statusCode: (int)refusal.Status);
        }
    }
}

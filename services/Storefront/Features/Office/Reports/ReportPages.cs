using System.Net;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Office.Reports;

/// <summary>Reports about revenue, orders, visitors and experiments.</summary>
internal static class ReportPages
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/office/numbers", ShowAsync);
        routes.MapGet("/office/numbers/{report}.csv", TableAsync);
    }

    private static async Task<RazorComponentResult<ReportPage>> ShowAsync(
        [AsParameters] ReportQuery query, ReportReader reader, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var usual = ReportQuery.Usual(Today(query.TimeZone, timeProvider), query.TimeZone);
        try
        {
            return new(new { Query = query, Usual = usual, Numbers = await reader.ReadAsync(query, cancellationToken) });
        }
        catch (GatewayException refusal) when (refusal.Status is HttpStatusCode.BadRequest)
        {
            return new(new { Query = query, Usual = usual, Messages = refusal.Problem.Messages() });
        }
    }

    private static async Task<IResult> TableAsync(
        string report, [AsParameters] ReportQuery query, ReportReader reader, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!ReportReader.Reports.Contains(report))
            return Pages.NotFound();
        var table = await reader.ReadTableAsync(report, query, cancellationToken);
        response.Headers.ContentDisposition = $"attachment; filename={report}.csv";
        return Results.Text(table, "text/csv; charset=utf-8");
    }

    private static DateOnly Today(string? timeZone, TimeProvider timeProvider)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone ?? "", out var found) ? found : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(timeProvider.GetUtcNow(), zone).DateTime);
    }
}

using System.Net;
using Ecommerce.Storefront.Gateway;
using Ecommerce.Storefront.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Office.Numbers;

/// <summary>How the shop does.</summary>
internal static class NumbersPages
{
    public static void MapNumbers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/office/numbers", ShowAsync);
        routes.MapGet("/office/numbers/{report}.csv", TableAsync);
    }

    private static async Task<RazorComponentResult<NumbersPage>> ShowAsync(
        [AsParameters] NumbersQuery query, NumbersReader reader, TimeProvider time, CancellationToken cancellationToken)
    {
        var usual = NumbersQuery.Usual(Today(query.TimeZone, time), query.TimeZone);
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
        string report, [AsParameters] NumbersQuery query, NumbersReader reader, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!NumbersReader.Reports.Contains(report))
            return Pages.NotFound();
        var table = await reader.ReadTableAsync(report, query, cancellationToken);
        response.Headers.ContentDisposition = $"attachment; filename={report}.csv";
        return Results.Text(table, "text/csv; charset=utf-8");
    }

    private static DateOnly Today(string? timeZone, TimeProvider time)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone ?? "", out var found) ? found : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
    }
}

using Ecommerce.ServiceDefaults;
using Ecommerce.Shoppers.Arriving;
using Ecommerce.Shoppers.Journeys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Shoppers.Watching;

/// <summary>The figures, and the rate to be turned.</summary>
internal static class Endpoints
{
    public static void MapShoppers(this WebApplication app)
    {
        app.MapGet("/figures", Read).AllowAnonymous();
        app.MapPost("/rate", Turn).AllowAnonymous();
        app.MapGet("/promises", (Promises promises, long after = 0) => TypedResults.Ok(promises.Read(after))).AllowAnonymous();
    }

    private static Ok<Figures> Read(Tally tally, RateDial dial, Customers customers, Promises promises)
        => TypedResults.Ok(tally.Read(dial.PerSecond, customers.Count, promises.Open));

    private static Results<Ok<Figures>, ProblemHttpResult> Turn(
        RateRequest request, Tally tally, RateDial dial, Customers customers, Promises promises)
    {
        var errors = new FieldErrors()
            .Check("rate", ShoppersOptions.IsRate(request.Rate), ShoppersOptions.RateMustBe);
        if (errors.TryGetProblem(out var problem)) return problem;
        dial.Turn(request.Rate);
        return Read(tally, dial, customers, promises);
    }
}

using System.Threading.RateLimiting;
using Dapper;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.AnalyticsService.Features.Visits;

/// <summary>Counts steps of visitors, from any storefront. The response is the same whether a step is counted or not.</summary>
internal static class VisitEndpoint
{
    private const string PerAddress = "visits-per-address";

    private const string Add = """
        INSERT INTO visits (id, visitor, step, product_id, test_group, at) VALUES (@id, @visitor, @step, @productId, @testGroup, @now)
        ON CONFLICT DO NOTHING
        """;

    public static void AddVisitRateLimit(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(
            PerAddress, http => RateLimitPartition.GetFixedWindowLimiter(VisitorOf(http).Address, _ => Limit(http.RequestServices)));
        limiter.OnRejected = (rejected, _) => RejectAsync(rejected);
    });

    public static RouteGroupBuilder MapVisits(this RouteGroupBuilder analytics)
    {
        analytics.MapPost("visits", CountAsync).WithName("CountVisit").WithSummary("Counts a step of a visitor")
            .WithTags("Visits").AllowAnonymous().RequireRateLimiting(PerAddress)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests);
        return analytics;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CountAsync(
        VisitRequest request, HttpContext http, DailySalt salt, NpgsqlDataSource database, TimeProvider timeProvider)
    {
        var errors = new FieldErrors();
        request.Check(errors);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        var visitor = VisitorOf(http);
        if (visitor.IsCounted)
        {
            var pseudonym = await salt.PseudonymAsync(visitor.Address, visitor.UserAgent, http.RequestAborted);
            await AddAsync(request, pseudonym, database, timeProvider.GetUtcNow(), http.RequestAborted);
        }

        return TypedResults.NoContent();
    }

    private static async Task AddAsync(
        VisitRequest request, byte[] visitor, NpgsqlDataSource database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            Add,
            new { id = request.Id ?? Guid.CreateVersion7(now), visitor, step = request.Step, request.ProductId, request.TestGroup, now },
            cancellationToken: cancellationToken));
    }

    private static Visitor VisitorOf(HttpContext http) => Visitor.Of(http, http.RequestServices.GetRequiredService<ProxyProof>());

    private static FixedWindowRateLimiterOptions Limit(IServiceProvider services) => new()
    {
        PermitLimit = services.GetRequiredService<IOptions<VisitOptions>>().Value.PermitsPerMinute,
        Window = TimeSpan.FromMinutes(1),
    };

    private static async ValueTask RejectAsync(OnRejectedContext rejected)
    {
        rejected.HttpContext.Response.Headers.RetryAfter = "60";
        await Problems.Problem(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests in the last minute.")
            .ExecuteAsync(rejected.HttpContext);
    }
}

using System.Threading.RateLimiting;
using Dapper;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.AnalyticsService.Visits;

/// <summary>Takes visitors' steps, for anybody's storefront. The answer does not tell whether one was counted.</summary>
internal static class VisitEndpoint
{
    private const string PerAddress = "visits-per-address";

    private const string Add = """
        insert into visits (id, visitor, step, product_id, test_group, at) values (@id, @visitor, @step, @productId, @testGroup, @now) on conflict do nothing
        """;

    public static void AddVisits(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<VisitOptions>("Visits");
        builder.Services.AddSingleton<DailySalt>().AddHostedService<SaltSweep>();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(PerAddress, http => RateLimitPartition.GetFixedWindowLimiter(Visitor.Of(http).Address, _ => new()
            {
                PermitLimit = http.RequestServices.GetRequiredService<IOptions<VisitOptions>>().Value.PermitsPerMinute,
                Window = TimeSpan.FromMinutes(1),
            }));
            limiter.OnRejected = (rejected, _) => RefuseAsync(rejected);
        });
    }

    public static RouteGroupBuilder MapVisits(this RouteGroupBuilder analytics)
    {
        analytics.MapPost("visits", CountAsync).WithName("CountVisit").WithTags("Visits").AllowAnonymous().RequireRateLimiting(PerAddress)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests);
        return analytics;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CountAsync(
        VisitRequest request, HttpContext http, DailySalt salt, NpgsqlDataSource database, TimeProvider time)
    {
        var errors = new FieldErrors();
        request.Check(errors);
        if (errors.Refusal(out var refusal))
            return refusal;
        var visitor = Visitor.Of(http);
        if (visitor.Counts)
            await AddAsync(request, await salt.NameAsync(visitor, http.RequestAborted), database, time.GetUtcNow(), http.RequestAborted);
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

    private static async ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        rejected.HttpContext.Response.Headers.RetryAfter = "60";
        await Problems.Problem(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests in the last minute.")
            .ExecuteAsync(rejected.HttpContext);
    }
}

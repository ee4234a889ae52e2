using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Threading.RateLimiting;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Ecommerce.Gateway.Infrastructure.Middleware;

internal sealed class RateLimitOptions
{
    public const string Section = "RateLimit";

    /// <summary>Requests that one client may make in a minute.</summary>
    [Range(1, 10_000_000)]
    public int PermitsPerMinute { get; set; } = 600;
}

internal static class RateLimits
{
    public const string PerClient = "per-client";

    // In development all clients have one address.
    private const int PermitsInDevelopment = 100_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IHostApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
            builder.Services.Configure<RateLimitOptions>(options => options.PermitsPerMinute = PermitsInDevelopment);
        builder.AddValidatedOptions<RateLimitOptions>(RateLimitOptions.Section);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(PerClient, PartitionOf);
            limiter.OnRejected = (rejected, _) => RefuseAsync(rejected);
        });
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var permits = context.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value.PermitsPerMinute;
        return RateLimitPartition.GetFixedWindowLimiter(ClientOf(context), _ => new() { PermitLimit = permits, Window = Window });
    }

    /// <summary>The user of a validated token, else the address.</summary>
    private static string ClientOf(HttpContext context)
        => context.User.FindFirst("sub")?.Value ?? context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static async ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : Window;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await Problems.Problem(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests in the last minute.")
            .ExecuteAsync(rejected.HttpContext);
    }
}

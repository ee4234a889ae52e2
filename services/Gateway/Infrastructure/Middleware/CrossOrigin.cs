namespace Ecommerce.Gateway.Infrastructure.Middleware;

/// <summary>Which web pages of other origins may call the API from a browser.</summary>
internal sealed class CrossOriginOptions
{
    public const string Section = "Cors";

    /// <summary>Such as <c>https://ecommerce.example</c>; none by default. Credentials are sent along, so there is no wildcard.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    public IReadOnlyList<string>? Methods { get; init; }
    public IReadOnlyList<string>? Headers { get; init; }
    public bool Credentials { get; init; } = true;
    public int MaxAgeSeconds { get; init; } = 3600;
}

internal static class CrossOrigin
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    private static readonly string[] Headers =
        ["Authorization", "Content-Type", "Accept", "Idempotency-Key", "If-Match", "If-None-Match", "x-test-group", RequestIds.Header];
    private static readonly string[] Exposed = ["ETag", "Location", "Retry-After", RequestIds.Header];

    public static void AddCrossOrigin(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(CrossOriginOptions.Section).Get<CrossOriginOptions>() ?? new();
        foreach (var origin in options.Origins.Where(origin => !IsOrigin(origin)))
            throw new InvalidOperationException($"Setting Cors:Origins: '{origin}' is not an origin such as https://ecommerce.example.");

        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy =>
        {
            policy.WithOrigins([.. options.Origins])
                .WithMethods([.. options.Methods ?? Methods])
                .WithHeaders([.. options.Headers ?? Headers])
                .WithExposedHeaders(Exposed)
                .SetPreflightMaxAge(TimeSpan.FromSeconds(options.MaxAgeSeconds));
            if (options.Credentials)
                policy.AllowCredentials();
        }));
    }

    private static bool IsOrigin(string origin)
        => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == origin.TrimEnd('/');
}

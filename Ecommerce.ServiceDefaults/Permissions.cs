using Microsoft.AspNetCore.Builder;

namespace Ecommerce.ServiceDefaults;

/// <summary>The permissions that an access token may carry in its <c>permissions</c> claim, one claim each.</summary>
public static class Permissions
{
    /// <summary>The claim's name.</summary>
    public const string Claim = "permissions";

    public const string UsersRead = "users:read";
    public const string UsersWrite = "users:write";
    public const string ProductsRead = "products:read";
    public const string ProductsWrite = "products:write";
    public const string OrdersRead = "orders:read";
    public const string OrdersWrite = "orders:write";
    public const string ReviewsRead = "reviews:read";
    public const string ReviewsModerate = "reviews:moderate";
    public const string AnalyticsRead = "analytics:read";
    public const string AnalyticsWrite = "analytics:write";

    /// <summary>What the shop's owner sets: how it ships, taxes, what it says about itself, which features are on.</summary>
    public const string SettingsWrite = "settings:write";

    /// <summary>Everything that a service has said, secrets of people's links included: for services alone, never for a person.</summary>
    public const string EventsRead = "events:read";

    /// <summary>Lets in only callers whose token carries <paramref name="permission"/>; others get 403, anonymous ones 401.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, string permission)
        where TBuilder : IEndpointConventionBuilder
        => builder.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireClaim(Claim, permission));
}

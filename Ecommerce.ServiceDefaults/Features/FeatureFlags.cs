using System.Collections.Frozen;

namespace Ecommerce.ServiceDefaults;

/// <summary>What can be switched on and off while the shop runs; ask with <c>IFeatureManager.IsEnabledAsync</c>.</summary>
public static class FeatureFlags
{
    /// <summary>
    /// The storefront's checkout is one page with what it costs beside it; off: address first, then payment. On unless told.
    /// </summary>
    public const string NewCheckoutFlow = "NEW_CHECKOUT_FLOW";

    /// <summary>Product pages show what is bought together with the product. Off unless told.</summary>
    public const string RecommendationsEngine = "RECOMMENDATIONS_ENGINE";

    /// <summary>People can sign in through OpenID Connect providers. Off unless told.</summary>
    public const string SocialLogin = "SOCIAL_LOGIN";

    /// <summary>No more is sold than is in stock; off: every order is accepted, and takes nothing from stock. On unless told.</summary>
    public const string InventoryTracking = "INVENTORY_TRACKING";

    /// <summary>Every flag, and what it is where no setting says it.</summary>
    internal static readonly FrozenDictionary<string, bool> Defaults = new Dictionary<string, bool>
    {
        [NewCheckoutFlow] = true,
        [RecommendationsEngine] = false,
        [SocialLogin] = false,
        [InventoryTracking] = true,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every flag, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Defaults.Keys.Order(StringComparer.Ordinal)];
}

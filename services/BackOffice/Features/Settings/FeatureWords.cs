using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Localization;

namespace Ecommerce.BackOffice.Features.Settings;

/// <summary>What flags are called, and what they do, for an owner.</summary>
/// <param name="On">What customers see where it is on.</param>
/// <param name="Off">The same where it is off.</param>
internal sealed record FeatureWords(string Name, string On, string Off)
{
    public static FeatureWords Of(string flag, IStringLocalizer<Texts> texts) => flag switch
    {
        FeatureFlags.NewCheckoutFlow => new(
            texts["Checkout on one page"], texts["Address, costs and payment are on one page."],
            texts["The address comes first, then costs and payment."]),
        FeatureFlags.RecommendationsEngine => new(
            texts["Recommendations"], texts["Product pages show what is bought together."], texts["Product pages show the product alone."]),
        FeatureFlags.SocialLogin => new(
            texts["Sign-in through providers"], texts["Customers can sign in with an account that they have elsewhere."],
            texts["Customers sign in with their password alone."]),
        FeatureFlags.InventoryTracking => new(
            texts["Stock is counted"], texts["No more is sold than is in stock."],
            texts["Every order is accepted, also of what is not in stock, and takes nothing from stock."]),
        _ => new(flag, texts["On"], texts["Off"]),
    };
}

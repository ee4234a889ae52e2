using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features;

/// <summary>The shipping method that a shopper chooses; absent it is the standard one.</summary>
internal static class EnteredShippingMethod
{
    private const string Field = "shippingMethod";

    public static string Id(string? entered) => entered ?? ShippingMethod.Standard;

    public static void Check(string? entered, PricingOptions rules, FieldErrors errors)
        => errors.Check(Field, rules.HasMethod(Id(entered)), "is no shipping method of this shop");

    /// <summary>400: the shop has the method, but not for this country and currency.</summary>
    public static ProblemHttpResult Unavailable(string country, string currency) => Problems.Invalid(
        new Dictionary<string, string[]> { [Field] = [$"is not available for orders in {currency} to {country}"] });
}

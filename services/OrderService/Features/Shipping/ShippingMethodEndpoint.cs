using System.Text.Json.Serialization;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.OrderService.Infrastructure.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Shipping;

/// <summary>How the shop ships, for pages that promise a time before there is a cart. Which go to a country is told by a quote.</summary>
internal static class ShippingMethodEndpoint
{
    public static RouteGroupBuilder MapShippingMethods(this RouteGroupBuilder orders)
    {
        orders.MapGet("shipping-methods", List).WithName("ListShippingMethods").WithSummary("How the shop ships").AllowAnonymous();
        return orders;
    }

    private static Ok<ShippingMethodList> List(SettingsInForce settings)
        => TypedResults.Ok(new ShippingMethodList([.. settings.Pricing.AllMethods().Select(ShippingMethodResponse.From)]));
}

/// <param name="Items">The standard one first.</param>
internal sealed record ShippingMethodList(IReadOnlyList<ShippingMethodResponse> Items);

/// <param name="MinDays">Working days until the order is there, at least; null where the shop promises none.</param>
/// <param name="MaxDays">The same at most.</param>
/// <param name="NeedsAddress">False: a name and a country are enough of an address.</param>
/// <param name="Translations">Name and description in other languages, by their tags; absent where there are none.</param>
internal sealed record ShippingMethodResponse(
    string Id, string Name, string? Description, int? MinDays, int? MaxDays, bool NeedsAddress,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, ShippingMethodText>? Translations)
{
    public static ShippingMethodResponse From(ShippingMethod method) => new(
        method.Id, method.Name, method.Description, method.MinDays, method.MaxDays, method.NeedsAddress, method.Translations);
}

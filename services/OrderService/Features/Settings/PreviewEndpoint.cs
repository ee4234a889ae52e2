using System.Text.Json.Serialization;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.OrderService.Domain.Settings;
using Ecommerce.OrderService.Infrastructure.Settings;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Settings;

/// <summary>What an order would cost under settings that are not saved yet.</summary>
internal static class PreviewEndpoint
{
    public static void MapPreview(this RouteGroupBuilder settings)
        => settings.MapPost("preview", Preview).WithName("PreviewSettings")
            .WithSummary("What an order would cost under settings that are not saved").ProducesProblem(StatusCodes.Status400BadRequest);

    private static Results<Ok<PreviewResponse>, ProblemHttpResult> Preview(PreviewRequest request, SettingsInForce settings)
    {
        var errors = new FieldErrors();
        request.Check(errors);
        if (errors.TryGetProblem(out var problem))
            return problem;
        var known = settings.Known;
        var rules = SettingsSnapshot.Rules(request.Shipping ?? known.Shipping.Settings, request.Taxes ?? known.Taxes.Settings);
        var goods = new Goods([new("", Guid.Empty, "", 1, request.Goods!.Value)], [request.Category]);
        return TypedResults.Ok(new PreviewResponse(
            [.. rules.OffersTo(request.NormalisedCountry, request.Goods.Value.Currency).Select(offer => Price(goods, offer, rules))]));
    }

    private static PreviewedMethod Price(Goods goods, ShippingOffer offer, PricingOptions rules)
    {
        var totals = PriceRules.Price(goods, discount: 0, offer, rules).Totals;
        return new(
            offer.Method.Id, offer.Method.Name, totals.Money(totals.Shipping), totals.Money(totals.Tax), totals.Money(totals.TaxIncluded),
            totals.Money(totals.Total));
    }
}

/// <param name="Shipping">Null: as saved.</param>
/// <param name="Taxes">The same.</param>
/// <param name="Country">Where it goes.</param>
/// <param name="Goods">What is bought, after a discount.</param>
/// <param name="Category">Of the goods, where one has a tax rate of its own.</param>
internal sealed record PreviewRequest(ShippingSettings? Shipping, TaxSettings? Taxes, string? Country, Money? Goods, string? Category)
{
    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    [JsonIgnore]
    public string NormalisedCountry => CountryCode.Normalise(Country)!;

    public void Check(FieldErrors errors)
    {
        errors.CheckCountry("country", Country);
        if (Goods is not { } goods)
            errors.Add("goods", "is required");
        else
            errors
                .Check(
                    "goods.currency", Currencies.TryGetDecimals(goods.Currency, out _),
                    "must be a currency code of ISO 4217, such as EUR")
                .Check(
                    "goods.amount", goods.Amount is >= 0 and <= PricingValidation.MaxAmount, $"must be 0 to {PricingValidation.MaxAmount}");
        // Their own errors have the same paths as when they are saved.
        Shipping?.Check(errors);
        Taxes?.Check(errors);
    }
}

/// <param name="Methods">That go there, the standard one first.</param>
internal sealed record PreviewResponse(IReadOnlyList<PreviewedMethod> Methods);

/// <param name="Id">Of the shipping method.</param>
/// <param name="Tax">Added to the prices; the other one is in them.</param>
internal sealed record PreviewedMethod(string Id, string Name, Money Shipping, Money Tax, Money TaxIncluded, Money Total);

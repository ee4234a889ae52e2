using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Carts;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>What every page of the checkout shows.</summary>
/// <param name="Form">What was typed and chosen so far.</param>
/// <param name="SavedAddresses">Those of the shopper's address book.</param>
public sealed record CheckoutState(
    ShoppingCart Cart, AddressForm Form, Quote Quote, IReadOnlyList<SavedAddress> SavedAddresses, FormMessages Errors)
{
    /// <summary>What the price is with, else what was chosen.</summary>
    public string? Method => Quote.Method ?? Form.ShippingMethod;

    /// <summary>Whether the shopper comes for the order: then there is no street to ask for.</summary>
    public bool IsCollected => Quote.Methods.Any(method => method.Id == Method && !method.NeedsAddress);

    /// <summary>Whether the shopper's address book has this address.</summary>
    public bool IsSaved => SavedAddresses.Any(saved => saved.ToAddress() == Form.ToAddress());
}

internal sealed class CheckoutReader(CartReader carts, CheckoutQuotes quotes, AddressBook addresses)
{
    /// <param name="typed">Null where nothing was typed yet.</param>
    /// <param name="address">The id of a saved address to use, or anything else for an empty form; null for what was typed.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async Task<CheckoutState> StartAsync(AddressForm? typed, string? address, CancellationToken cancellationToken)
    {
        var saved = await addresses.ReadAsync(cancellationToken);
        var form = typed is null || address is not null
            ? Chosen(saved, address) with { DiscountCode = typed?.DiscountCode, ShippingMethod = typed?.ShippingMethod }
            : typed;
        return await ReadAsync(form, saved, FormMessages.None, cancellationToken);
    }

    /// <summary>The same form again.</summary>
    public async Task<CheckoutState> ReadAsync(AddressForm form, FormMessages errors, CancellationToken cancellationToken)
        => await ReadAsync(form.WithoutCard(), await addresses.ReadAsync(cancellationToken), errors, cancellationToken);

    /// <summary>The price alone, without the address book.</summary>
    public Task<CheckoutState> PriceAsync(AddressForm form, CancellationToken cancellationToken)
        => ReadAsync(form, [], FormMessages.None, cancellationToken);

    private async Task<CheckoutState> ReadAsync(
        AddressForm form, IReadOnlyList<SavedAddress> saved, FormMessages errors, CancellationToken cancellationToken)
    {
        var (reading, asking) = (carts.ReadAsync(cancellationToken), quotes.FindAsync(form.ToChoices(), cancellationToken));
        await Task.WhenAll(reading, asking);
        var (cart, quote) = (await reading, await asking);
        return new(cart, form, quote, saved, errors.And(quote.Messages));
    }

    private static AddressForm Chosen(IReadOnlyList<SavedAddress> saved, string? address)
    {
        var chosen = saved.FirstOrDefault(known => address is null ? known.IsDefault : $"{known.Id}" == address);
        return chosen is null ? AddressForm.Empty : AddressForm.Of(chosen.ToAddress());
    }
}

using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Carts;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Payments;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>What every page of the checkout shows.</summary>
/// <param name="Form">What was typed and chosen so far.</param>
/// <param name="Saved">The shopper's addresses and cards.</param>
public sealed record CheckoutState(ShoppingCart Cart, AddressForm Form, Quote Quote, SavedParts Saved, FormMessages Errors)
{
    public IReadOnlyList<SavedAddress> SavedAddresses => Saved.Addresses;

    public IReadOnlyList<SavedCard> SavedCards => Saved.Cards;

    /// <summary>The token of what the shopper's bank has agreed to already.</summary>
    public string? Authorized { get; init; }

    /// <summary>What the price is with, else what was chosen.</summary>
    public string? Method => Quote.Method ?? Form.ShippingMethod;

    /// <summary>Whether the shopper comes for the order: then there is no street to ask for.</summary>
    public bool IsCollected => Quote.Methods.Any(method => method.Id == Method && !method.NeedsAddress);

    /// <summary>Whether the shopper's address book has this address.</summary>
    public bool IsSaved => SavedAddresses.Any(saved => saved.ToAddress() == Form.ToAddress());

    /// <summary>The saved card that was chosen, at first the newest; null for one that is typed.</summary>
    public SavedCard? ChosenCardAt(DateTimeOffset now)
    {
        var valid = SavedCards.Where(card => !card.IsExpiredAt(now));
        return Form.PayWith is null ? valid.FirstOrDefault() : valid.FirstOrDefault(card => card.Id == Form.SavedCard);
    }
}

/// <summary>What the shopper need not type again; empty where it cannot be read.</summary>
public sealed record SavedParts(IReadOnlyList<SavedAddress> Addresses, IReadOnlyList<SavedCard> Cards)
{
    public static readonly SavedParts None = new([], []);
}

internal sealed class CheckoutReader(CartReader carts, CheckoutQuotes quotes, AddressBook addresses, SavedCards cards)
{
    /// <param name="typed">Null where nothing was typed yet.</param>
    /// <param name="address">The id of a saved address to use, or anything else for an empty form; null for what was typed.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async Task<CheckoutState> StartAsync(AddressForm? typed, string? address, CancellationToken cancellationToken)
    {
        var saved = await ReadSavedAsync(cancellationToken);
        var form = typed is null || address is not null
            ? Chosen(saved.Addresses, address) with { DiscountCode = typed?.DiscountCode, ShippingMethod = typed?.ShippingMethod }
            : typed;
        return await ReadAsync(form, saved, FormMessages.None, cancellationToken);
    }

    /// <summary>The same form again.</summary>
    public async Task<CheckoutState> ReadAsync(AddressForm form, FormMessages errors, CancellationToken cancellationToken)
        => await ReadAsync(form.WithoutCard(), await ReadSavedAsync(cancellationToken), errors, cancellationToken);

    /// <summary>The price alone, without what is saved.</summary>
    public Task<CheckoutState> PriceAsync(AddressForm form, CancellationToken cancellationToken)
        => ReadAsync(form, SavedParts.None, FormMessages.None, cancellationToken);

    private async Task<CheckoutState> ReadAsync(
        AddressForm form, SavedParts saved, FormMessages errors, CancellationToken cancellationToken)
    {
        var (reading, asking) = (carts.ReadAsync(cancellationToken), quotes.FindAsync(form.ToChoices(), cancellationToken));
        await Task.WhenAll(reading, asking);
        var (cart, quote) = (await reading, await asking);
        return new(cart, form, quote, saved, errors.And(quote.Messages));
    }

    private async Task<SavedParts> ReadSavedAsync(CancellationToken cancellationToken)
    {
        var (reading, listing) = (addresses.ReadAsync(cancellationToken), cards.FindAsync(cancellationToken));
        await Task.WhenAll(reading, listing);
        return new(await reading, await listing);
    }

    private static AddressForm Chosen(IReadOnlyList<SavedAddress> saved, string? address)
    {
        var chosen = saved.FirstOrDefault(known => address is null ? known.IsDefault : $"{known.Id}" == address);
        return chosen is null ? AddressForm.Empty : AddressForm.Of(chosen.ToAddress());
    }
}

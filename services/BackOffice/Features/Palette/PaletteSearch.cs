using System.Security.Claims;
using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Localization;

namespace Ecommerce.BackOffice.Features.Palette;

/// <summary>Finds orders by number, products by name, customers by address: whatever of these somebody may see.</summary>
internal sealed class PaletteSearch(
    IOrdersApi orders, IProductsApi products, IUsersApi users, Calls calls, IStringLocalizer<Texts> texts)
{
    private const int MaxOfAKind = 5;

    // Shorter ones the API refuses, and are in everything.
    private const int MinLength = 3;
    private const int MinNumberLength = 4;

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(string? text, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        if (text.OrNull() is not { Length: >= MinLength } entered)
            return [];
        var found = await Task.WhenAll(
            FindOrdersAsync(entered, person, cancellationToken),
            FindProductsAsync(entered, person, cancellationToken),
            FindCustomersAsync(entered, person, cancellationToken));
        return [.. found.SelectMany(entries => entries)];
    }

    private Task<IReadOnlyList<PaletteEntry>> FindOrdersAsync(string text, ClaimsPrincipal person, CancellationToken cancellationToken)
        => FindAsync(person, Permissions.OrdersRead, text.Length >= MinNumberLength, async () =>
        {
            var page = await orders.ListAsync(new(Q: text), null, MaxOfAKind, cancellationToken);
            return page.Items.Select(order => new PaletteEntry(
                texts["Order"], $"{order.Number}, {order.ShippingAddress.Name}, {order.Total}", $"/orders/{order.Id}"));
        });

    private Task<IReadOnlyList<PaletteEntry>> FindProductsAsync(string text, ClaimsPrincipal person, CancellationToken cancellationToken)
        => FindAsync(person, Permissions.ProductsRead, isAsked: true, async () =>
        {
            var page = await products.ListAsync(new(Name: text), null, MaxOfAKind, cancellationToken);
            return page.Items.Select(product => new PaletteEntry(texts["Product"], product.Name, $"/products/{product.Id}"));
        });

    private Task<IReadOnlyList<PaletteEntry>> FindCustomersAsync(string text, ClaimsPrincipal person, CancellationToken cancellationToken)
        => FindAsync(person, Permissions.UsersRead, isAsked: true, async () =>
        {
            var page = await users.ListAsync(new(Email: text), null, MaxOfAKind, cancellationToken);
            return page.Items.Select(
                customer => new PaletteEntry(texts["Customer"], $"{customer.Email}, {customer.Name}", $"/customers/{customer.Id}"));
        });

    /// <summary>What one part of the shop cannot tell, the others still do.</summary>
    private async Task<IReadOnlyList<PaletteEntry>> FindAsync(
        ClaimsPrincipal person, string permission, bool isAsked, Func<Task<IEnumerable<PaletteEntry>>> find)
    {
        IReadOnlyList<PaletteEntry> found = [];
        if (isAsked && person.HasClaim(Permissions.Claim, permission))
            await calls.ProblemOfAsync(async () => found = [.. await find()]);
        return found;
    }
}

using System.Text.Json;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Tests;

public abstract partial class ProductStoreContract
{
    [Fact]
    public async Task Results_of_requests_are_forgotten_once_they_are_old()
    {
        var part = IdempotentPart.Request(Guid.CreateVersion7(), "key");
        await InTransactionAsync(transaction => transaction.SaveResultAsync(part, "done", None));
        var now = TimeProvider.System.GetUtcNow();

        await Store.ForgetResultsAsync(now.AddHours(-1), None);
        Assert.Equal("done", await FindAsync());
        await Store.ForgetResultsAsync(now.AddHours(1), None);
        Assert.Null(await FindAsync());

        async Task<string?> FindAsync()
        {
            string? found = null;
            await InTransactionAsync(async transaction => found = await transaction.FindResultAsync(part, None));
            return found;
        }
    }

    [Fact]
    public async Task Change_of_a_product_is_in_its_history_with_who_did_it_and_what_was_before()
    {
        var sku = NewSku();
        var draft = Samples.Draft(1, sku);
        var product = (await Commands.CreateAsync(draft, None)).Product!;
        var (name, price) = (draft.Details with { Name = "Lamp" }, draft.Details.Variants[0] with { Price = new Money(39.50m, "EUR") });
        await Commands.ReplaceAsync(
            product.Id, draft with { Details = name with { Variants = [price] } }, new EntityTag(1), None);

        var history = await Store.GetProductHistoryAsync(product.Id, long.MaxValue, 10, None);

        Assert.Equal([ProductActions.Changed, ProductActions.Created], history.Select(entry => entry.Action));
        Assert.All(history, entry => Assert.Equal(Samples.Staff, entry.ActorId));
        Assert.Equal(
            ["name: \"Brass Lamp\" > \"Lamp\"", $"variants[{sku}].price: 49.90 > 39.50"],
            history[0].Changes.Select(Told));
        Assert.Equal(
            ["name:  > \"Brass Lamp\"", "category:  > \"lighting\"", "published:  > True", $"variants[{sku}].price:  > 49.90"],
            history[1].Changes.Select(Told));
    }

    [Fact]
    public async Task Action_is_named_after_what_changed_alone()
    {
        var draft = Samples.Draft(1, NewSku());
        var product = (await Commands.CreateAsync(draft, None)).Product!;
        var sale = new Sale(new Money(30m, "EUR"), timeProvider.GetUtcNow(), null);
        ProductDetails[] states =
        [
            draft.Details with { Published = false },
            draft.Details with { Published = true },
            draft.Details with { Variants = [draft.Details.Variants[0] with { Sale = sale }] },
            draft.Details with { Variants = [draft.Details.Variants[0] with { Sale = sale }] },
        ];
        for (var i = 0; i < states.Length; i++)
            await Commands.ReplaceAsync(product.Id, draft with { Details = states[i] }, new EntityTag(i + 1), None);
        await Commands.DeleteAsync(product.Id, new EntityTag(states.Length + 1), None);

        var history = await Store.GetProductHistoryAsync(product.Id, long.MaxValue, 10, None);

        // The replacement by the same is no change.
        Assert.Equal(
            [
                ProductActions.Deleted, ProductActions.PriceChanged, ProductActions.Published, ProductActions.Unpublished,
                ProductActions.Created,
            ],
            history.Select(entry => entry.Action));
        Assert.Equal(
            history.Skip(2).Take(1).Select(entry => entry.Id),
            (await Store.GetProductHistoryAsync(product.Id, history[1].Version, 1, None)).Select(entry => entry.Id));
    }

    [Fact]
    public async Task Refresh_of_prices_is_nobodys_change()
    {
        var begins = timeProvider.Now + TimeSpan.FromHours(1);
        var product = await OnSaleAsync(begins);
        timeProvider.Now = begins;

        Assert.Equal((20m, 2), await ListedAsync(product));
        Assert.Single(await Store.GetProductHistoryAsync(product, long.MaxValue, 10, None));
    }

    private static string Told(FieldChange change) => $"{change.Field}: {Value(change.Before)} > {Value(change.After)}";

    private static string Value(JsonElement? json) => json switch
    {
        { ValueKind: JsonValueKind.Object } money => $"{money.GetProperty("amount")}",
        { ValueKind: JsonValueKind.String } text => $"\"{text.GetString()}\"",
        _ => $"{json}",
    };
}

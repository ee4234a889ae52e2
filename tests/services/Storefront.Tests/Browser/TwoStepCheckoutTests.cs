using System.Text.Json.Nodes;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>The checkout in two steps, on a storefront of its own: the flag is for all of its shoppers.</summary>
public sealed class TwoStepCheckoutTests : IClassFixture<StorefrontFixture>, IClassFixture<Chromium>
{
    private const int Narrow = 320;

    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;

    public TwoStepCheckoutTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
        fixture.Flags.Set("NEW_CHECKOUT_FLOW", "false");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shipping_is_chosen_and_priced_with_the_payment_and_bought(bool hasScript)
    {
        await using var context = await chromium.OpenAsync(fixture.Address, Narrow, hasScript: hasScript);
        var page = await context.NewPageAsync();
        await OpenAsync(page);
        await FitsAsync(page, hasScript);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on to payment" }).ClickAsync();

        await Assertions.Expect(page.GetByText("To Ada, Road 1, 53111 Bonn, Germany.")).ToBeVisibleAsync();
        await FitsAsync(page, hasScript);
        fixture.Gateway.Answer("POST /orders/quote", SmallShop.Quote("express", 2395.2m));
        await page.GetByLabel("Express").CheckAsync();
        if (!hasScript)
            await page.GetByRole(AriaRole.Button, new() { Name = "Update the price" }).ClickAsync();
        await Assertions.Expect(page.GetByText("$2,395.20").First).ToBeVisibleAsync();

        await BuyAsync(page);
        var bought = JsonNode.Parse(fixture.Gateway.Sent("POST /orders").Body)!;
        Assert.Equal(
            ("express", 2395.2m, "Road 1"),
            (
                (string?)bought["shippingMethod"], (decimal)bought["expectedTotal"]!["amount"]!,
                (string?)bought["shippingAddress"]!["street"]));
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Order_that_is_collected_needs_no_street_on_either_page(bool hasScript)
    {
        await using var context = await chromium.OpenAsync(fixture.Address, Narrow, hasScript: hasScript);
        var page = await context.NewPageAsync();
        fixture.Gateway.Answer("GET /users/me/addresses", """{ "items": [], "next": null }""");
        await OpenAsync(page);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("Ada");
        await page.GetByLabel("Country").SelectOptionAsync("DE");
        var update = page.GetByRole(AriaRole.Button, new() { Name = "Update the price" });
        if (!hasScript)
            await update.ClickAsync();
        fixture.Gateway.Answer("POST /orders/quote", SmallShop.Quote("pick-up", 2300));
        await page.GetByLabel("Pick-up").CheckAsync();
        if (!hasScript)
            await update.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Street")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on to payment" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Ada collects it, Germany.")).ToBeVisibleAsync();
        await BuyAsync(page);

        var address = JsonNode.Parse(fixture.Gateway.Sent("POST /orders").Body)!["shippingAddress"]!;
        Assert.Equal(("Ada", "", "DE"), ((string?)address["name"], (string?)address["street"], (string?)address["country"]));
    }

    private static Task OpenAsync(IPage page) => Eventually.Async(
        async () =>
        {
            await page.GotoAsync("/checkout");
            return await page.GetByRole(AriaRole.Button, new() { Name = "Go on to payment" }).CountAsync() == 1;
        },
        "the checkout has two steps");

    private async Task BuyAsync(IPage page)
    {
        foreach (var (label, value) in new[]
        {
            ("Card number", "4242424242424242"), ("Expiry month", "12"), ("Expiry year", "2035"), ("CVC", "123"),
        })
            await page.GetByLabel(label).FillAsync(value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(fixture.Address, $"/orders/{SmallShop.Order}?placed=true").ToString());
    }

    private static async Task FitsAsync(IPage page, bool hasScript)
    {
        // Without scripts nothing can be measured, and the page is the same.
        if (!hasScript)
            return;
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= Narrow, $"{page.Url} is too wide");
        Assert.Empty((await page.ViolationsAsync()).Select(violation => $"{page.Url}: {violation}"));
    }
}

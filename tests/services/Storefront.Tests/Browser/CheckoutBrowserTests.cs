using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

[Collection(StorefrontCollection.Name)]
public sealed class CheckoutBrowserTests : IClassFixture<Chromium>
{
    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;

    public CheckoutBrowserTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
    }

    [BrowserTheory]
    [InlineData(0, true)]
    [InlineData(40, true)]
    [InlineData(60, false)]
    public async Task Double_click_on_buy_lands_on_the_order(int delay, bool hasScript)
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 360, hasScript: hasScript);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/checkout?address=new");
        await FillAsync(page, ("Name", "Ada"), ("Street", "Road 1"), ("City", "Bonn"), ("Postal code", "53111"));
        await page.GetByLabel("Country").SelectOptionAsync("DE");
        await FillCardAsync(page);
        var buy = page.GetByRole(AriaRole.Button, new() { Name = "Buy now" });
        if (!hasScript)
        {
            // The price of the country is shown first, and the card is asked for again.
            await buy.ClickAsync();
            await Assertions.Expect(page.GetByText("$2,380.30").First).ToBeVisibleAsync();
            await FillCardAsync(page);
        }

        await Assertions.Expect(page.GetByText("$2,380.30").First).ToBeVisibleAsync();
        await buy.DblClickAsync(new() { Delay = delay });

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(fixture.Address, $"/orders/{SmallShop.Order}?placed=true").ToString());
        await Eventually.Async(() => fixture.Gateway.Calls("POST /orders").Count > 0, "it is bought");
        Assert.Single(fixture.Gateway.Calls("POST /orders").Select(call => call.Headers["Idempotency-Key"]).Distinct());
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Chosen_shipping_method_changes_the_price_before_the_card_is_asked_for(bool hasScript)
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 360, hasScript: hasScript);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/checkout");
        await Assertions.Expect(page.GetByLabel("Street")).ToHaveValueAsync("Road 1");
        await Assertions.Expect(page.GetByLabel("Standard")).ToBeCheckedAsync();
        fixture.Gateway.Answer("POST /orders/quote", SmallShop.Quote("express", 2395.2m));

        await page.GetByLabel("Express").CheckAsync();
        if (!hasScript)
            await page.GetByRole(AriaRole.Button, new() { Name = "Update the price" }).ClickAsync();

        await Assertions.Expect(page.GetByText("$2,395.20").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Express")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Street")).ToHaveValueAsync("Road 1");
        Assert.Contains("\"shippingMethod\":\"express\"", fixture.Gateway.Sent("POST /orders/quote").Body, StringComparison.Ordinal);
        if (hasScript)
            await Assertions.Expect(page.GetByLabel("Express")).ToBeFocusedAsync();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Order_that_is_collected_asks_for_no_street(bool hasScript)
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 360, hasScript: hasScript);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/checkout?address=new");
        await FillAsync(page, ("Name", "Ada"));
        await page.GetByLabel("Country").SelectOptionAsync("DE");
        var update = page.GetByRole(AriaRole.Button, new() { Name = "Update the price" });
        if (!hasScript)
            await update.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Standard")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Street")).ToBeVisibleAsync();
        fixture.Gateway.Answer("POST /orders/quote", SmallShop.Quote("pick-up", 2300));

        await page.GetByLabel("Pick-up").CheckAsync();
        if (!hasScript)
            await update.ClickAsync();
        await Assertions.Expect(page.GetByText("$2,300.00").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Street")).ToBeHiddenAsync();
        await FillCardAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(fixture.Address, $"/orders/{SmallShop.Order}?placed=true").ToString());
        var bought = fixture.Gateway.Sent("POST /orders").Body;
        Assert.Contains("\"shippingMethod\":\"pick-up\"", bought, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"Ada\",\"street\":\"\"", bought, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Saved_card_is_paid_with_and_the_fields_of_another_are_shown_on_demand(bool hasScript)
    {
        fixture.Gateway.Answer("GET /payments/methods", """
            { "items": [ { "id": "0190a5a0-0000-7000-8000-0000000000e1", "token": "tok_saved", "brand": "visa", "last4": "4242",
              "expiryMonth": 12, "expiryYear": 2045 } ] }
            """);
        await using var context = await chromium.OpenAsync(fixture.Address, 360, hasScript: hasScript);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/checkout");
        await Assertions.Expect(page.GetByLabel("Visa 4242")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Card number")).ToBeHiddenAsync();
        await page.GetByLabel("Another card").CheckAsync();
        await Assertions.Expect(page.GetByLabel("Card number")).ToBeVisibleAsync();
        await page.GetByLabel("Visa 4242").CheckAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(fixture.Address, $"/orders/{SmallShop.Order}?placed=true").ToString());
        Assert.Contains("\"paymentToken\":\"tok_saved\"", fixture.Gateway.Sent("POST /orders").Body, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Discount_code_is_applied_beside_a_card_that_stays_typed()
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 1280);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/checkout");
        await FillCardAsync(page);
        fixture.Gateway.Answer("POST /orders/quote", SmallShop.Quote("standard", 2000));

        await page.GetByLabel("Discount code").FillAsync("TENTH");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();

        await Assertions.Expect(page.GetByText("$2,000.00").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Card number")).ToHaveValueAsync("4242424242424242");
        Assert.DoesNotContain(fixture.Gateway.Calls("POST /orders/quote"), call => call.Body.Contains("4242", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Enter_applies_a_discount_code_and_buys_from_the_fields_of_the_card()
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 1280);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/checkout");
        await FillCardAsync(page);
        fixture.Gateway.Answer("POST /orders/quote", SmallShop.Quote("standard", 2000));

        await page.GetByLabel("Discount code").FillAsync("TENTH");
        await page.GetByLabel("Discount code").PressAsync("Enter");
        await Assertions.Expect(page.GetByText("$2,000.00").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Card number")).ToHaveValueAsync("4242424242424242");
        Assert.Empty(fixture.Gateway.Calls("POST /orders"));

        await page.GetByLabel("CVC").PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(fixture.Address, $"/orders/{SmallShop.Order}?placed=true").ToString());
        Assert.Contains("TENTH", fixture.Gateway.Sent("POST /orders").Body, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    public async Task Summary_stays_beside_the_form_where_there_is_room_and_above_it_elsewhere(int width, bool isBeside)
    {
        await using var context = await chromium.OpenAsync(fixture.Address, width);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/checkout");
        var summary = page.GetByRole(AriaRole.Region, new() { Name = "Your order" });
        var (form, before) = ((await page.GetByLabel("Street").BoundingBoxAsync())!, (await summary.BoundingBoxAsync())!);

        Assert.Equal(isBeside, before.X > form.X + form.Width);
        Assert.Equal(!isBeside, before.Y + before.Height < form.Y);

        await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ScrollIntoViewIfNeededAsync();
        if (isBeside)
            await Assertions.Expect(summary.GetByText("$2,380.30").First).ToBeInViewportAsync();
    }

    [BrowserFact]
    public async Task Back_after_signing_out_shows_nothing_of_the_person()
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 1280);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/orders/{SmallShop.Order}");
        await Assertions.Expect(page.GetByText("Road 1")).ToBeVisibleAsync();
        fixture.Gateway.Answer("POST /users/logout", "{}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync(new Uri(fixture.Address, "/").ToString());
        fixture.Gateway.Answer($"GET /orders/{SmallShop.Order}", """{ "title": "Sign in first." }""", status: 401);

        await page.GoBackAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private static Task FillCardAsync(IPage page)
        => FillAsync(page, ("Card number", "4242424242424242"), ("Expiry month", "12"), ("Expiry year", "2035"), ("CVC", "123"));

    private static async Task FillAsync(IPage page, params (string Label, string Value)[] fields)
    {
        foreach (var (label, value) in fields)
            await page.GetByLabel(label).First.FillAsync(value);
    }
}

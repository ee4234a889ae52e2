using System.Text.Json.Nodes;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Orders as staff work on them.</summary>
[Collection(BackOfficeCollection.Name)]
public sealed class OrderTests : IClassFixture<Chromium>
{
    private readonly BackOfficeFixture fixture;
    private readonly Chromium chromium;

    public OrderTests(BackOfficeFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallOffice.Open(fixture.Gateway);
    }

    private StubGateway Gateway => fixture.Gateway;

    [BrowserFact]
    public async Task Grid_asks_the_API_for_what_the_filter_says_and_for_the_next_page()
    {
        var page = await chromium.SignInAsync(fixture, SmallOffice.Owner, "/orders?status=Confirmed");
        await page.GetByLabel("SKU").FillAsync("TENT-2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();

        await Expect(page.GetByText("Page 2")).ToBeVisibleAsync();
        var query = Gateway.Calls("GET /orders")[^1].Query;
        Assert.All((string[])["all=true", "Status=Confirmed", "Sku=TENT-2", "after=older"],
            part => Assert.Contains(part, query, StringComparison.OrdinalIgnoreCase));
    }

    [BrowserFact]
    public async Task Many_orders_are_shipped_at_once_and_what_fails_stands_at_its_order()
    {
        Gateway.Answer($"POST /orders/{SmallOffice.ToShip}/ship", SmallOffice.Order(SmallOffice.ToShip, "Shipped"));
        Gateway.Answer($"POST /orders/{SmallOffice.AlsoToShip}/ship", """{ "title": "It was cancelled." }""", status: 409);
        var page = await chromium.SignInAsync(fixture, SmallOffice.Owner, "/orders");
        var boxes = page.GetByRole(AriaRole.Checkbox);
        await boxes.Nth(0).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ship 2" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Carrier").FillAsync("DHL");
        await dialog.GetByLabel("Tracking number").Nth(0).FillAsync("T1");
        await dialog.GetByLabel("Tracking number").Nth(1).FillAsync("T2");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Ship 2" }).ClickAsync();

        await Expect(dialog.GetByText("It was cancelled.")).ToBeVisibleAsync();
        var shipped = Assert.Single(Gateway.Calls($"POST /orders/{SmallOffice.ToShip}/ship"));
        Assert.Equal("""{"carrier":"DHL","trackingNumber":"T1"}""", shipped.Body);
        Assert.NotEmpty(shipped.Headers["Idempotency-Key"]);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Ship 1" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Partial_refund_says_its_amount_before_it_is_sent_and_keeps_its_key_when_it_is_tried_again()
    {
        var refund = $"POST /orders/{SmallOffice.ToShip}/refund";
        Gateway.Answer(refund, """{ "title": "Payments do not answer." }""", status: 503);
        var page = await chromium.SignInAsync(fixture, SmallOffice.Owner, $"/orders/{SmallOffice.ToShip}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Refund" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Pieces of TENT-2").FillAsync("2");
        await dialog.GetByLabel("Reason").FillAsync("Two leak.");
        // Two thirds of 290.
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Refund 193.33 EUR" }).ClickAsync();
        await Expect(dialog.GetByText("193.33 EUR are sent back to the customer.")).ToBeVisibleAsync();
        Assert.Empty(Gateway.Calls(refund));

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send 193.33 EUR back" }).ClickAsync();
        await Expect(dialog.GetByText("Payments do not answer.")).ToBeVisibleAsync();
        Gateway.Answer(refund, SmallOffice.Order(SmallOffice.ToShip), status: 202);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Refund 193.33 EUR" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send 193.33 EUR back" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        var calls = Gateway.Calls(refund);
        Assert.Equal(
            """{"reason":"Two leak.","lines":[{"sku":"TENT-2","quantity":2}]}""", JsonNode.Parse(calls[0].Body)!.ToJsonString());
        Assert.Single(calls.Select(call => call.Headers["Idempotency-Key"]).Distinct());
    }

    [BrowserFact]
    public async Task Returned_goods_are_received_in_part_and_restocked()
    {
        var receive = $"POST /orders/{SmallOffice.Delivered}/returns/{SmallOffice.Return}/receive";
        Gateway.Answer(receive, "{}");
        var page = await chromium.SignInAsync(fixture, SmallOffice.Owner, $"/orders/{SmallOffice.Delivered}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Receive" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("TENT-2 restocked").FillAsync("1");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Receive and refund" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        Assert.Equal(
            """{"lines":[{"sku":"TENT-2","quantity":2,"restock":1}]}""", JsonNode.Parse(Gateway.Calls(receive)[0].Body)!.ToJsonString());
    }

    [BrowserFact]
    public async Task Inventory_role_neither_sees_nor_reads_orders()
    {
        var page = await chromium.SignInAsync(fixture, SmallOffice.Inventory);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Today" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Orders" })).ToHaveCountAsync(0);

        await page.GotoAsync("/orders");
        await Expect(page.GetByText("This page is not for you")).ToBeVisibleAsync();
        Assert.Empty(Gateway.Calls("GET /orders"));
    }

    [BrowserFact]
    public async Task Service_role_sees_an_order_without_what_changes_it()
    {
        var page = await chromium.SignInAsync(fixture, ["orders:read"], $"/orders/{SmallOffice.ToShip}");
        await Expect(page.GetByText("Ada Lovelace")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Refund" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ship" })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Open_page_of_an_ended_session_leads_to_the_sign_in()
    {
        var page = await chromium.SignInAsync(fixture, SmallOffice.Owner, "/orders");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/");
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await page.WaitForURLAsync(address => address.Contains("/sign-in?return=%2Forders", StringComparison.Ordinal));
    }
}

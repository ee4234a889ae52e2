using System.Text.Json.Nodes;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Orders as staff work on them.</summary>
public sealed class OrderTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    [BrowserFact]
    public async Task Grid_asks_the_API_for_what_the_filter_says_and_for_the_next_page()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/orders?status=Confirmed");
        await page.GetByLabel("SKU").FillAsync("TENT-2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();

        await Expect(page.GetByText("Page 2")).ToBeVisibleAsync();
        // Beside them, all pages ask for the newest order.
        var query = Gateway.Calls("GET /orders").Last(call => call.Query.Contains("after", StringComparison.Ordinal)).Query;
        Assert.All((string[])["all=true", "Status=Confirmed", "Sku=TENT-2", "after=older"],
            part => Assert.Contains(part, query, StringComparison.OrdinalIgnoreCase));

        Gateway.Answer("GET /orders/export", "id,status\r\n");
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync());
        Assert.Equal("orders.csv", file.SuggestedFilename);
        Assert.Equal("?status=Confirmed&sku=TENT-2", Gateway.Calls("GET /orders/export")[^1].Query);
    }

    [BrowserFact]
    public async Task Many_orders_are_shipped_at_once_and_what_fails_stands_at_its_order()
    {
        Gateway.Answer($"POST /orders/{SmallOffice.ToShip}/ship", SmallOffice.Order(SmallOffice.ToShip, "Shipped"));
        Gateway.Answer($"POST /orders/{SmallOffice.AlsoToShip}/ship", """{ "title": "It was cancelled." }""", status: 409);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/orders");
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
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/orders/{SmallOffice.ToShip}");
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
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/orders/{SmallOffice.Delivered}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Receive" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("TENT-2 restocked").FillAsync("1");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Receive and refund" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        Assert.Equal(
            """{"lines":[{"sku":"TENT-2","quantity":2,"restock":1}]}""", JsonNode.Parse(Gateway.Calls(receive)[0].Body)!.ToJsonString());
    }

    [BrowserFact]
    public async Task Order_is_cancelled_after_its_amount_was_said()
    {
        const string Cancel = $"POST /orders/{SmallOffice.ToShip}/cancel";
        Gateway.Answer(Cancel, SmallOffice.Order(SmallOffice.ToShip, "Cancelled"));
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/orders/{SmallOffice.ToShip}");
        await Expect(page.GetByText("Ada Lovelace, ada@shop.example")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel order" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("300.40 EUR are sent back")).ToBeVisibleAsync();
        Assert.Empty(Gateway.Calls(Cancel));
        Gateway.Answer($"GET /orders/{SmallOffice.ToShip}", SmallOffice.Order(SmallOffice.ToShip, "Cancelled"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel order" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel order" })).ToHaveCountAsync(0);
        Assert.NotEmpty(Assert.Single(Gateway.Calls(Cancel)).Headers["Idempotency-Key"]);
    }

    [BrowserFact]
    public async Task Order_that_has_arrived_is_marked_and_its_packing_slip_can_be_printed()
    {
        const string Deliver = $"POST /orders/{SmallOffice.ToShip}/deliver";
        Gateway.Answer(Deliver, SmallOffice.Order(SmallOffice.ToShip, "Delivered"));
        Gateway.Answer($"GET /orders/{SmallOffice.ToShip}", SmallOffice.Order(SmallOffice.ToShip, "Shipped"));
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/orders/{SmallOffice.ToShip}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delivered" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delivered" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        Assert.NotEmpty(Assert.Single(Gateway.Calls(Deliver)).Headers["Idempotency-Key"]);

        await page.GetByRole(AriaRole.Link, new() { Name = "Packing slip" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "3 TENT-2 Dome tent (two persons)" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
        await Expect(page.GetByText("300.00")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Order_is_shipped_with_the_keyboard_alone()
    {
        const string Ship = $"POST /orders/{SmallOffice.ToShip}/ship";
        Gateway.Answer(Ship, SmallOffice.Order(SmallOffice.ToShip, "Shipped"));
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/orders/{SmallOffice.ToShip}");
        await TabToAsync(page, "Ship");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Carrier")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("DHL");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("T1");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ship 1" })).ToBeEnabledAsync();
        await TabToAsync(page, "Ship 1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        Assert.Equal("""{"carrier":"DHL","trackingNumber":"T1"}""", Assert.Single(Gateway.Calls(Ship)).Body);
    }

    /// <summary>Presses the tab key until the button of this name has the focus.</summary>
    private static async Task TabToAsync(IPage page, string button)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.innerText") == button)
                return;
        }

        Assert.Fail($"The tab key does not lead to {button}.");
    }

    [BrowserFact]
    public async Task Inventory_role_neither_sees_nor_reads_orders()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Today" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Orders" })).ToHaveCountAsync(0);

        await page.GotoAsync("/orders");
        await Expect(page.GetByText("This page is not for you")).ToBeVisibleAsync();
        // Windows of others ask for the newest one alone.
        Assert.DoesNotContain(Gateway.Calls("GET /orders"), call => call.Query.Contains("limit=25", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Service_role_sees_an_order_without_what_changes_it()
    {
        var page = await Chromium.SignInAsync(Fixture, ["orders:read"], $"/orders/{SmallOffice.ToShip}");
        await Expect(page.GetByText("Ada Lovelace")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Refund" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ship" })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Open_page_of_an_ended_session_leads_to_the_sign_in()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/orders");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/");
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Uri(Fixture.Address, "/sign-in?return=%2Forders").ToString());
    }
}

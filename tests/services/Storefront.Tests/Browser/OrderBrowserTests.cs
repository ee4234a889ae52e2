using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

[Collection(StorefrontCollection.Name)]
public sealed class OrderBrowserTests : IClassFixture<Chromium>
{
    private const int Phone = 360;

    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;

    public OrderBrowserTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
    }

    [BrowserFact]
    public async Task Statuses_arrive_live_until_the_parcel_does_over_a_stream_that_is_lost_once()
    {
        var upstream = fixture.Gateway.Stream($"GET {SampleOrder.Path}/events");
        Answer("Placed");
        await using var context = await chromium.OpenAsync(fixture.Address, Phone);
        var page = await context.NewPageAsync();
        await page.GotoAsync(SampleOrder.Path);
        var status = page.Locator("#order-status");
        await status.EvaluateAsync("element => window.announced = element");
        await Eventually.Async(() => upstream.Open == 1, "the page follows its order");

        Answer("StockReserved");
        upstream.Send(2, "StockReserved");
        await Assertions.Expect(status).ToContainTextAsync("the payment is under way");
        upstream.End();
        await Eventually.Async(() => upstream is { Opened: 2, Open: 1 }, "the browser asks again");
        Assert.Equal("2", fixture.Gateway.Calls($"GET {SampleOrder.Path}/events")[^1].Headers["Last-Event-ID"]);
        Answer("Confirmed");
        upstream.Send(3, "Paid");
        await Assertions.Expect(status).ToContainTextAsync("Your order is confirmed");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Refresh" })).ToHaveCountAsync(0);
        Answer("Shipped");
        upstream.Send(5, "Shipped");
        await Assertions.Expect(status).ToContainTextAsync("on its way");
        await Assertions.Expect(page.GetByText("JD 01/4")).ToBeVisibleAsync();
        Answer("Delivered");
        upstream.Send(6, "Delivered");
        await Assertions.Expect(status).ToContainTextAsync("has been delivered");

        // What is read aloud is the same element all along.
        Assert.True(await status.EvaluateAsync<bool>("element => window.announced === element && element.role === 'status'"));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Invoice" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".timeline li")).ToHaveCountAsync(6);
        await Eventually.Async(() => upstream.Open == 0, "nobody follows it any more");
    }

    [BrowserFact]
    public async Task Page_asks_every_now_and_then_where_no_stream_is_to_be_had()
    {
        Answer("Placed");
        fixture.Gateway.Answer($"GET {SampleOrder.Path}/events", """{ "title": "Unavailable." }""", status: 400);
        await using var context = await chromium.OpenAsync(fixture.Address, Phone);
        var page = await context.NewPageAsync();
        await page.GotoAsync(SampleOrder.Path);

        Answer("Confirmed");

        await Assertions.Expect(page.Locator("#order-status")).ToContainTextAsync("Your order is confirmed");
    }

    [BrowserFact]
    public async Task Page_whose_session_is_over_leads_to_the_login()
    {
        Answer("Placed");
        await using var context = await chromium.OpenAsync(fixture.Address, Phone);
        var page = await context.NewPageAsync();
        await page.GotoAsync(SampleOrder.Path);

        const string over = """{ "title": "Sign in first." }""";
        fixture.Gateway.Answer("POST /users/refresh", over, status: 401);
        fixture.Gateway.Answer($"GET {SampleOrder.Path}/events", over, status: 401);
        fixture.Gateway.Answer($"GET {SampleOrder.Path}", over, status: 401);

        await page.WaitForURLAsync($"**/login?return={Uri.EscapeDataString(SampleOrder.Path)}");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Return_is_asked_for_and_its_label_fits_the_phone_and_the_paper(bool hasScript)
    {
        Answer("Delivered");
        await using var context = await chromium.OpenAsync(fixture.Address, Phone, hasScript: hasScript);
        var page = await context.NewPageAsync();
        await page.GotoAsync(SampleOrder.Path);
        await page.GetByRole(AriaRole.Link, new() { Name = "Send something back" }).ClickAsync();
        await page.GetByLabel("Pieces of Dome tent to send back").SelectOptionAsync("1");
        await page.GetByLabel("Why?").SelectOptionAsync("It does not fit");
        await FitsAsync(page, hasScript);
        var order = SampleOrder.Of("Delivered");
        order["returns"]!.AsArray().Add(SampleOrder.ReturnOf("Approved"));
        fixture.Gateway.Answer($"GET {SampleOrder.Path}", order.ToJsonString());
        fixture.Gateway.Answer($"POST {SampleOrder.Path}/returns", SampleOrder.ReturnOf("Requested").ToJsonString(), status: 201);

        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for the return" }).ClickAsync();

        await Assertions.Expect(page.GetByText("We have got your return.")).ToBeVisibleAsync();
        await FitsAsync(page, hasScript);
        await page.GetByRole(AriaRole.Link, new() { Name = "Label to print" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code of" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Print" })).ToBeVisibleAsync(new() { Visible = hasScript });
        await FitsAsync(page, hasScript);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.GetByText("1 Example Street")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Search" })).ToBeHiddenAsync();
    }

    private void Answer(string status) => fixture.Gateway.Answer($"GET {SampleOrder.Path}", SampleOrder.Of(status).ToJsonString());

    private static async Task FitsAsync(IPage page, bool hasScript)
    {
        // Without scripts nothing can be measured, and the page is the same.
        if (!hasScript)
            return;
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= Phone, $"{page.Url} is too wide");
        Assert.Empty((await page.ViolationsAsync()).Select(violation => $"{page.Url}: {violation}"));
    }
}

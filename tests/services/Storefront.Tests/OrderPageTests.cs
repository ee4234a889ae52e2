using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.Storefront.Tests;

/// <summary>What the pages of an order show, and to whom.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class OrderPageTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private readonly StorefrontFixture fixture;
    private readonly StubGateway gateway;

    public OrderPageTests(StorefrontFixture fixture)
    {
        (this.fixture, gateway) = (fixture, fixture.Gateway);
        gateway.Forget();
    }

    [Fact]
    public async Task Delivered_order_shows_its_way_tracking_returns_and_refunds_in_words()
    {
        var order = SampleOrder.Of("Delivered");
        order["returns"]!.AsArray().Add(SampleOrder.ReturnOf("Approved"));
        order["returns"]!.AsArray().Add(SampleOrder.ReturnOf("Rejected", "0190a5a0-0000-7000-8000-0000000000f3"));
        order["refunds"]!.AsArray().Add(SampleOrder.RefundOf(100, "returned", completed: false));
        order["refunds"]!.AsArray().Add(SampleOrder.RefundOf(5, "Sorry for the delay", completed: true));
        Answer(order);

        var page = await PageAsync(SampleOrder.Path);

        Shows(
            page, "Your order has been delivered.", "Set aside for you", "5 January 2026, 10:15 UTC", "On its way", "DHL", "JD 01/4",
            "6 January 2026, 10:15 UTC", "Approved: send it to us", $"{SampleOrder.Path}/returns/{SampleOrder.Return}/label",
            "It has been worn.", "For what you sent back", "On its way to you", "Sorry for the delay", "Paid back",
            $"/products/{SampleOrder.Tent}/dome-tent#own-review", "You can send it back until");
        Assert.DoesNotContain("StockReserved", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, "You get €20.00 back for it.")]
    [InlineData(0, "Nothing is left to pay back for it")]
    public async Task Received_return_says_what_is_paid_back_after_what_was_refunded_before(int rest, string said)
    {
        var order = SampleOrder.Of("Delivered");
        var received = SampleOrder.ReturnOf("Received");
        received["refund"] = rest == 0 ? null : SampleOrder.Euros(rest);
        order["returns"]!.AsArray().Add(received);
        order["refunds"]!.AsArray().Add(SampleOrder.RefundOf(224.9m - rest, "Sorry for the delay", completed: true));
        Answer(order);

        Shows(await PageAsync(SampleOrder.Path), said);
    }

    [Theory]
    [InlineData("Placed", "cancel")]
    [InlineData("StockReserved", "cancel")]
    [InlineData("Confirmed", "cancel,invoice,again")]
    [InlineData("Shipped", "invoice,again")]
    [InlineData("Delivered", "invoice,again,return")]
    public async Task Order_offers_what_its_status_allows(string status, string offered)
    {
        Answer(SampleOrder.Of(status));

        var page = await PageAsync(SampleOrder.Path);

        var offers = new[] { "cancel", "invoice", "again", "return" }
            .Where(action => page.Contains($"=\"{SampleOrder.Path}/{action}\"", StringComparison.Ordinal));
        Assert.Equal(offered.Split(',').Order(StringComparer.Ordinal), offers.Order(StringComparer.Ordinal));
        Assert.Equal(status is "Placed" or "StockReserved", page.Contains(">Refresh<", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Order_whose_days_are_over_or_whose_pieces_are_all_sent_back_offers_no_return()
    {
        var over = SampleOrder.Of("Delivered");
        over["returnableUntil"] = "2026-02-01T00:00:00Z";
        var allBack = SampleOrder.Of("Delivered");
        foreach (var line in allBack["lines"]!.AsArray())
            line!["returnable"] = 0;

        foreach (var order in new[] { over, allBack })
        {
            Answer(order);
            Assert.DoesNotContain($"{SampleOrder.Path}/return\"", await PageAsync(SampleOrder.Path), StringComparison.Ordinal);
            Shows(await PageAsync($"{SampleOrder.Path}/return"), "Nothing of this order can be sent back any more");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/status")]
    [InlineData("/events")]
    [InlineData("/cancel")]
    [InlineData("/return")]
    [InlineData("/invoice")]
    [InlineData($"/returns/{SampleOrder.Return}/label")]
    [InlineData("/cancel", "key=0190a5a0-0000-7000-8000-0000000000aa")]
    [InlineData("/return", "key=0190a5a0-0000-7000-8000-0000000000aa&sku=A&quantity=1&reason=x&note=")]
    [InlineData("/again", "")]
    public async Task Order_of_somebody_else_is_not_found(string path, string? form = null)
    {
        using var answer = form is null ? await GetAsync(SampleOrder.Path + path) : await PostAsync(SampleOrder.Path + path, form);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Key_of_a_mail_opens_tracking_invoice_and_label_and_neither_cancels_nor_returns()
    {
        const string label = $"{SampleOrder.Path}/returns/{SampleOrder.Return}/label";
        var order = SampleOrder.Of("Delivered");
        order["returns"]!.AsArray().Add(SampleOrder.ReturnOf("Approved"));
        gateway.Answer($"GET {SampleOrder.Path}", """{ "title": "Sign in first." }""", status: 401);
        gateway.Answer($"GET {SampleOrder.Path}/by-key", order.ToJsonString());
        var cookie = $"order-key={Key}";

        var page = await PageAsync(SampleOrder.Path, cookie);

        Shows(page, "JD 01/4", $"href=\"{label}\"", "which is for reading", "mailto:hello@ecommerce.example?subject=Order%20");
        Assert.DoesNotContain($"{SampleOrder.Path}/return\"", page, StringComparison.Ordinal);
        Shows(await PageAsync($"{SampleOrder.Path}/invoice", cookie), "Invoice INV-20260103-");
        Shows(await PageAsync(label, cookie), "QR code of R-", "Dome tent");
        foreach (var path in new[] { "/cancel", "/return" })
        {
            using var answer = await GetAsync(SampleOrder.Path + path, cookie);
            Assert.StartsWith("/login?return=", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Invoice_exists_once_the_order_is_paid_and_names_parties_lines_taxes_and_refunds()
    {
        Answer(SampleOrder.Of("StockReserved"));
        using (var early = await GetAsync($"{SampleOrder.Path}/invoice"))
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        var order = SampleOrder.Of("Shipped");
        order["refunds"]!.AsArray().Add(SampleOrder.RefundOf(5, "Sorry for the delay", completed: true));
        order["refunds"]!.AsArray().Add(SampleOrder.RefundOf(9, "Not yet paid back", completed: false));
        Answer(order);
        await using var storefront = await fixture.StartAsync(
            ("Shop__Company", "Ada's Tents Ltd"), ("Shop__Address__0", "Lane 7"), ("Shop__VatId", "DE123456789"),
            ("Shop__Carriers__dhl", "https://track.example/?id={number}"));

        var page = await PageAsync($"{SampleOrder.Path}/invoice", browser: storefront.Client);

        Shows(
            page, "INV-20260103-", "3 January 2026", "Ada's Tents Ltd", "Lane 7", "VAT ID: DE123456789", "53111 Bonn", "Dome tent",
            "€224.90", "Tax that the prices contain", "19 %", "€168.07", "€31.93", "7 %", "€18.69", "€1.31", "€0.78", "Sorry for the delay",
            "-€5.00");
        Assert.DoesNotContain("Not yet paid back", page, StringComparison.Ordinal);
        Shows(
            await PageAsync(SampleOrder.Path, browser: storefront.Client), "href=\"https://track.example/?id=JD%2001%2F4\"");
    }

    [Fact]
    public async Task List_says_statuses_and_dates_in_words_and_goes_on_to_older_orders()
    {
        gateway.Answer("GET /orders", $$"""{ "items": [ {{SampleOrder.Of("Shipped").ToJsonString()}} ], "next": "a&b" }""");

        var page = await PageAsync("/orders");

        Shows(page, "Dome tent and 1 more", "On its way", "1 January 2026", "€224.90", "/orders?after=a%26b");
    }

    private void Answer(JsonObject order) => gateway.Answer($"GET {SampleOrder.Path}", order.ToJsonString());

    private static void Shows(string page, params string[] texts)
        => Assert.All(texts, text => Assert.Contains(text, page, StringComparison.Ordinal));

    private async Task<string> PageAsync(string path, string cookie = "session=a-token", HttpClient? browser = null)
    {
        using var answer = await GetAsync(path, cookie, browser);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", path == "/orders" ? "no-store" : answer.Headers.CacheControl?.ToString());
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> GetAsync(string path, string cookie = "session=a-token", HttpClient? browser = null)
        => SendAsync(new(HttpMethod.Get, path), cookie, browser);

    private Task<HttpResponseMessage> PostAsync(string path, string form)
        => SendAsync(
            new(HttpMethod.Post, path) { Content = new StringContent(form, null, "application/x-www-form-urlencoded") },
            "session=a-token", browser: null);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string cookie, HttpClient? browser)
    {
        using (request)
        {
            request.Headers.Add("Cookie", cookie);
            return await (browser ?? fixture.Browser).SendAsync(request);
        }
    }
}

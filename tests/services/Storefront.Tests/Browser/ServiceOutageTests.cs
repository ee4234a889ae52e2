using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>Each service down alone, with and without scripts: what needs it says so, and all else works.</summary>
public sealed class ServiceOutageTests : IClassFixture<OutageFixture>, IClassFixture<Chromium>, IAsyncLifetime
{
    private const int Phone = 360;
    private const string Product = $"/products/{SmallShop.Tent}";

    /// <summary>Pages, and the services that they cannot do without.</summary>
    private static readonly (string Path, string[] Needs)[] Pages =
    [
        ("/", []), ("/products", []), ("/search?q=tent", []), ("/categories/tents", ["products"]), (Product, ["products"]),
        ("/pages/shipping", []), ("/login", []), ("/cart", ["carts"]), ("/checkout", ["carts", "orders"]), ("/orders", ["orders"]),
        (SampleOrder.Path, ["orders"]), ("/account", ["users"]), ("/account/addresses", ["users"]),
        ("/account/wish-list", ["users", "products"]),
        ("/account/cards", ["payments"]), ("/account/messages", ["notifications"]), ("/account/alerts", ["notifications"]),
    ];

    private readonly OutageFixture fixture;
    private readonly Chromium chromium;

    public ServiceOutageTests(OutageFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
    }

    private ServiceProcess Shop => fixture.Storefront;

    /// <summary>What the outage of another test has opened is closed.</summary>
    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is not null)
            return;
        await using var window = await chromium.OpenAsync(Shop.Address, Phone);
        foreach (var (path, _) in Pages)
            await WorksAgainAsync(window, path);
    }

    public ValueTask DisposeAsync() => default;

    /// <param name="service">The first part of its paths.</param>
    /// <param name="path">A page that shows something of it.</param>
    /// <param name="said">What the page says in its place.</param>
    [BrowserTheory]
    [InlineData("products", "/categories/tents", "That did not work")]
    [InlineData("search", "/search?q=tent", "The search does not answer at the moment.")]
    [InlineData("reviews", Product, "Reviews cannot be shown at the moment.")]
    [InlineData("analytics", Product, "Add to cart")]
    [InlineData("carts", "/cart", "That did not work")]
    [InlineData("orders", SampleOrder.Path, "That did not work")]
    [InlineData("payments", "/checkout", "Card number")]
    [InlineData("notifications", "/account/messages", "That did not work")]
    [InlineData("users", "/account", "That did not work")]
    public async Task Pages_that_need_a_service_that_is_down_say_so_and_the_others_work(string service, string path, string said)
    {
        await using var window = await chromium.OpenAsync(Shop.Address, Phone);
        await using var plain = await chromium.OpenAsync(Shop.Address, Phone, hasScript: false);
        IPage[] pages = [await window.NewPageAsync(), await plain.NewPageAsync()];
        var errors = new List<string>();
        foreach (var page in pages)
        {
            page.PageError += (_, error) => errors.Add(error);
            await page.GotoAsync("/");
        }

        fixture.Gateway.Down(service == "products" ? ["products", "categories"] : [service]);
        foreach (var (shown, needs) in Pages)
            await ShowsAsync(pages[0], shown, works: !needs.Contains(service));
        foreach (var page in pages)
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.Locator("main").GetByText(said).First).ToBeVisibleAsync();
        }

        Assert.Empty(errors);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shopper_whose_session_cannot_be_refreshed_reads_on_and_is_signed_in_afterwards(bool hasScript)
    {
        await using var window = await chromium.OpenAsync(Shop.Address, Phone, hasScript: hasScript);
        var page = await window.NewPageAsync();
        fixture.Gateway.Down("users");

        foreach (var path in (string[])["/", "/products", "/search?q=tent", "/categories/tents", Product, "/pages/shipping"])
            await ShowsAsync(page, path, works: true);
        foreach (var path in (string[])["/cart", "/checkout", "/orders", "/account"])
            await ShowsAsync(page, path, works: false);

        fixture.Gateway.Rewrite = null;
        await Eventually.Async(async () => (await page.GotoAsync("/account"))!.Status == 200, "the session is refreshed");
        await Assertions.Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ada Lovelace");
    }

    /// <param name="path">A page that works.</param>
    /// <param name="service">What is down when a part of it is to change.</param>
    /// <param name="part">What changes, and stays.</param>
    [BrowserTheory]
    [InlineData("/cart", "carts", "#cart .cart-line")]
    [InlineData("/checkout", "orders", "#quote .price")]
    [InlineData(Product, "reviews", "#reviews li.card")]
    [InlineData(Product, "products", "#buy .option")]
    [InlineData(Product, "users", ".wish button")]
    public async Task Part_that_cannot_be_changed_stays_and_says_so(string path, string service, string part)
    {
        await using var window = await chromium.OpenAsync(Shop.Address, Phone);
        var page = await window.NewPageAsync();
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator(part).First).ToBeVisibleAsync();
        fixture.Gateway.Down(service);

        await ChangeAsync(page, service);

        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(part).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Banner)).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(Shop.Address, path).ToString());
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Checkout_whose_payment_does_not_answer_keeps_what_was_typed_and_buys_afterwards(bool hasScript)
    {
        await using var window = await chromium.OpenAsync(Shop.Address, Phone, hasScript: hasScript);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/checkout");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "City" }).FillAsync("Aachen");
        fixture.Gateway.Down("payments");
        await page.BuyByCardAsync();

        await Assertions.Expect(page.GetByText("The payment provider does not answer.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "City" })).ToHaveValueAsync("Aachen");
        Assert.Empty(fixture.Gateway.Calls("POST /orders"));
        fixture.Gateway.Rewrite = null;
        await WorksAgainAsync(window, "/account/cards");
        await page.BuyByCardAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(Shop.Address, $"/orders/{SmallShop.Order}?placed=true").ToString());
        Assert.Contains("Aachen", Assert.Single(fixture.Gateway.Calls("POST /orders")).Body, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Order_that_cannot_be_read_for_a_while_stays_shown_and_goes_on()
    {
        Answer("Placed");
        fixture.Gateway.Answer($"GET {SampleOrder.Path}/events", """{ "title": "Unavailable." }""", status: 400);
        await using var window = await chromium.OpenAsync(Shop.Address, Phone);
        var page = await window.NewPageAsync();
        await page.GotoAsync(SampleOrder.Path);
        fixture.Gateway.Down("orders");
        // Each is answered before the next one is sent.
        for (var asked = 0; asked < 3; asked++)
            await page.WaitForRequestAsync(request => request.Url.EndsWith("/status", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".timeline li")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        fixture.Gateway.Rewrite = null;
        Answer("Delivered");
        await Assertions.Expect(page.Locator("#order-status")).ToContainTextAsync("has been delivered");
    }

    private static Task WorksAgainAsync(IBrowserContext window, string path) => Eventually.Async(
        async () => (await window.APIRequest.GetAsync(path, new() { Headers = [new("Accept", "text/html")] })).Status == 200,
        $"{path} works");

    private void Answer(string status) => fixture.Gateway.Answer($"GET {SampleOrder.Path}", SampleOrder.Of(status).ToJsonString());

    private static async Task ChangeAsync(IPage page, string service)
    {
        if (service == "carts")
        {
            await page.Locator("#cart input[name=quantity]").FillAsync("3");
            await page.Locator("#cart input[name=quantity]").PressAsync("Tab");
        }
        else if (service == "orders")
        {
            await page.GetByLabel("Country").SelectOptionAsync("FR");
        }
        else
        {
            await page.Locator(service switch
            {
                "reviews" => "#reviews button[aria-pressed]",
                "products" => "#buy .option a:not([aria-current])",
                _ => ".wish button",
            }).First.ClickAsync();
        }
    }

    /// <summary>Whatever fails, it is a page of the shop. Read by the window's session, without what else a browser loads.</summary>
    private static async Task ShowsAsync(IPage page, string path, bool works)
    {
        await using var answer = await page.APIRequest.GetAsync(path, new() { Headers = [new("Accept", "text/html")] });
        var text = await answer.TextAsync();

        Assert.True(works ? answer.Status == 200 : answer.Status >= 500, $"{path}: {answer.Status}");
        Assert.Equal(!works, text.Contains("That did not work", StringComparison.Ordinal));
        Assert.Contains("href=\"/cart\"", text, StringComparison.Ordinal);
        Assert.Contains("</footer>", text, StringComparison.Ordinal);
    }
}

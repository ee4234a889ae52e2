using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Storefront.Infrastructure.Experiments;
using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests;

public sealed class TestGroupTests : IClassFixture<StorefrontFixture>
{
    private const string Header = "x-test-group";

    private static readonly string[] Groups = ["A", "B"];

    private readonly StubGateway gateway;
    private readonly StorefrontFixture fixture;

    public TestGroupTests(StorefrontFixture fixture)
    {
        (gateway, this.fixture) = (fixture.Gateway, fixture);
        gateway.Forget();
        gateway.Answer("GET /products", """{ "items": [], "next": null }""");
        gateway.Answer("GET /categories", "[]");
        gateway.Answer("POST /analytics/visits", "", status: 204);
    }

    [Fact]
    public async Task Browser_keeps_its_test_group_in_a_cookie_with_only_the_name()
    {
        var given = await GroupCookieAsync(cookie: null);
        Assert.Contains(given, Groups);
        Assert.Equal(given, Heard("GET /products"));

        foreach (var group in Groups)
        {
            Assert.Null(await GroupCookieAsync($"group={group}"));
            Assert.Equal(group, Heard("GET /products"));
        }
    }

    [Theory]
    [InlineData("C")]
    [InlineData("a")]
    [InlineData("%0d%0aEvil%3a%201")]
    public async Task Forged_test_group_is_replaced(string made)
        => Assert.Contains(await GroupCookieAsync($"group={made}"), Groups);

    [Fact]
    public async Task Visit_and_order_carry_the_shoppers_test_group()
    {
        gateway.Answer("POST /payments/methods", """{ "token": "tok_1", "brand": "visa", "last4": "4242" }""");
        gateway.Answer("POST /orders", """{ "title": "Sold out." }""", status: 409);
        gateway.Answer("GET /carts/me", """{ "id": "me", "items": [], "total": null, "notes": [] }""");
        (await GetAsync("group=B")).Dispose();
        var step = await Eventually.ValueAsync(
            () => gateway.Calls("POST /analytics/visits") is [var first, ..] ? first : null, "the step is told");
        using var order = new HttpRequestMessage(HttpMethod.Post, "/checkout")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["key"] = $"{Guid.CreateVersion7()}", ["name"] = "A", ["street"] = "B", ["city"] = "C", ["postalCode"] = "D",
                ["country"] = "DE", ["expectedTotal"] = "50", ["expectedCurrency"] = "EUR",
                ["number"] = "4242424242424242", ["expiryMonth"] = "12", ["expiryYear"] = "2030", ["cvc"] = "123",
            }),
        };
        order.Headers.Add("Cookie", "session=an-access-token; group=B");
        (await fixture.Browser.SendAsync(order)).Dispose();

        Assert.Equal("B", (string)JsonNode.Parse(step.Body)!["testGroup"]!);
        Assert.Equal("B", Heard("POST /orders"));
    }

    [Fact]
    public async Task Account_has_the_same_test_group_in_every_browser()
    {
        var groups = new List<string?>();
        for (var i = 0; i < 20; i++)
        {
            var cookie = $"session={TokenOf($"person-{i}")}";
            groups.Add(await GroupCookieAsync(cookie));
            Assert.Equal(groups[^1], await GroupCookieAsync(cookie));
        }

        Assert.Equal(Groups, groups.Distinct().Order());
    }

    [Fact]
    public async Task Tested_flag_is_inverted_for_all_groups_but_the_first()
    {
        gateway.Answer("GET /carts/me", """
            { "id": "me", "items": [{ "sku": "TENT", "productId": "0190a5a0-0000-7000-8000-000000000001", "name": "Tent", "quantity": 1,
              "unitPrice": { "amount": 50, "currency": "EUR" },
              "available": 5, "lineTotal": { "amount": 50, "currency": "EUR" } }], "total": { "amount": 50, "currency": "EUR" },
                "notes": [] }
            """);
        await using var storefront = await fixture.StartAsync(("Experiment__Flag", "NEW_CHECKOUT_FLOW"));

        Assert.True(await AsksForCardAtOnceAsync("group=A"));
        Assert.False(await AsksForCardAtOnceAsync("group=B"));
        Assert.True(await AsksForCardAtOnceAsync("group=B", "DNT"));

        async Task<bool> AsksForCardAtOnceAsync(string group, string? header = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/checkout");
            request.Headers.Add("Cookie", $"session=an-access-token; {group}");
            if (header is not null)
                request.Headers.Add(header, "1");
            using var answer = await storefront.Client.SendAsync(request);
            return (await answer.Content.ReadAsStringAsync()).Contains("cc-number", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_experiment_there_is_no_test_group()
    {
        await using var storefront = await fixture.StartAsync(("Experiment__Groups", ""));
        using var answer = await storefront.Client.GetAsync("/");

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain(Header, gateway.Calls("GET /products")[^1].Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Invalid_test_group_name_stops_the_start()
    {
        var (exit, output) = await ServiceProcess.RunToEndAsync(
            "Ecommerce.Storefront", fixture.Settings(("Experiment__Groups", "A,two words")));

        Assert.NotEqual(0, exit);
        Assert.Contains("Experiment:Groups", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Visitors_are_distributed_evenly()
    {
        var dealt = Enumerable.Range(0, 10_000).Select(
            _ => TestGroup.Choose(Groups, null, null)!.Name).CountBy(name => name).ToDictionary();

        Assert.All(Groups, name => Assert.InRange(dealt[name], 4_700, 5_300));
    }

    private static string TokenOf(string person)
        => $"e30.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{ "sub": "{{person}}" }"""))}.e30";

    private string Heard(string call) => gateway.Calls(call)[^1].Headers[Header];

    /// <summary>The group that the browser is given; null where it is given none.</summary>
    private async Task<string?> GroupCookieAsync(string? cookie)
    {
        using var answer = await GetAsync(cookie);
        if (!answer.Headers.TryGetValues("Set-Cookie", out var set))
            return null;
        var given = Assert.Single(set);
        Assert.Contains("httponly", given, StringComparison.OrdinalIgnoreCase);
        return given.Split(';')[0]["group=".Length..];
    }

    private async Task<HttpResponseMessage> GetAsync(string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("User-Agent", "Firefox/140.0");
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return await fixture.Browser.SendAsync(request);
    }
}

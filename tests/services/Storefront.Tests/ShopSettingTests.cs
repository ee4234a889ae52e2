using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests;

/// <summary>Pages say what the shop's owner has set, as soon as it is known and while nobody can be asked.</summary>
public sealed class ShopSettingTests : IAsyncLifetime
{
    private readonly StorefrontFixture fixture = new();

    [Fact]
    public async Task Pages_show_the_owners_shop_and_keep_it_while_the_service_is_down()
    {
        await ContainsAsync("/pages/imprint", "Hollyhock");
        fixture.Gateway.Answer("GET /settings/shop", """
            { "version": 3, "settings": { "name": "Ada's Tents", "company": "Ada & Sons", "address": [ "2 Real Road" ],
              "email": "ada@tents.example", "vatId": null, "carriers": {}, "returnDays": 14, "timeZone": "Europe/Berlin",
              "texts": { "en": { "tagline": "Dry nights.", "privacy": "## What we keep\nAlmost nothing.\n\n- a name\n- <b>no</b> markup" },
                "de": { "tagline": "Trockene Nächte.", "imprint": "Amtsgericht Bonn" } } } }
            """);
        await BecomesAsync("/pages/imprint", "Ada&#x27;s Tents");

        await ContainsAsync("/pages/imprint", "Ada &amp; Sons", "2 Real Road", "mailto:ada@tents.example");
        await ContainsAsync("/de/pages/imprint", "Amtsgericht Bonn", "Trockene N&#xE4;chte.");
        await ContainsAsync(
            "/pages/privacy", "<h2>What we keep</h2>", "<li>a name</li>", "<li>&lt;b&gt;no&lt;/b&gt; markup</li>", "Dry nights.");
        // What is written in one language alone is shown in the other one, too.
        await ContainsAsync("/de/pages/privacy", "<div lang=\"en\">", "Almost nothing.");
        await ContainsAsync("/pages/returns", "14 days");

        fixture.Gateway.Answer("GET /settings/shop", """{ "title": "Away." }""", status: 503);
        var asked = Count();
        await Eventually.Async(() => Task.FromResult(Count() > asked + 1), "it is asked for again");
        await ContainsAsync("/pages/imprint", "Ada &amp; Sons");

        fixture.Gateway.Answer("GET /settings/shop", """{ "version": 4, "settings": { "returnDays": 60 } }""");
        await BecomesAsync("/pages/returns", "60 days");
        await ContainsAsync("/pages/imprint", "Hollyhock");
    }

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private int Count() => fixture.Gateway.Calls("GET /settings/shop").Count;

    private async Task ContainsAsync(string path, params string[] texts)
    {
        var page = await fixture.Browser.GetStringAsync(path);
        Assert.All(texts, text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    private Task BecomesAsync(string path, string text) => Eventually.Async(
        async () => (await fixture.Browser.GetStringAsync(path)).Contains(text, StringComparison.Ordinal), $"{path} shows {text}");
}

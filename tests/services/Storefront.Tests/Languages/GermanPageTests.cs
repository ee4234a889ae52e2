using System.Text.Json;
using System.Text.RegularExpressions;
using Ecommerce.Storefront.Tests.Browser;

namespace Ecommerce.Storefront.Tests.Languages;

/// <summary>Every page in German: nothing is left in English, and nothing leads out of the language.</summary>
[Collection(StorefrontCollection.Name)]
public sealed partial class GermanPageTests
{
    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public GermanPageTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        SmallShop.Open(gateway);
    }

    public static TheoryData<string> Pages => [.. SmallShop.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_has_no_English_text(string path)
    {
        var (english, german) = (await PageAsync(path), await PageAsync("/de" + path));
        var ofBoth = HtmlTexts.Of(german).Intersect(HtmlTexts.Of(english), StringComparer.Ordinal);

        // What both pages show is data of the shop, or happens to be the same word.
        var same = ShopTexts.German.Where(text => text.Key == text.Value).Select(text => text.Key);
        var known = gateway.Prepared.SelectMany(TextsOf).Concat(same).Concat(Names).Concat(Countries)
            .OrderByDescending(text => text.Length).ToList();
        Assert.Equal([], ofBoth.Where(text => LettersBeside(known, text)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_leads_to_German_pages_alone(string path)
    {
        var addresses = HtmlTexts.AddressesOf(await PageAsync("/de" + path));

        Assert.NotEmpty(addresses);
        Assert.Equal([], addresses.Where(address => !IsGerman(address)));
    }

    [Fact]
    public async Task Prices_dates_and_countries_are_written_as_in_German()
    {
        Assert.Contains("1.109,90&#xA0;$", await PageAsync($"/de/products/{SmallShop.Tent}?variant=TENT-1"), StringComparison.Ordinal);
        Assert.Contains("1. Januar 2026", HtmlTexts.Of(await PageAsync("/de/account/alerts")));
        Assert.Contains("1. Januar 2026", HtmlTexts.Of(await PageAsync("/de/account/security")));
        Assert.Contains("Deutschland", HtmlTexts.Of(await PageAsync("/de/account/addresses")));
    }

    private static readonly string[] Names
        = ["Hollyhock", "English", "Deutsch", "Example Street", "Exampletown", "hello@ecommerce.example"];

    private static readonly IReadOnlyList<string> Countries
        = [.. CountriesIn("en").Intersect(CountriesIn("de"), StringComparer.Ordinal)];

    private static IEnumerable<string> CountriesIn(string language)
        => TextsOf(File.ReadAllText(Path.Combine(ShopTexts.Sources, "Features", "Shared", $"countries.{language}.json")));

    private static bool IsGerman(string address)
        => address.StartsWith("/de/", StringComparison.Ordinal)
            || address.StartsWith("/media/", StringComparison.Ordinal) || address[0] == '#'
            || address.StartsWith("mailto:", StringComparison.Ordinal);

    /// <summary>Whether words remain where known ones are taken away; letters alone are units and the like.</summary>
    private static bool LettersBeside(IEnumerable<string> known, string text)
        => Word().IsMatch(known.Aggregate(text, (rest, part) => rest.Replace(part, " ", StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> TextsOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. TextsOf(document.RootElement).SelectMany(text => new[] { text, Markup().Replace(text, "") }).Where(text => text.Length > 1),
        ];
    }

    private static IEnumerable<string> TextsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => TextsOf(member.Value).Append(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private async Task<string> PageAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", "session=e30.e30.e30");
        using var answer = await browser.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex(@"\p{L}{3,}")]
    private static partial Regex Word();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();
}

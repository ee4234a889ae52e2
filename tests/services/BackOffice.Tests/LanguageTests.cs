using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.Testing;

namespace Ecommerce.BackOffice.Tests;

[Collection(BackOfficeCollection.Name)]
public sealed partial class LanguageTests(BackOfficeFixture fixture)
{
    [Theory]
    [InlineData("de-DE,de;q=0.9", "de", "Anmelden")]
    [InlineData("fr", "en", "Sign in")]
    public async Task Page_speaks_the_browsers_language_or_English(string accepted, string language, string button)
    {
        using var browser = fixture.NewBrowser();
        browser.DefaultRequestHeaders.Add("Accept-Language", accepted);

        var page = await browser.GetStringAsync("/sign-in");

        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<button>{button}</button>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_of_a_page_has_a_German_entry()
    {
        var pages = Repository.PathOf("services/BackOffice/Features");
        var german = XDocument.Load(Path.Combine(pages, "Shared", "Texts.de.resx")).Descendants("data")
            .Select(entry => (string)entry.Attribute("name")!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var used = Directory.GetFiles(pages, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs")
            .SelectMany(file => Text().Matches(File.ReadAllText(file)).Select(text => text.Groups[1].Value));

        Assert.DoesNotContain(used.Distinct(), text => !german.Contains(text));
    }

    [Fact]
    public void No_text_is_put_together_before_it_is_translated()
        => Assert.DoesNotContain(
            Directory.GetFiles(Repository.PathOf("services/BackOffice/Features"), "*.razor", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains("T[$", StringComparison.Ordinal));

    /// <summary>Of sign-in, as of all pages: what the API says in English is said in the page's language.</summary>
    [Fact]
    public async Task Refusal_of_the_API_is_said_in_the_pages_language()
    {
        fixture.Gateway.Answer(
            "POST /users/login", """{ "type": "urn:ecommerce:problem:account-erased", "title": "Erased." }""", status: 403);
        using var browser = fixture.NewBrowser();
        browser.DefaultRequestHeaders.Add("Accept-Language", "de");

        using var refused = await BackOfficeFixture.SignInAsync(browser);

        Assert.Contains("Dieses Konto ist gel", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>A new type gets words where it is met: by staff, by shoppers, or by programs alone.</summary>
    [Fact]
    public void Every_type_of_refusal_has_words_where_a_person_meets_it()
    {
        // The first are told to programs; the others say nothing more than their status.
        string[] ofPrograms =
        [
            "authorization-not-needed", "bad-signature", "bot-refused", "external-sign-in-failed", "no-verified-email", "not-an-event",
            "precondition-required",
        ];
        string[] ofStatus = ["bad-gateway", "body-too-large", "too-many-streams"];
        var known = new[] { "BackOffice/Features/Shared", "Storefront/Infrastructure/Gateway" }
            .SelectMany(folder => WithWords().Matches(File.ReadAllText(Repository.PathOf($"services/{folder}/RefusalTexts.cs"))))
            .Select(type => type.Groups[1].Value)
            .Concat(ofPrograms).Concat(ofStatus).ToHashSet(StringComparer.Ordinal);

        var said = Directory.GetFiles(Repository.PathOf("services"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Refusal().Matches(File.ReadAllText(file)).Select(type => type.Groups[1].Value))
            .Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains("refund-exceeds-payment", said);
        Assert.DoesNotContain(said, type => !known.Contains(type));
    }

    /// <summary>Codes that pages show as words, among others.</summary>
    [Theory]
    [InlineData("StockReserved", "Stock reserved", "Bestand reserviert")]
    [InlineData("payment-declined", "Payment declined", "Zahlung abgelehnt")]
    [InlineData("customer-service", "Customer service", "Kundendienst")]
    [InlineData("Contract", "Contract", "Vertrag")]
    [InlineData("3 broken - see Jim's mail", "3 broken - see Jim's mail", null)]
    public void Code_is_shown_as_words(string code, string english, string? german)
    {
        Assert.Equal(english, Words.Of(code));
        Assert.Equal(german, German().GetValueOrDefault(english));
    }

    private static Dictionary<string, string> German()
        => XDocument.Load(Repository.PathOf("services/BackOffice/Features/Shared/Texts.de.resx")).Descendants("data")
            .ToDictionary(entry => (string)entry.Attribute("name")!, entry => (string)entry.Element("value")!);

    [GeneratedRegex("""(?:T_?\[|texts\[|\bKey\()"([^"]+)"[,\])]""")]
    private static partial Regex Text();

    /// <summary>A refusal with its status and the name of its type.</summary>
    [GeneratedRegex(""""StatusCodes\.Status\w+,\s*"([a-z]+(?:-[a-z]+)+)","""")]
    private static partial Regex Refusal();

    [GeneratedRegex("""\["([a-z-]+)"\] = Key\(""")]
    private static partial Regex WithWords();
}

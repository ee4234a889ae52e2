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
        var used = Directory.GetFiles(pages, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Text().Matches(File.ReadAllText(file)).Select(text => text.Groups[1].Value));

        Assert.DoesNotContain(used.Distinct(), text => !german.Contains(text));
    }

    [Fact]
    public void No_text_is_put_together_before_it_is_translated()
        => Assert.DoesNotContain(
            Directory.GetFiles(Repository.PathOf("services/BackOffice/Features"), "*.razor", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains("T[$", StringComparison.Ordinal));

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

    [GeneratedRegex("""T_?\["([^"]+)"[,\]]""")]
    private static partial Regex Text();
}

using System.Globalization;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.WriteProducts;

namespace Ecommerce.CatalogService.Tests;

public sealed class ProductRulesTests
{
    public static TheoryData<string, object> WrongInputs => new()
    {
        { "name", Samples.Input() with { Name = " " } },
        { "name", Samples.Input() with { Name = new string('x', 201) } },
        { "name", Samples.Input() with { Name = "nul\0" } },
        { "name", Samples.Input() with { Name = "two\r\nlines" } },
        { "name", Samples.Input() with { Name = "\u200b" } },
        { "name", Samples.Input() with { Name = "a lamp \u202E" } },
        { "name", Samples.Input() with { Name = "two\u2028lines" } },
        { "brand", Samples.Input() with { Brand = "two\nlines" } },
        { "brand", Samples.Input() with { Brand = "a brand \u202E" } },
        { "tags[0]", Samples.Input() with { Tags = ["\u200b"] } },
        { "category", Samples.Input() with { Category = "///" } },
        { "category", Samples.Input() with { Category = "home//lamps" } },
        { "category", Samples.Input() with { Category = "Audio / \u200b" } },
        { "tags[0]", Samples.Input() with { Tags = ["two\nlines"] } },
        { "description", Samples.Input() with { Description = "a bell\a" } },
        { "seoTitle", Samples.Input() with { SeoTitle = new string('x', 71) } },
        { "seoTitle", Samples.Input() with { SeoTitle = "two\nlines" } },
        { "seoDescription", Samples.Input() with { SeoDescription = new string('x', 321) } },
        { "seoDescription", Samples.Input() with { SeoDescription = "two\nlines" } },
        { "category", Samples.Input() with { Category = null } },
        { "tags[1]", Samples.Input() with { Tags = ["good", ""] } },
        { "sku", Samples.Input() with { Sku = null } },
        { "sku", Samples.Input() with { Sku = "a/b" } },
        { "sku", Samples.Input() with { Sku = new string('a', 65) } },
        { "stock", Samples.Input() with { Stock = -1 } },
        { "stock", Samples.Input() with { Stock = 1_000_001 } },
        { "price", Samples.Input() with { Price = null } },
        { "price.amount", Samples.Input() with { Price = new MoneyInput { Currency = "EUR" } } },
        { "price.amount", Samples.Input() with { Price = new MoneyInput { Amount = 0, Currency = "EUR" } } },
        { "price.amount", Samples.Input() with { Price = new MoneyInput { Amount = -5, Currency = "EUR" } } },
        { "price.amount", Samples.Input() with { Price = new MoneyInput { Amount = 10_000_001, Currency = "EUR" } } },
        { "price.amount", Samples.Input() with { Price = new MoneyInput { Amount = 1.999m, Currency = "EUR" } } },
        { "price.amount", Samples.Input() with { Price = new MoneyInput { Amount = 100.5m, Currency = "JPY" } } },
        { "price.currency", Samples.Input() with { Price = new MoneyInput { Amount = 5, Currency = "eur" } } },
        { "price.currency", Samples.Input() with { Price = new MoneyInput { Amount = 5, Currency = "QQQ" } } },
        { "attributes", Attributes(51) },
        { "attributes.size", Attribute() },
        { "attributes.size", Attribute([.. Enumerable.Repeat("x", 21)]) },
        { "attributes.size[1]", Attribute("x", new string('x', 201)) },
        { "images", Samples.Input() with { Images = [.. Enumerable.Repeat(new ImageInput { Url = "/a" }, 21)] } },
        { "images[0].url", Image(null) },
        { "images[0].url", Image("http://example.com/a.png") },
        { "images[0].url", Image("javascript:alert(1)") },
        { "images[0].url", Image("//example.com/a.png") },
        { "images[0].url", Image("/\\example.com/a.png") },
        { "images[0].url", Image("a.png") },
        { "images[0].url", Image("https://user:secret@example.com/a.png") },
        { "images[0].url", Image("/a b") },
        { "images[0].url", Image("/media/") },
        { "images[0].url", Image("/media/picture.png") },
        { "images[0].url", Image("/media/400x200-0123") },
        { "images[0].url", Image("/media/400x200-0123456789abcdef0123456789abcdef/320.webp") },
        { "images[0].url", Image("/Media/400x200-0123456789abcdef0123456789abcdef") },
        { "category", Samples.Input() with { Category = "a/b/c/d/e/f/g/h/i" } },
        { "sale.price", Sale(null, null, null) },
        { "sale.price.amount", Sale(49.90m, null, null) },
        { "sale.to", Sale(10m, 5, 5) },
        { "variants", Samples.Input() with { Variants = [] } },
        { "variants", Samples.Input() with { Variants = [Variant("B")] } },
        { "variants[1].sku", WithVariants(Variant("A", "S"), Variant("A", "M")) },
        { "variants[1].options", WithVariants(Variant("A", "S"), Variant("B", "S")) },
        { "variants[1].price.currency", WithVariants(Variant("A", "S"), Variant("B", "M", "USD")) },
    };

    [Theory]
    [MemberData(nameof(WrongInputs))]
    public void Invalid_member_is_named_in_the_errors(string member, object input)
    {
        Assert.False(ProductRules.TryCheck((ProductInput)input, out _, out var errors));
        Assert.Contains(member, errors.Keys);
    }

    [Theory]
    [InlineData("/media/400x200-0123456789abcdef0123456789abcdef")]
    [InlineData("/pictures/a.png")]
    [InlineData("https://example.com/media/a.png")]
    public void Address_of_an_image_is_accepted(string url) => Assert.True(ProductRules.TryCheck(Image(url), out _, out _));

    [Theory]
    [InlineData("EUR", "49.9", "49.90")]
    [InlineData("EUR", "49.9000", "49.90")]
    [InlineData("JPY", "500.0", "500")]
    [InlineData("KWD", "1.234", "1.234")]
    public void Amount_is_normalized_to_the_decimals_of_its_currency(string currency, string given, string kept)
    {
        var amount = decimal.Parse(given, System.Globalization.CultureInfo.InvariantCulture);
        var input = Samples.Input() with { Price = new MoneyInput { Amount = amount, Currency = currency } };
        Assert.True(ProductRules.TryCheck(input, out var draft, out _));
        Assert.Equal(kept, string.Create(CultureInfo.InvariantCulture, $"{draft.Details.Variants[0].Price.Amount}"));
    }

    [Theory]
    [InlineData("Audio/Video")]
    [InlineData("home/lamps")]
    [InlineData("家具")]
    public void Category_with_names_between_slashes_is_accepted(string category)
        => Assert.True(ProductRules.TryCheck(Samples.Input() with { Category = category }, out _, out _));

    [Fact]
    public void Brand_of_which_nothing_can_be_seen_is_empty()
    {
        Assert.True(ProductRules.TryCheck(Samples.Input() with { Brand = "\u200b" }, out var draft, out _));
        Assert.Equal("", draft.Details.Brand);
    }

    [Fact]
    public void Text_for_search_engines_is_trimmed_and_a_blank_one_is_none()
    {
        var (title, blank) = (new string('x', 70), " \u200b ");
        Assert.True(ProductRules.TryCheck(Samples.Input() with { SeoTitle = $" {title} ", SeoDescription = blank }, out var draft, out _));
        Assert.Equal((title, null), (draft.Details.SeoTitle, draft.Details.SeoDescription));
    }

    [Fact]
    public void Missing_stock_stays_null()
    {
        Assert.True(ProductRules.TryCheck(Samples.Input(stock: null), out var draft, out _));
        Assert.Null(draft.Stock["LAMP-1"]);
    }

    private static ProductInput Attributes(int count)
        => Samples.Input() with { Attributes = Enumerable.Range(0, count).ToDictionary(i => $"a{i}", _ => (IReadOnlyList<string>?)["x"]) };

    private static ProductInput Attribute(params string[] values)
        => Samples.Input() with { Attributes = new Dictionary<string, IReadOnlyList<string>?> { ["size"] = values } };

    private static ProductInput Image(string? url) => Samples.Input() with { Images = [new ImageInput { Url = url }] };

    private static ProductInput Sale(decimal? amount, int? from, int? to) => Samples.Input() with
    {
        Sale = new SaleInput
        {
            Price = amount is null ? null : new MoneyInput { Amount = amount, Currency = "EUR" },
            From = from is null ? null : DateTimeOffset.UnixEpoch.AddDays(from.Value),
            To = to is null ? null : DateTimeOffset.UnixEpoch.AddDays(to.Value),
        },
    };

    private static ProductInput WithVariants(params VariantInput[] variants)
        => Samples.Input() with { Sku = null, Price = null, Stock = null, Variants = variants };

    private static VariantInput Variant(string sku, string size = "S", string currency = "EUR") => new()
    {
        Sku = sku,
        Options = new Dictionary<string, string?> { ["size"] = size },
        Price = new MoneyInput { Amount = 5, Currency = currency },
    };
}

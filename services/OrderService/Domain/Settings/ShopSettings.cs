namespace Ecommerce.OrderService.Domain.Settings;

/// <summary>What the shop says about itself, as its owner sets it. What is null is as the storefront's configuration has it.</summary>
/// <param name="Name">As the header, titles and previews of links show it.</param>
/// <param name="Company">The company behind the shop, as the imprint names it.</param>
/// <param name="Address">Of the company, a line each.</param>
/// <param name="VatId">For invoices.</param>
/// <param name="Carriers">Where parcels are followed, by the carrier's name: an https address with <c>{number}</c> in it.</param>
/// <param name="ReturnDays">How many days after its delivery an order can be sent back.</param>
/// <param name="TimeZone">In which pages show times: a name of the IANA database.</param>
/// <param name="Texts">By language.</param>
internal sealed record ShopSettings(
    string? Name, string? Company, IReadOnlyList<string>? Address, string? Email, string? VatId,
    IReadOnlyDictionary<string, string>? Carriers, int ReturnDays, string? TimeZone, IReadOnlyDictionary<string, ShopTexts>? Texts)
{
    public const string DocumentName = "shop";

    public static ShopSettings From(int returnDays) => new(null, null, null, null, null, null, returnDays, null, null);
}

/// <summary>
/// Plain text: paragraphs stand apart by an empty line, one that begins with <c>## </c> is a heading, lines that begin with <c>- </c> are a
/// list.
/// </summary>
/// <param name="Imprint">Below what the law names everywhere: company, address, email.</param>
internal sealed record ShopTexts(string? Tagline, string? Imprint, string? Privacy, string? Terms, string? Returns, string? Shipping);

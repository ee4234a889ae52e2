namespace Ecommerce.Bench.Search;

/// <summary>
/// What shoppers ask, by number: mostly two or three words, some one, some mistyped, some with filters, some nothing but a shelf.
/// </summary>
internal static class Questions
{
    private const int Products = 100_000;

    public static (string Kind, string Path) Of(int number)
    {
        // Spread over the catalogue, and not the same twice.
        var product = (int)(number * 7919L % Products);
        return (number % 20) switch
        {
            0 or 1 => ("one word", Search(Shelf.Kind(product))),
            2 => ("one word", Search(Shelf.Model(product))),
            3 or 4 or 5 or 6 => ("two words", Search($"{Shelf.Trait(product)} {Shelf.Kind(product)}")),
            7 or 8 => ("two words", Search($"{Shelf.Brand(product)} {Shelf.Kind(product)}")),
            9 or 10 => ("two words", Search($"{Shelf.Colour(product)} {Shelf.Kind(product)}")),
            11 or 12 => ("three words", Search($"{Shelf.Trait(product)} {Shelf.Colour(product)} {Shelf.Kind(product)}")),
            13 or 14 => ("mistyped", Search($"{Mistyped(Shelf.Model(product))} {Shelf.Kind(product)}")),
            15 => ("filtered", $"{Search(Shelf.Kind(product))}&brand={Shelf.Brand(product)}&inStock=true"),
            16 => (
                "filtered", $"{Search(Shelf.Kind(product))}&attribute=colour:{Shelf.Colour(product)}&minPrice=50&maxPrice=300&sort=price"),
            17 => ("shelf", $"/search?category={Shelf.CategoryPath(product)}&sort=best-selling"),
            _ => ("suggestion", $"/search/suggestions?q={Shelf.Kind(product)}+{Shelf.Model(product)[..4].ToLowerInvariant()}"),
        };
    }

    private static string Search(string text) => $"/search?q={Uri.EscapeDataString(text)}";

    // The letters in the middle change places.
    private static string Mistyped(string word) => $"{word[..3]}{word[4]}{word[3]}{word[5..]}";
}
